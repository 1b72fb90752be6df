package org.onewindow.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What somebody may know, and have, of what the office keeps about him. */
@Service
@Transactional
@EnableConfigurationProperties(Rules.class)
public class MyData {

    private static final int MOST_CASES = 100;

    /**
     * One record.
     *
     * @param kept until when; {@code null} while it is in use
     * @param held why it is kept longer, in words; {@code null} without a legal hold
     */
    public record RecordView(
            String kind,
            String text,
            String id,
            Instant since,
            Instant kept,
            String held,
            String basis,
            Map<String, String> fields) {

        /** A record would print what it keeps. */
        @Override
        public String toString() {
            return "RecordView[" + kind + " " + id + "]";
        }
    }

    /** @param erasureAskedAt {@code null} unless the person asked to be forgotten */
    public record Everything(Instant at, Instant erasureAskedAt, List<RecordView> records) {}

    /**
     * Somebody who looked.
     *
     * @param purpose for which he saw a field in full, and the field; else empty
     */
    public record Look(String caseNumber, CaseView.Access access, String purpose) {}

    private final List<PersonalRecords> kinds;
    private final PrivacyRepository kept;
    private final Rules rules;
    private final Cases cases;
    private final CaseView.Maker views;
    private final Accounts accounts;
    private final Clock clock;

    MyData(
            List<PersonalRecords> kinds,
            PrivacyRepository kept,
            Rules rules,
            Cases cases,
            CaseView.Maker views,
            Accounts accounts,
            Clock clock) {
        this.kinds = kinds;
        this.kept = kept;
        this.rules = rules;
        this.cases = cases;
        this.views = views;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** All of it, in plain, in the order of {@code privacy/records.yml} and then of time. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Everything everything(Actor actor, Locale locale) {
        var held = kept.held();
        List<RecordView> records = rules.records().stream()
                .flatMap(rule -> kinds.stream()
                        .filter(kind -> kind.kind().equals(rule.kind()))
                        .flatMap(kind -> kind.about(actor.id()).stream())
                        .map(entry -> view(rule, entry, held.getOrDefault(entry.id(), held.get(actor.id())), locale)))
                .toList();
        return new Everything(
                Times.toMillis(clock.instant()), kept.asked(actor.id()).orElse(null), records);
    }

    private RecordView view(Rules.Kind rule, PersonalRecords.Entry entry, String hold, Locale locale) {
        return new RecordView(
                rule.kind(),
                locale.getLanguage().equals("en") ? rule.textEn() : rule.textZh(),
                entry.id(),
                entry.since(),
                entry.endedAt() == null ? null : rule.until(entry.endedAt()),
                hold == null ? null : Rules.text(rules.holds(), hold, locale),
                rule.source(),
                entry.fields());
    }

    /** Who of the office has looked at his cases, or tried to; of the newest hundred, the newest look first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Look> looks(Actor actor, Locale locale) {
        return cases.ofApplicant(actor, Long.MAX_VALUE, MOST_CASES).stream()
                .flatMap(c -> looks(c, locale))
                .sorted((one, other) ->
                        other.access().at().compareTo(one.access().at()))
                .toList();
    }

    private Stream<Look> looks(Case c, Locale locale) {
        return views.accesses(c, locale).stream()
                .map(access -> new Look(c.number(), access, inWords(access.purpose(), locale)));
    }

    private String inWords(String purpose, Locale locale) {
        String[] codes = purpose.split(" ", 2);
        return codes.length < 2 ? purpose : Rules.text(rules.purposes(), codes[0], locale) + " (" + codes[1] + ")";
    }

    /** What an application says is corrected in the application. */
    public void correctMobile(Actor actor, Mobile mobile) {
        accounts.correctMobile(actor.id(), mobile);
    }

    /**
     * Asks to be forgotten. Each record goes when the law no longer wants it kept, the account with the last of them, and nothing
     * within the first seven days, in which the request may be taken back.
     */
    public void askErasure(Actor actor) {
        if (kept.asked(actor.id()).isEmpty()) {
            kept.ask(actor.id(), Times.toMillis(clock.instant()));
        }
    }

    public void takeBackErasure(Actor actor) {
        kept.takeBack(actor.id());
    }
}
