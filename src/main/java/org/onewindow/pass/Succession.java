package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.pass.PassApplicationRepository.Access;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;

/**
 * How an application follows a pass: which of its terms it keeps, and when it is possible. Neither an ended pass nor a
 * suspended one is followed; a suspension has to be settled first, or a new pass would undo it.
 *
 * @param old the pass as it stands
 * @param asked the application by which it was given
 */
record Succession(Kind kind, TruckPass old, PassApplication asked) {

    enum Kind {
        /** 延续: the same for the days after the last one (permit law, article 50). */
        RENEWAL,
        /** 变更: other zones, hours or roads for the days that are left (permit law, article 49). */
        AMENDMENT
    }

    /**
     * What the holder wants otherwise; what is left out stays.
     *
     * @param plate of the vehicle, which a pass never changes: there is a pass for each
     */
    record Change(
            @Valid PlateEntry plate,
            @Size(max = 10) List<@NotNull @Size(max = 10) String> zones,
            Hours hours,
            @Size(max = 500) String route) {}

    /**
     * A renewal from the day after the last one, as long as the pass was, within what the kind and the project allow.
     *
     * @param to last day, or {@code null} for the longest
     */
    PassApplication renewal(LocalDate to, PassRules rules) {
        LocalDate from = old.dayAfter();
        long days = Math.min(old.period().days(), rules.of(old.passClass()).maxDays());
        LocalDate longest = from.plusDays(days - 1);
        LocalDate last = to != null
                ? to
                : rules.project(asked.project())
                        .map(project -> project.to())
                        .filter(end -> !end.isBefore(from) && end.isBefore(longest))
                        .orElse(longest);
        return asked.onTerms(old.zones(), old.hours(), old.route()).during(new Period(from, last));
    }

    /**
     * An amendment of the days that are left.
     *
     * @throws Refusal {@code plate-not-amendable}, {@code amendment-empty}
     */
    PassApplication amendment(Change change, LocalDate today) {
        PlateEntry plate = change.plate();
        if (plate != null && !Plate.parse(plate.number(), plate.type()).equals(old.plate())) {
            throw Refusal.invalid("plate", "plate-not-amendable");
        }
        PassApplication amended = asked.onTerms(
                        change.zones() == null ? old.zones() : change.zones(),
                        change.hours() == null ? old.hours() : change.hours(),
                        change.route() == null ? old.route() : change.route())
                .during(remaining(today));
        if (isOnOldTerms(amended)) {
            throw Refusal.invalid("", "amendment-empty");
        }
        return amended;
    }

    private boolean isOnOldTerms(PassApplication application) {
        return hasOldZones(application) && hasOldHours(application) && Objects.equals(application.route(), old.route());
    }

    private boolean hasOldZones(PassApplication application) {
        return application.zones() == null
                || application.zones().isEmpty()
                || application.zones().equals(old.zones());
    }

    private boolean hasOldHours(PassApplication application) {
        return application.hoursOrWholeDay().equals(old.hours());
    }

    /** As it counts today: an amendment is for the days that are left, whenever it was written. */
    PassApplication today(PassApplication application, LocalDate today) {
        return kind == Kind.AMENDMENT ? application.during(remaining(today)) : application;
    }

    private Period remaining(LocalDate today) {
        return new Period(firstLeft(today), old.period().to());
    }

    private LocalDate firstLeft(LocalDate today) {
        return today.isAfter(old.period().from()) ? today : old.period().from();
    }

    /**
     * Whether one may begin to apply today.
     *
     * @throws Refusal {@code not-renewable}, {@code renewal-too-early}, {@code pass-over}, {@code pass-status}
     */
    void requireOpen(PassRules rules, LocalDate today) {
        requireStanding(today);
        if (today.isAfter(old.period().to())) {
            throw Refusal.conflict("pass-over");
        }
        if (kind == Kind.RENEWAL) {
            PassRules.Renewal terms = rules.offered(old.passClass(), today)
                    ? rules.of(old.passClass()).renewal()
                    : null;
            if (terms == null) {
                throw Refusal.conflict("not-renewable");
            }
            LocalDate opens = old.period().to().minusDays(terms.opensDays());
            if (today.isBefore(opens)) {
                throw Refusal.conflict("renewal-too-early", opens);
            }
        }
    }

    /**
     * Whether it may still be granted. A renewal that was applied for in time may be, after the old pass is over too.
     *
     * @throws Refusal {@code pass-status}, {@code pass-over}
     */
    void requireGrantable(LocalDate today) {
        requireStanding(today);
        if (kind == Kind.AMENDMENT && today.isAfter(old.period().to())) {
            throw Refusal.conflict("pass-over");
        }
    }

    private void requireStanding(LocalDate today) {
        if (!stands(today)) {
            throw Refusal.conflict("pass-status", old.standing().status());
        }
    }

    /** Whether it counts as granted when the pass ends before the authority has decided. */
    boolean silenceGrants(PassRules rules) {
        PassRules.Renewal terms = rules.of(old.passClass()).renewal();
        return kind == Kind.RENEWAL && terms != null && terms.silenceGrants();
    }

    /** Whether the pass is one that may be followed on that day. */
    boolean stands(LocalDate today) {
        return !old.standing().status().ended() && !old.standing().suspendedOn(today);
    }

    /** A rule grants nothing that follows a suspended pass, and refuses what follows one that has ended. */
    Access upheld(Access access, LocalDate today) {
        boolean open = access.access().equals("GRANT") || access.access().equals("REFER");
        if (open
                && (old.standing().status().ended()
                        || kind == Kind.AMENDMENT && today.isAfter(old.period().to()))) {
            return access.instead("REFUSE", "predecessor-ended");
        }
        return open && old.standing().suspendedOn(today) ? access.instead("REFER", "predecessor-suspended") : access;
    }

    /** @throws Refusal {@code field-not-changeable}: no gap behind the old pass, and nothing taken from what is left of it */
    void requireChangeable(Set<String> paths) {
        for (String path : paths) {
            if (path.equals("period.from") || kind == Kind.AMENDMENT && path.startsWith("period.")) {
                throw Refusal.invalid("fields", "field-not-changeable", path);
            }
        }
    }

    /**
     * What the application changes that is not to be changed. What a draft leaves out is no change.
     *
     * @param complete whether it is to be sent
     */
    void defects(Defects defects, PassApplication application, LocalDate today, boolean complete) {
        String code = kind == Kind.RENEWAL ? "renewal-fixed" : "amendment-fixed";
        PlateEntry plate = application.plate();
        if (plate != null && plate.number() != null && plate.type() != null) {
            defects.require(application.parsedPlate().equals(old.plate()), "plate", "plate-not-amendable");
        }
        defects.require(kept(application.passClass(), old.passClass()), "passClass", code)
                .require(kept(application.applicant(), asked.applicant()), "applicant", code)
                .require(Objects.equals(application.project(), asked.project()), "project", code);
        Period period = application.period() == null ? new Period(null, null) : application.period();
        if (kind == Kind.RENEWAL) {
            defects.require(kept(period.from(), old.dayAfter()), "period.from", code)
                    .require(hasOldZones(application), "zones", code)
                    .require(hasOldHours(application), "hours", code);
        } else {
            boolean begins = period.from() == null
                    || !period.from().isBefore(old.period().from())
                            && !period.from().isAfter(firstLeft(today));
            defects.require(begins, "period.from", code)
                    .require(kept(period.to(), old.period().to()), "period.to", code)
                    .require(!complete || !isOnOldTerms(application), "", "amendment-empty");
        }
    }

    private static boolean kept(Object told, Object original) {
        return told == null || told.equals(original);
    }
}
