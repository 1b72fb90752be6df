package org.onewindow.pass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.register.VehicleClass;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.CreditCode;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;

/**
 * What is applied for. A draft may leave out anything; what it does say must make sense.
 *
 * @param zones codes of zones, the first names the deciding unit
 * @param hours the part of the day that is asked for; the whole day when left out
 * @param vehicle what the applicant knows of the vehicle; the register's word counts where it has one
 * @param project code of the key project that it is for, or {@code null}
 * @param driver whoever drives it; {@code null} when nobody is named, and then nobody is asked about
 */
public record PassApplication(
        PassClass passClass,
        @Valid PlateEntry plate,
        @Valid Vehicle vehicle,
        @Size(max = 10) List<@NotNull @Size(max = 10) String> zones,
        @Size(max = 500) String route,
        Period period,
        Hours hours,
        @Size(max = 300) String purpose,
        @Valid Goods goods,
        @Valid Party applicant,
        @Valid Contact contact,
        @Size(max = 40) String project,
        @Valid Driver driver) {

    public record PlateEntry(
            @Size(max = 20) String number, @Size(max = 2) String type) {}

    public record Vehicle(
            VehicleClass vehicleClass,
            Body bodyType,
            Energy energy,
            @Positive @Max(100_000) Integer lengthMm,
            @Positive @Max(10_000) Integer widthMm,
            @Positive @Max(10_000) Integer heightMm,
            @Positive @Max(200_000) Integer grossMassKg) {}

    /** @param hazardous whether any of it is a hazardous chemical */
    public record Goods(@Size(max = 100) String kind, Boolean hazardous) {}

    public enum Kind {
        PERSON,
        COMPANY
    }

    /** @param creditCode of the company; its agent is whoever is logged in */
    public record Party(Kind kind, @Size(max = 30) String creditCode) {}

    public record Contact(
            @Size(max = 60) String name, @Size(max = 30) String mobile) {

        /** Sealed, so that no log line shows a person. */
        @Override
        public String toString() {
            return "Contact[sealed]";
        }
    }

    /** @param licenceNumber of the driving licence, which is the citizen id number */
    public record Driver(@Size(max = 30) String licenceNumber) {

        /** Sealed, so that no log line shows a person. */
        @Override
        public String toString() {
            return "Driver[sealed]";
        }
    }

    /** The same for another vehicle; its dimensions are left to the register. */
    public PassApplication forVehicle(PassClass otherClass, PlateEntry otherPlate) {
        return new PassApplication(
                otherClass,
                otherPlate,
                null,
                zones,
                route,
                period,
                hours,
                purpose,
                goods,
                applicant,
                contact,
                project,
                driver);
    }

    /** For the officer: the contact is shown in part only. */
    PassApplication masked() {
        Contact shown = contact == null
                ? null
                : new Contact(
                        contact.name() == null || contact.name().isEmpty()
                                ? contact.name()
                                : contact.name().substring(0, contact.name().offsetByCodePoints(0, 1)) + "**",
                        contact.mobile() == null ? null : new Mobile(contact.mobile()).masked());
        return new PassApplication(
                passClass,
                plate,
                vehicle,
                zones,
                route,
                period,
                hours,
                purpose,
                goods,
                applicant,
                shown,
                project,
                maskedDriver());
    }

    private Driver maskedDriver() {
        String licence = licenceNumber();
        return licence == null ? driver : new Driver(CitizenId.parse(licence).masked());
    }

    /** In normal form; {@code null} when no driver is named. */
    String licenceNumber() {
        return driver == null || driver.licenceNumber() == null
                ? null
                : CitizenId.parse(driver.licenceNumber()).value();
    }

    PassApplication onTerms(List<String> otherZones, Hours otherHours, String otherRoute) {
        return new PassApplication(
                passClass,
                plate,
                vehicle,
                otherZones,
                otherRoute,
                period,
                otherHours,
                purpose,
                goods,
                applicant,
                contact,
                project,
                driver);
    }

    /** For somebody else who acts for the same company: whoever may be called, and whoever drives, is his to say. */
    PassApplication withoutContact() {
        return new PassApplication(
                passClass, plate, vehicle, zones, route, period, hours, purpose, goods, applicant, null, project, null);
    }

    PassApplication during(Period other) {
        return new PassApplication(
                passClass, plate, vehicle, zones, route, other, hours, purpose, goods, applicant, contact, project,
                driver);
    }

    Plate parsedPlate() {
        return Plate.parse(plate.number(), plate.type());
    }

    String companyCode() {
        return applicant.kind() == Kind.COMPANY
                ? CreditCode.parse(applicant.creditCode()).value()
                : null;
    }

    public Hours hoursOrWholeDay() {
        return hours == null ? Hours.WHOLE_DAY : hours;
    }

    boolean hazardous() {
        return goods != null && Boolean.TRUE.equals(goods.hazardous());
    }

    /**
     * Everything that is wrong, told at once.
     *
     * @param complete whether what is missing counts too: no for a draft
     * @param today local date of the office
     */
    Defects defects(PassRules rules, Zones restricted, LocalDate today, boolean complete) {
        return defects(rules, restricted, today, complete, null);
    }

    /** @param following how it follows a pass, which then tells on which day it begins, or {@code null} */
    Defects defects(PassRules rules, Zones restricted, LocalDate today, boolean complete, Succession following) {
        var defects = new Defects();
        if (complete) {
            missing(defects, rules);
        }
        boolean offered = passClass == null || rules.offered(passClass, today);
        defects.require(offered, "passClass", "class-unknown", rules.offered(today));
        project(defects, rules);
        if (plate != null && plate.number() != null && plate.type() != null) {
            tell(defects, "plate", () -> Plate.parse(plate.number(), plate.type()));
        }
        if (zones != null) {
            for (int i = 0; i < zones.size(); i++) {
                String code = zones.get(i);
                defects.require(restricted.withPass(code).isPresent(), "zones[" + i + "]", "zone-unknown", code);
                defects.require(zones.indexOf(code) == i, "zones[" + i + "]", "zone-twice", code);
            }
        }
        if (period != null
                && thinkable(defects, "period.from", period.from())
                && thinkable(defects, "period.to", period.to())
                && period.from() != null
                && period.to() != null) {
            period(defects, rules, today, offered, following == null);
        }
        if (hours != null) {
            defects.require(hours.from() != null && hours.to() != null, "hours", "hours-incomplete");
        }
        if (applicant != null && applicant.kind() == Kind.COMPANY && applicant.creditCode() != null) {
            tell(defects, "applicant.creditCode", () -> CreditCode.parse(applicant.creditCode()));
        }
        if (contact != null && contact.mobile() != null) {
            tell(defects, "contact.mobile", () -> Mobile.parse(contact.mobile()));
        }
        if (driver != null && driver.licenceNumber() != null) {
            tell(defects, "driver.licenceNumber", () -> CitizenId.parse(driver.licenceNumber()));
        }
        if (following != null && !defects.any()) {
            following.defects(defects, this, today, complete);
        }
        return defects;
    }

    private void missing(Defects defects, PassRules rules) {
        defects.require(passClass != null, "passClass", "missing")
                .require(plate != null && plate.number() != null, "plate.number", "missing")
                .require(plate != null && plate.type() != null, "plate.type", "missing")
                .require(zones != null && !zones.isEmpty(), "zones", "missing")
                .require(period != null && period.from() != null, "period.from", "missing")
                .require(period != null && period.to() != null, "period.to", "missing")
                .require(purpose != null && !purpose.isBlank(), "purpose", "missing")
                .require(goods != null && goods.kind() != null && !goods.kind().isBlank(), "goods.kind", "missing")
                .require(goods != null && goods.hazardous() != null, "goods.hazardous", "missing")
                .require(applicant != null && applicant.kind() != null, "applicant.kind", "missing")
                .require(
                        applicant == null || applicant.kind() != Kind.COMPANY || applicant.creditCode() != null,
                        "applicant.creditCode",
                        "missing")
                .require(contact != null && contact.mobile() != null, "contact.mobile", "missing")
                .require(driver == null || driver.licenceNumber() != null, "driver.licenceNumber", "missing")
                .require(!rules.needsProject(passClass) || project != null, "project", "missing");
    }

    /** A project is named by its code, and lasts as long as the pass that is asked for. */
    private void project(Defects defects, PassRules rules) {
        if (project == null) {
            return;
        }
        var known = rules.project(project);
        defects.require(known.isPresent(), "project", "project-unknown");
        if (known.isPresent() && period != null && period.from() != null && period.to() != null) {
            Period days = known.get().days();
            defects.require(period.within(days), "project", "project-over", days.from(), days.to());
        }
    }

    /** Years of four digits: a column holds no others. */
    private static boolean thinkable(Defects defects, String field, LocalDate date) {
        boolean thinkable = date == null || thinkable(date);
        defects.require(thinkable, field, "date-malformed");
        return thinkable;
    }

    static boolean thinkable(LocalDate date) {
        return date.getYear() >= 1000 && date.getYear() <= 9999;
    }

    private void period(Defects defects, PassRules rules, LocalDate today, boolean offered, boolean chosen) {
        boolean ordered = !period.to().isBefore(period.from());
        defects.require(ordered, "period.to", "period-reversed")
                .require(!chosen || !period.from().isBefore(today), "period.from", "period-in-the-past")
                .require(
                        !chosen || !period.from().isAfter(today.plusDays(rules.earliestStartDays())),
                        "period.from",
                        "period-too-early",
                        rules.earliestStartDays());
        if (ordered && passClass != null && offered) {
            int most = rules.of(passClass).maxDays();
            defects.require(period.days() <= most, "period.to", "period-too-long", most, period.days());
        }
    }

    /** Formats refuse by themselves; their word becomes one defect among others. */
    private static void tell(Defects defects, String field, Runnable parsing) {
        try {
            parsing.run();
        } catch (Refusal refused) {
            refused.defects()
                    .forEach(d -> defects.require(
                            false, field, d.code(), d.arguments().toArray()));
        }
    }
}
