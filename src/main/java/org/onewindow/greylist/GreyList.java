package org.onewindow.greylist;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which vehicles get no pass for a time, and why. */
@Service
@Transactional
@EnableConfigurationProperties(GreyListRules.class)
public class GreyList {

    private final GreyListRepository entries;
    private final GreyListRules rules;
    private final Clock clock;

    GreyList(GreyListRepository entries, GreyListRules rules, Clock clock) {
        this.entries = entries;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Lists the vehicle for one more offence.
     *
     * @param place where it was, in the officer's words, or {@code null}
     * @throws Refusal {@code offence-unknown}
     */
    public GreyListEntry report(Actor officer, Plate plate, String offence, String place) {
        if (!rules.offences().contains(offence)) {
            throw Refusal.invalid("offence", "offence-unknown", String.join(", ", rules.offences()));
        }
        GreyListEntry entry = GreyListEntry.after(
                entries.last(plate).orElse(null),
                UUID.randomUUID().toString(),
                plate,
                offence,
                Times.toMillis(clock.instant()),
                place,
                officer.id(),
                officer.unit(),
                rules);
        try {
            entries.append(entry);
        } catch (DuplicateKeyException e) {
            throw new OptimisticLockingFailureException("another offence of the vehicle was reported meanwhile");
        }
        return entry;
    }

    /** The entry that keeps the vehicle from a pass on that day; of several the one that does so longest. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<GreyListEntry> inForce(Plate plate, LocalDate day) {
        return entries.inForce(plate, day);
    }

    /** @throws Refusal {@code offence-report-unknown} unless the reader reported it or supervises the unit that did */
    @Transactional(propagation = Propagation.SUPPORTS)
    public GreyListEntry visibleTo(Actor reader, String id) {
        return entries.find(id)
                .filter(entry -> entry.officer().equals(reader.id())
                        || reader.is(Role.SUPERVISOR) && reader.worksFor(entry.unit()))
                .orElseThrow(() -> Refusal.notFound("offence-report-unknown"));
    }

    /** What the listed offences are, in the reader's language. */
    public String text(Locale locale) {
        return locale.getLanguage().equals("en") ? rules.textEn() : rules.textZh();
    }

    /** What the ladder rests on. */
    public String source() {
        return rules.source();
    }
}
