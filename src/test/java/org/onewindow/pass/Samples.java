package org.onewindow.pass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.onewindow.pass.PassApplication.Contact;
import org.onewindow.pass.PassApplication.Goods;
import org.onewindow.pass.PassApplication.Kind;
import org.onewindow.pass.PassApplication.Party;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.register.Answer;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answer.Silence;
import org.onewindow.register.Answers;
import org.onewindow.register.Inspection;
import org.onewindow.register.Insurance;
import org.onewindow.register.Register;
import org.onewindow.register.VehicleRecord;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.register.VehicleRecord.OwnerKind;
import org.onewindow.register.VehicleRecord.Status;
import org.onewindow.register.VehicleRecord.UseNature;
import org.onewindow.register.Violations;
import org.onewindow.restriction.Zone;
import org.onewindow.restriction.Zones;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** A made-up company, its application and a vehicle against which nothing speaks. */
final class Samples {

    static final LocalDate TODAY = LocalDate.of(2026, 8, 3);
    static final String COMPANY = "91370600MA0000007C";
    static final Period NINETY_DAYS = new Period(TODAY, TODAY.plusDays(89));
    static final Hours DAYTIME = hours("07:00", "19:00");
    static final PassRules RULES = rules();
    static final Zones ZONES = new Zones(List.of(zone("ZF", true), zone("LS", true), zone("PL", false)));

    static final Bars NO_BARS = new Bars(null, false, null, Instant.parse("2026-08-03T02:00:00Z"));

    /** As they ship. */
    static final CheckRules CHECK_RULES = shippedCheckRules();

    private Samples() {}

    private static Zone zone(String code, boolean pass) {
        return new Zone(code, "限行区域", "Restricted zone", "370600", "YT.JJ." + code, pass, null, null, "made up");
    }

    private static PassRules rules() {
        return new PassRules(
                30,
                Map.of(
                        PassClass.ORDINARY,
                        terms("JG029", 90, false),
                        PassClass.LARGE,
                        terms("JG028", 90, false),
                        new PassClass("TEMPORARY"),
                        terms("JG029", 3, false),
                        new PassClass("KEY_PROJECT"),
                        terms("JG029", 90, true)),
                List.of(new PassRules.KeyProject("BRIDGE", "大桥", "Bridge", TODAY, TODAY.plusDays(99))),
                List.of(new PassRules.Quota("LS", PassClass.LARGE, 7, LocalDate.of(2026, 1, 1), null, "made up")));
    }

    private static CheckRules shippedCheckRules() {
        try {
            var yml = new YamlPropertySourceLoader().load("checks", new ClassPathResource("pass/source-checks.yml"));
            return new Binder(ConfigurationPropertySources.from(yml))
                    .bind("onewindow.source-checks", CheckRules.class)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PassRules.Terms terms(String item, int maxDays, boolean needsProject) {
        return new PassRules.Terms(
                "名称",
                "Name",
                item,
                maxDays,
                needsProject,
                PassRules.Overlap.REFUSE,
                new PassRules.Renewal(15, true, "made up"),
                LocalDate.of(2023, 12, 26),
                null,
                "made up");
    }

    static Hours hours(String from, String to) {
        return new Hours(LocalTime.parse(from), LocalTime.parse(to));
    }

    /** Of the company, for Zhifu, for building material. */
    static PassApplication application(PassClass passClass, String plate, String type, Period period, Hours hours) {
        return new PassApplication(
                passClass,
                new PlateEntry(plate, type),
                null,
                List.of("ZF"),
                null,
                period,
                hours,
                "运送建材",
                new Goods("建材", false),
                new Party(Kind.COMPANY, COMPANY),
                new Contact("李娜", "13800000001"),
                null,
                null);
    }

    static PassApplication application(PassClass passClass) {
        return application(passClass, "鲁F10001", "01", NINETY_DAYS, DAYTIME);
    }

    static PassApplication ofCompany(PassApplication a, String creditCode) {
        return new PassApplication(
                a.passClass(),
                a.plate(),
                a.vehicle(),
                a.zones(),
                a.route(),
                a.period(),
                a.hours(),
                a.purpose(),
                a.goods(),
                new Party(Kind.COMPANY, creditCode),
                a.contact(),
                a.project(),
                a.driver());
    }

    static PassApplication with(PassApplication a, Hours hours) {
        return new PassApplication(
                a.passClass(),
                a.plate(),
                a.vehicle(),
                a.zones(),
                a.route(),
                a.period(),
                hours,
                a.purpose(),
                a.goods(),
                a.applicant(),
                a.contact(),
                a.project(),
                a.driver());
    }

    static PassApplication with(PassApplication a, Goods goods) {
        return new PassApplication(
                a.passClass(),
                a.plate(),
                a.vehicle(),
                a.zones(),
                a.route(),
                a.period(),
                a.hours(),
                a.purpose(),
                goods,
                a.applicant(),
                a.contact(),
                a.project(),
                a.driver());
    }

    static PassApplication with(PassApplication a, Period period) {
        return new PassApplication(
                a.passClass(),
                a.plate(),
                a.vehicle(),
                a.zones(),
                a.route(),
                period,
                a.hours(),
                a.purpose(),
                a.goods(),
                a.applicant(),
                a.contact(),
                a.project(),
                a.driver());
    }

    static PassApplication with(PassApplication a, PassApplication.Vehicle vehicle) {
        return new PassApplication(
                a.passClass(),
                a.plate(),
                vehicle,
                a.zones(),
                a.route(),
                a.period(),
                a.hours(),
                a.purpose(),
                a.goods(),
                a.applicant(),
                a.contact(),
                a.project(),
                a.driver());
    }

    /** What the registers know of one vehicle; each {@code with} makes another. */
    record Known(
            Body body,
            Energy energy,
            int lengthMm,
            int grossMassKg,
            String ownerId,
            Status status,
            UseNature use,
            Integer emissionStage,
            LocalDate inspectedUntil,
            Period insured,
            Violations violations,
            Map<Register, Outcome> unanswered) {

        static Known vehicle(Body body, Energy energy, int lengthMm, int grossMassKg) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    COMPANY,
                    Status.NORMAL,
                    UseNature.FREIGHT,
                    6,
                    NINETY_DAYS.to(),
                    NINETY_DAYS,
                    new Violations(0, false, false, null),
                    Map.of());
        }

        static Known heavy() {
            return vehicle(Body.FLATBED, Energy.DIESEL, 9000, 25000);
        }

        static Known light() {
            return vehicle(Body.BOX, Energy.PETROL, 5400, 3495);
        }

        Known owner(String other) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    other,
                    status,
                    use,
                    emissionStage,
                    inspectedUntil,
                    insured,
                    violations,
                    unanswered);
        }

        Known status(Status other) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    other,
                    use,
                    emissionStage,
                    inspectedUntil,
                    insured,
                    violations,
                    unanswered);
        }

        Known use(UseNature other) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    status,
                    other,
                    emissionStage,
                    inspectedUntil,
                    insured,
                    violations,
                    unanswered);
        }

        Known inspectedUntil(LocalDate last) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    status,
                    use,
                    emissionStage,
                    last,
                    insured,
                    violations,
                    unanswered);
        }

        Known insured(LocalDate from, LocalDate to) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    status,
                    use,
                    emissionStage,
                    inspectedUntil,
                    new Period(from, to),
                    violations,
                    unanswered);
        }

        Known violations(int open, boolean fatal, LocalDate grey) {
            return weighing(new Violations(open, fatal, false, grey));
        }

        private Known weighing(Violations other) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    status,
                    use,
                    emissionStage,
                    inspectedUntil,
                    insured,
                    other,
                    unanswered);
        }

        Known hitAndRun() {
            return weighing(new Violations(0, false, true, null));
        }

        Known emitting(Integer stage) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    status,
                    use,
                    stage,
                    inspectedUntil,
                    insured,
                    violations,
                    unanswered);
        }

        Known without(Register register, Outcome outcome) {
            return new Known(
                    body,
                    energy,
                    lengthMm,
                    grossMassKg,
                    ownerId,
                    status,
                    use,
                    emissionStage,
                    inspectedUntil,
                    insured,
                    violations,
                    Map.of(register, outcome));
        }

        Answers answers() {
            var vehicle = new VehicleRecord(
                    "鲁F10001",
                    "01",
                    "LDEM00002P0000001",
                    null,
                    body,
                    energy,
                    lengthMm,
                    2200,
                    body == Body.PICKUP ? 1830 : 2800,
                    grossMassKg,
                    OwnerKind.COMPANY,
                    ownerId,
                    status,
                    use,
                    emissionStage);
            return new Answers(
                    answer(Register.VEHICLE, vehicle),
                    answer(Register.INSPECTION, new Inspection(inspectedUntil)),
                    answer(Register.INSURANCE, new Insurance(insured.from(), insured.to())),
                    answer(Register.VIOLATION, violations),
                    null);
        }

        private <T> Answer<T> answer(Register register, T value) {
            Outcome outcome = unanswered.getOrDefault(register, Outcome.FOUND);
            Instant asked = Instant.parse("2026-08-03T02:00:00Z");
            return new Answer<>(
                    register,
                    asked,
                    asked.plusMillis(5),
                    outcome,
                    outcome == Outcome.FOUND ? value : null,
                    outcome == Outcome.SILENT ? Silence.TIMEOUT : null);
        }
    }
}
