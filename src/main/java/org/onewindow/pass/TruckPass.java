package org.onewindow.pass;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.shared.CheckCharacter;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;

/**
 * A granted pass: this vehicle may be in these zones, on these days, in these hours.
 *
 * @param number {@code TP} + day of issue + serial of the case + check character
 * @param holder account of the applicant
 * @param code the signed text of the QR code
 * @param standing what has become of it since
 */
public record TruckPass(
        String number,
        String caseId,
        String holder,
        String unit,
        PassClass passClass,
        Plate plate,
        List<String> zones,
        String route,
        Period period,
        Hours hours,
        Instant issuedAt,
        String code,
        Standing standing) {

    /** What an officer may set otherwise than it was asked for, always with a reason. */
    private static final Set<String> CHANGEABLE = Set.of("period.from", "period.to", "hours.from", "hours.to");

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);

    /** To be named by whoever acts on it: counts the changes. */
    public int version() {
        return standing.version();
    }

    /** Why a pass does or does not let a vehicle pass at a moment and a place. */
    public enum Verdict {
        VALID,
        NOT_YET,
        EXPIRED,
        OUTSIDE_WINDOW,
        OUTSIDE_ZONE,
        WRONG_VEHICLE,
        SUSPENDED,
        /** Ended by an act of the office. */
        REVOKED
    }

    /**
     * @param changes what the officer changed, by path; empty when it is granted as asked for
     * @param reason the officer's words; needed when he changed something
     * @throws Refusal that names every change which is not possible
     */
    static TruckPass granted(
            Case c, PassApplication asked, Map<String, String> changes, String reason, PassRules rules, Instant at) {
        var defects = new Defects();
        changes.keySet()
                .forEach(path -> defects.require(CHANGEABLE.contains(path), "fields", "field-not-changeable", path));
        defects.require(changes.isEmpty() || reason != null, "note", "change-needs-reason");
        Period period = new Period(
                date(changes, "period.from", asked.period().from(), defects),
                date(changes, "period.to", asked.period().to(), defects));
        Hours hours = new Hours(
                time(changes, "hours.from", asked.hoursOrWholeDay().from(), defects),
                time(changes, "hours.to", asked.hoursOrWholeDay().to(), defects));
        int most = rules.of(asked.passClass()).maxDays();
        defects.require(!period.to().isBefore(period.from()), "fields.period.to", "period-reversed")
                .require(period.days() <= most, "fields.period.to", "period-too-long", most, period.days())
                .require(period.within(asked.period()), "fields.period.to", "period-wider-than-asked")
                .require(hours.within(asked.hoursOrWholeDay()), "fields.hours.to", "hours-wider-than-asked");
        defects.refuse();
        LocalDate day = LocalDate.ofInstant(at, WorkingCalendar.ZONE);
        String body =
                "TP" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + String.format(Locale.ROOT, "%07d", c.serial());
        return new TruckPass(
                body + CheckCharacter.of(body),
                c.id(),
                c.applicant(),
                c.unit(),
                asked.passClass(),
                asked.parsedPlate(),
                asked.zones(),
                asked.route(),
                period,
                hours,
                at,
                null,
                Standing.FRESH.of(asked.project()));
    }

    TruckPass signed(String signedCode) {
        return new TruckPass(
                number,
                caseId,
                holder,
                unit,
                passClass,
                plate,
                zones,
                route,
                period,
                hours,
                issuedAt,
                signedCode,
                standing);
    }

    TruckPass with(Standing changed) {
        return new TruckPass(
                number, caseId, holder, unit, passClass, plate, zones, route, period, hours, issuedAt, code, changed);
    }

    /** First moment of the first day, Asia/Shanghai. */
    Instant begins() {
        return period.from().atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** First moment after the last day, Asia/Shanghai. */
    Instant ends() {
        return dayAfter().atStartOfDay(WorkingCalendar.ZONE).toInstant();
    }

    /** Whether it has expired by then, or was ended by an act. */
    boolean over(Instant at) {
        return standing.status().ended() || !at.isBefore(ends());
    }

    /** The day after the last one, on which a renewal begins. */
    LocalDate dayAfter() {
        return period.to().plusDays(1);
    }

    /**
     * @param seen the plate that the officer sees, or {@code null} when only the code was read
     * @param zone where he stands, or {@code null} when he does not say
     */
    public Verdict verdict(Instant now, Plate seen, String zone) {
        ZonedDateTime local = now.atZone(WorkingCalendar.ZONE);
        if (seen != null && !seen.equals(plate)) {
            return Verdict.WRONG_VEHICLE;
        }
        if (standing.status().ended()) {
            return Verdict.REVOKED;
        }
        if (standing.suspendedOn(local.toLocalDate())) {
            return Verdict.SUSPENDED;
        }
        if (now.isBefore(begins())) {
            return Verdict.NOT_YET;
        }
        if (!now.isBefore(ends())) {
            return Verdict.EXPIRED;
        }
        if (zone != null && !zones.contains(zone)) {
            return Verdict.OUTSIDE_ZONE;
        }
        return hours.covers(local.toLocalTime()) ? Verdict.VALID : Verdict.OUTSIDE_WINDOW;
    }

    private static LocalDate date(Map<String, String> changes, String path, LocalDate asked, Defects defects) {
        return changed(changes, path, asked, defects, LocalDate::parse, "date-malformed");
    }

    private static LocalTime time(Map<String, String> changes, String path, LocalTime asked, Defects defects) {
        return changed(changes, path, asked, defects, text -> LocalTime.parse(text, MINUTE), "time-malformed");
    }

    private static <T> T changed(
            Map<String, String> changes,
            String path,
            T asked,
            Defects defects,
            Function<String, T> parsing,
            String code) {
        String change = changes.get(path);
        if (change == null) {
            return asked;
        }
        try {
            return parsing.apply(change);
        } catch (DateTimeParseException e) {
            defects.require(false, "fields." + path, code);
            return asked;
        }
    }
}
