package org.onewindow.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Actor;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.StillNeeded;
import org.onewindow.shared.Times;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every night, what has been kept long enough is emptied of what says who it was. What is held stays. Each record is a
 * transaction of its own and an act on record; a second node that does the same finds nothing left to do.
 */
@Component
class Erasures {

    private static final String ACCOUNT = "account";
    private static final int BITE = 1_000;

    private final List<PersonalRecords> kinds;
    private final List<StillNeeded> others;
    private final PrivacyRepository kept;
    private final Rules rules;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasures(
            List<PersonalRecords> kinds,
            List<StillNeeded> others,
            PrivacyRepository kept,
            Rules rules,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.kinds = kinds;
        this.others = others;
        this.kept = kept;
        this.rules = rules;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        kinds.forEach(kind -> rules.kind(kind.kind()));
    }

    @Scheduled(cron = "0 30 3 * * *", zone = "Asia/Shanghai")
    void eraseWhatIsDue() {
        Instant now = Times.toMillis(clock.instant());
        Set<String> held = kept.held().keySet();
        for (PersonalRecords kind : kinds) {
            kind.endedBefore(rules.kind(kind.kind()).endedBefore(now), BITE).stream()
                    .filter(ended -> !held.contains(ended.id()) && !held.contains(ended.account()))
                    .filter(ended -> others.stream().noneMatch(other -> other.needed(ended.id())))
                    .forEach(ended -> erase(kind, ended.id(), now));
        }
        PersonalRecords accounts = kinds.stream()
                .filter(kind -> kind.kind().equals(ACCOUNT))
                .findFirst()
                .orElseThrow();
        kept.askedBefore(rules.kind(ACCOUNT).endedBefore(now), BITE).stream()
                .filter(account -> !held.contains(account) && needsNoAccount(account, now))
                .forEach(account -> transaction.executeWithoutResult(status -> {
                    erase(accounts, account, now);
                    kept.done(account, now);
                }));
    }

    private boolean needsNoAccount(String account, Instant now) {
        return kinds.stream()
                .filter(kind -> !kind.kind().equals(ACCOUNT))
                .allMatch(kind -> kind.about(account).stream()
                        .allMatch(entry -> entry.endedAt() != null
                                && rules.kind(kind.kind())
                                        .until(entry.endedAt())
                                        .isBefore(now)));
    }

    private void erase(PersonalRecords kind, String id, Instant now) {
        transaction.executeWithoutResult(status -> {
            kind.erase(id);
            audit.record(AuditRecord.of(now, Actor.RULE, "erase " + kind.kind(), id, AuditRecord.DONE));
        });
    }
}
