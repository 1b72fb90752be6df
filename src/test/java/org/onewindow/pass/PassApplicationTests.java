package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.onewindow.pass.Samples.DAYTIME;
import static org.onewindow.pass.Samples.NINETY_DAYS;
import static org.onewindow.pass.Samples.TODAY;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.onewindow.pass.PassApplication.Contact;
import org.onewindow.pass.PassApplication.Goods;
import org.onewindow.pass.PassApplication.Kind;
import org.onewindow.pass.PassApplication.Party;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;

class PassApplicationTests {

    private static final PassApplication EMPTY =
            new PassApplication(null, null, null, null, null, null, null, null, null, null, null, null, null);

    @ParameterizedTest
    @CsvSource({"370602190003011012, ", "370602190003011013, citizen-id-malformed", ", missing"})
    void needsNoDriverButARightLicenceOfOneWhoIsNamed(String licence, String code) {
        PassApplication a = Samples.application(PassClass.LARGE);
        var driven = new PassApplication(
                a.passClass(),
                a.plate(),
                a.vehicle(),
                a.zones(),
                a.route(),
                a.period(),
                a.hours(),
                a.purpose(),
                a.goods(),
                a.applicant(),
                a.contact(),
                a.project(),
                new PassApplication.Driver(licence));
        assertThat(driven.toString()).doesNotContain("370602190003");
        assertThat(driven.defects(Samples.RULES, Samples.ZONES, Samples.TODAY, true)
                        .found())
                .extracting(defect -> defect.field() + " " + defect.code())
                .isEqualTo(code == null ? List.of() : List.of("driver.licenceNumber " + code));
    }

    @Test
    void findsNothingWrongWithACompleteApplication() {
        assertThat(defects(Samples.application(PassClass.LARGE), true)).isEmpty();
    }

    @Test
    void letsADraftLeaveOutAnything() {
        assertThat(defects(EMPTY, false)).isEmpty();
    }

    @Test
    void tellsEverythingThatIsMissingAtOnce() {
        assertThat(defects(EMPTY, true))
                .containsExactly(
                        "passClass missing",
                        "plate.number missing",
                        "plate.type missing",
                        "zones missing",
                        "period.from missing",
                        "period.to missing",
                        "purpose missing",
                        "goods.kind missing",
                        "goods.hazardous missing",
                        "applicant.kind missing",
                        "contact.mobile missing");
    }

    @Test
    void namesTheKindsThatThereAreWhenItIsAskedForAnother() {
        var unknown = new Build().passClass("HUGE").done();
        assertThat(defects(unknown, false)).containsExactly("passClass class-unknown");
        assertThatThrownBy(() -> unknown.defects(Samples.RULES, Samples.ZONES, TODAY, false)
                        .refuse())
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.defects().get(0).arguments())
                                .containsExactly("KEY_PROJECT, LARGE, ORDINARY, TEMPORARY"));
    }

    @ParameterizedTest
    @CsvSource({
        "ORDINARY, 90, ''",
        "ORDINARY, 91, period.to period-too-long",
        "TEMPORARY, 3, ''",
        "TEMPORARY, 4, period.to period-too-long",
    })
    void aKindIsValidForSoLongAtMost(String passClass, int days, String defect) {
        var asked = new Build()
                .passClass(passClass)
                .period(new Period(Samples.TODAY, Samples.TODAY.plusDays(days - 1)))
                .done();
        assertThat(String.join(";", defects(asked, true))).isEqualTo(defect);
    }

    @Test
    void aPassForAKeyProjectNamesOneThatLastsAsLong() {
        assertThat(defects(new Build().passClass("KEY_PROJECT").done(), true)).containsExactly("project missing");
        assertThat(defects(
                        new Build().passClass("KEY_PROJECT").project("BRIDGE").done(), true))
                .isEmpty();
        assertThat(defects(new Build().project("TUNNEL").done(), true)).containsExactly("project project-unknown");
        var late = new Build()
                .project("BRIDGE")
                .period(new Period(Samples.TODAY.plusDays(20), Samples.TODAY.plusDays(100)))
                .done();
        assertThat(defects(late, true)).containsExactly("project project-over");
    }

    @Test
    void asksACompanyForItsCode() {
        var unnamed = new Build().applicant(new Party(Kind.COMPANY, null)).done();
        assertThat(defects(unnamed, true)).containsExactly("applicant.creditCode missing");
        var person = new Build().applicant(new Party(Kind.PERSON, null)).done();
        assertThat(defects(person, true)).isEmpty();
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                arguments(new Build().plate(new PlateEntry("鲁F1234", "01")).done(), List.of("plate plate-malformed")),
                arguments(
                        new Build().plate(new PlateEntry("鲁F12345", "52")).done(),
                        List.of("plate plate-type-mismatch")),
                arguments(new Build().zones("XX").done(), List.of("zones[0] zone-unknown")),
                arguments(new Build().zones("ZF", "LS", "ZF").done(), List.of("zones[2] zone-twice")),
                arguments(period(TODAY.plusDays(2), TODAY.plusDays(1)), List.of("period.to period-reversed")),
                arguments(period(TODAY.minusDays(1), TODAY), List.of("period.from period-in-the-past")),
                arguments(period(TODAY.plusDays(31), TODAY.plusDays(40)), List.of("period.from period-too-early")),
                arguments(period(TODAY.plusDays(30), TODAY.plusDays(119)), List.of()),
                arguments(period(TODAY, TODAY.plusDays(89)), List.of()),
                arguments(period(TODAY, TODAY.plusDays(90)), List.of("period.to period-too-long")),
                arguments(period(TODAY, TODAY), List.of()),
                arguments(new Build().hours(new Hours(LocalTime.NOON, null)).done(), List.of("hours hours-incomplete")),
                arguments(new Build().hours(new Hours(null, LocalTime.NOON)).done(), List.of("hours hours-incomplete")),
                arguments(
                        new Build()
                                .applicant(new Party(Kind.COMPANY, "91370600MA0000007D"))
                                .done(),
                        List.of("applicant.creditCode credit-code-malformed")),
                arguments(
                        new Build().contact(new Contact("李娜", "12800000001")).done(),
                        List.of("contact.mobile mobile-malformed")));
    }

    private static PassApplication period(LocalDate from, LocalDate to) {
        return new Build().period(new Period(from, to)).done();
    }

    /** A draft may be unfinished, not wrong. */
    @ParameterizedTest
    @MethodSource("wrongs")
    void tellsWhatIsWrongInAnApplicationAndInADraft(PassApplication application, List<String> defects) {
        assertThat(defects(application, true)).isEqualTo(defects);
        assertThat(defects(application, false)).isEqualTo(defects);
    }

    @Test
    void tellsAllThatIsWrongTogether() {
        var wrong = new Build()
                .plate(new PlateEntry("AB1234", "01"))
                .zones("XX")
                .period(new Period(TODAY.minusDays(2), TODAY.minusDays(3)))
                .contact(new Contact("", "1"))
                .done();
        assertThat(defects(wrong, true))
                .containsExactly(
                        "plate plate-malformed",
                        "zones[0] zone-unknown",
                        "period.to period-reversed",
                        "period.from period-in-the-past",
                        "contact.mobile mobile-malformed");
    }

    @Test
    void asksForTheWholeDayWhenNoHoursAreGiven() {
        assertThat(new Build().hours(null).done().hoursOrWholeDay().length()).isEqualTo(24 * 60);
    }

    @Test
    void showsAnOfficerTheContactInPartOnly() {
        assertThat(masked("李娜", "13800000001")).isEqualTo(new Contact("李**", "138****0001"));
        assertThat(masked("𠮷杰", "13800000001").name()).isEqualTo("𠮷**");
        assertThat(masked("", "13800000001").name()).isEmpty();
        assertThat(masked(null, null)).isEqualTo(new Contact(null, null));
        assertThat(EMPTY.masked().contact()).isNull();
    }

    private static Contact masked(String name, String mobile) {
        return new Build().contact(new Contact(name, mobile)).done().masked().contact();
    }

    private static List<String> defects(PassApplication application, boolean complete) {
        Defects defects = application.defects(Samples.RULES, Samples.ZONES, TODAY, complete);
        try {
            defects.refuse();
            return List.of();
        } catch (Refusal refusal) {
            return refusal.defects().stream()
                    .map(d -> d.field() + " " + d.code())
                    .toList();
        }
    }

    /** A complete application, with one thing otherwise. */
    private static final class Build {

        private PassClass passClass = PassClass.LARGE;
        private String project;
        private PlateEntry plate = new PlateEntry("鲁F10001", "01");
        private List<String> zones = List.of("ZF");
        private Period period = NINETY_DAYS;
        private Hours hours = DAYTIME;
        private Party applicant = new Party(Kind.COMPANY, Samples.COMPANY);
        private Contact contact = new Contact("李娜", "13800000001");

        Build plate(PlateEntry other) {
            plate = other;
            return this;
        }

        Build zones(String... others) {
            zones = List.of(others);
            return this;
        }

        Build period(Period other) {
            period = other;
            return this;
        }

        Build hours(Hours other) {
            hours = other;
            return this;
        }

        Build applicant(Party other) {
            applicant = other;
            return this;
        }

        Build passClass(String code) {
            passClass = new PassClass(code);
            return this;
        }

        Build project(String code) {
            project = code;
            return this;
        }

        Build contact(Contact other) {
            contact = other;
            return this;
        }

        PassApplication done() {
            return new PassApplication(
                    passClass,
                    plate,
                    null,
                    zones,
                    null,
                    period,
                    hours,
                    "运送建材",
                    new Goods("建材", false),
                    applicant,
                    contact,
                    project,
                    null);
        }
    }
}
