package org.onewindow.restriction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.onewindow.restriction.Ruling.Answer.NEEDED;
import static org.onewindow.restriction.Ruling.Answer.NEVER;
import static org.onewindow.restriction.Ruling.Answer.NOT_NEEDED;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.onewindow.register.VehicleClass;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.restriction.Edition.Status;
import org.onewindow.restriction.Ruling.Answer;
import org.onewindow.restriction.Truck.Load;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;

/** The notices in sentences, each boundary from both sides, through the rules and the table that ship. */
@RunningOffice
class RestrictionTests {

    private static final Truck HEAVY = truck(Body.FLATBED, Energy.DIESEL, 9000, 2550, 3500, 25000);
    private static final Truck LIGHT = truck(Body.BOX, Energy.PETROL, 5400, 1950, 2600, 3495);
    private static final Truck SHORT_BOX = truck(Body.BOX, Energy.DIESEL, 6000, 2300, 2900, 8000);
    private static final Truck ELECTRIC_BOX = truck(Body.BOX, Energy.ELECTRIC, 6000, 2300, 2900, 8000);
    private static final Truck PICK_UP = truck(Body.PICKUP, Energy.DIESEL, 5325, 1875, 2100, 3500);
    private static final Truck ENGINEERING = truck(Body.ENGINEERING, Energy.DIESEL, 9000, 2500, 3400, 25000);

    private static final String IN_2011 = "2011-06-01";
    private static final String BEFORE_2022 = "2022-12-08";
    private static final String OF_2022 = "2022-12-09";
    private static final String LAST_OF_2022 = "2023-12-25";
    private static final String OF_2023 = "2023-12-26";
    private static final String TODAY = "2026-11-24";

    private final Restrictions restrictions;
    private final RestrictionRules rules;
    private final Zones zones;

    @Autowired
    RestrictionTests(Restrictions restrictions, RestrictionRules rules, Zones zones) {
        this.restrictions = restrictions;
        this.rules = rules;
        this.zones = zones;
    }

    private static Truck truck(Body body, Energy energy, int length, int width, int height, int mass) {
        return new Truck(VehicleClass.of(length, mass), body, energy, length, width, height, mass, Load.GENERAL);
    }

    private static Truck loaded(Truck truck, Load load) {
        return new Truck(
                truck.vehicleClass(),
                truck.body(),
                truck.energy(),
                truck.lengthMm(),
                truck.widthMm(),
                truck.heightMm(),
                truck.grossMassKg(),
                load);
    }

    static Stream<Arguments> sentences() {
        return Stream.of(
                row("in 2011 the hours are not known", HEAVY, "ZF", IN_2011, "23:30", NEEDED, "zone-classes-2011"),
                row("nor for a light truck", LIGHT, "LS", IN_2011, "23:30", NEEDED, "zone-classes-2011"),
                row("in 2011 nothing was announced there", HEAVY, "GX", IN_2011, "12:00", NOT_NEEDED, "not-restricted"),
                row("until 2022 the night began at 23:00", HEAVY, "ZF", BEFORE_2022, "22:59", NEEDED, "night-from-23"),
                row("at 23:00", HEAVY, "ZF", BEFORE_2022, "23:00", NOT_NEEDED, "night-from-23"),
                row("and ended before 05:00", HEAVY, "ZF", BEFORE_2022, "04:59", NOT_NEEDED, "night-from-23"),
                row("at 05:00", HEAVY, "ZF", BEFORE_2022, "05:00", NEEDED, "night-from-23"),
                row(
                        "for engineering vehicles too",
                        ENGINEERING,
                        "ZF",
                        BEFORE_2022,
                        "23:30",
                        NOT_NEEDED,
                        "night-from-23"),
                row("no pick-up was exempt", PICK_UP, "ZF", BEFORE_2022, "12:00", NEEDED, "light-truck"),
                row("the notice of 2022 at 22:29", HEAVY, "ZF", OF_2022, "22:29", NEEDED, "night-but-core-roads"),
                row("at 22:30", HEAVY, "GX", OF_2022, "22:30", NOT_NEEDED, "night-but-core-roads"),
                row("at 05:29", HEAVY, "LS", OF_2022, "05:29", NOT_NEEDED, "night-but-core-roads"),
                row("at 05:30", HEAVY, "LS", OF_2022, "05:30", NEEDED, "night-but-core-roads"),
                row("not for engineering vehicles", ENGINEERING, "ZF", OF_2022, "23:00", NEEDED, "engineering-vehicle"),
                row("pick-ups at noon", PICK_UP, "ZF", OF_2022, "12:00", NOT_NEEDED, "pick-up-exempt"),
                row(
                        "a pick-up of 2101 mm is none",
                        truck(Body.PICKUP, Energy.DIESEL, 5325, 1875, 2101, 3500),
                        "ZF",
                        OF_2022,
                        "12:00",
                        NEEDED,
                        "light-truck"),
                row(
                        "nor one of 3501 kg",
                        truck(Body.PICKUP, Energy.DIESEL, 5325, 1875, 2100, 3501),
                        "ZF",
                        TODAY,
                        "12:00",
                        NEEDED,
                        "light-truck"),
                row(
                        "electric box of 6 m and 8 t",
                        ELECTRIC_BOX,
                        "ZF",
                        OF_2022,
                        "12:00",
                        NOT_NEEDED,
                        "new-energy-box-exempt"),
                row(
                        "8001 kg",
                        truck(Body.BOX, Energy.ELECTRIC, 6000, 2300, 2900, 8001),
                        "ZF",
                        OF_2022,
                        "12:00",
                        NEEDED,
                        "night-but-core-roads"),
                row(
                        "6001 mm",
                        truck(Body.BOX, Energy.ELECTRIC, 6001, 2300, 2900, 8000),
                        "ZF",
                        OF_2022,
                        "12:00",
                        NEEDED,
                        "night-but-core-roads"),
                row(
                        "a hybrid is no new-energy truck",
                        truck(Body.BOX, Energy.HYBRID, 6000, 2300, 2900, 8000),
                        "ZF",
                        OF_2022,
                        "12:00",
                        NEEDED,
                        "night-but-core-roads"),
                row(
                        "in 2022 a diesel box is a large truck",
                        SHORT_BOX,
                        "ZF",
                        LAST_OF_2022,
                        "12:00",
                        NEEDED,
                        "night-but-core-roads"),
                row("since 2023 it is like a light one", SHORT_BOX, "ZF", OF_2023, "12:00", NEEDED, "short-box"),
                row("and free by night", SHORT_BOX, "ZF", OF_2023, "22:30", NOT_NEEDED, "short-box"),
                row("large trucks since 2023 at 22:29", HEAVY, "ZF", OF_2023, "22:29", NEEDED, "night-window"),
                row("at 22:30", HEAVY, "ZF", OF_2023, "22:30", NOT_NEEDED, "night-window"),
                row("at midnight", HEAVY, "ZF", OF_2023, "00:00", NOT_NEEDED, "night-window"),
                row("at 05:29", HEAVY, "ZF", OF_2023, "05:29", NOT_NEEDED, "night-window"),
                row("at 05:30", HEAVY, "ZF", OF_2023, "05:30", NEEDED, "night-window"),
                row("by day a light truck has an ordinary pass", LIGHT, "ZF", TODAY, "12:00", NEEDED, "light-truck"),
                row("but by night none", LIGHT, "ZF", TODAY, "23:00", NOT_NEEDED, "light-truck"),
                row(
                        "the national sizes of 2024 decide nothing yet",
                        SHORT_BOX,
                        "ZF",
                        TODAY,
                        "12:00",
                        NEEDED,
                        "short-box"),
                row(
                        "Laizhou the day before its notice",
                        HEAVY,
                        "LZ",
                        "2022-12-15",
                        "12:00",
                        NOT_NEEDED,
                        "not-restricted"),
                row("Laizhou at 22:59", HEAVY, "LZ", "2022-12-16", "22:59", NEEDED, "laizhou-night"),
                row("Laizhou at 23:00", HEAVY, "LZ", "2022-12-16", "23:00", NOT_NEEDED, "laizhou-night"),
                row("Laizhou at 05:00", HEAVY, "LZ", TODAY, "05:00", NEEDED, "laizhou-night"),
                row("light trucks are free in Laizhou", LIGHT, "LZ", TODAY, "12:00", NOT_NEEDED, "not-restricted"),
                row("at the schools at 07:09", HEAVY, "KF", TODAY, "07:09", NOT_NEEDED, "school-times"),
                row("at 07:10", HEAVY, "KF", TODAY, "07:10", NEEDED, "school-times"),
                row("at 08:10", HEAVY, "KF", TODAY, "08:10", NOT_NEEDED, "school-times"),
                row("at noon", SHORT_BOX, "KF", TODAY, "12:00", NEEDED, "school-times"),
                row("in winter at 15:30", HEAVY, "KF", TODAY, "15:30", NEEDED, "school-times"),
                row("in winter at 17:00", HEAVY, "KF", TODAY, "17:00", NOT_NEEDED, "school-times"),
                row("in summer at 15:30", HEAVY, "KF", "2026-06-01", "15:30", NOT_NEEDED, "school-times"),
                row("in summer at 17:00", HEAVY, "KF", "2026-06-01", "17:00", NEEDED, "school-times"),
                row("on the last day of winter", HEAVY, "KF", "2026-04-30", "17:30", NOT_NEEDED, "school-times"),
                row("on the first of summer", HEAVY, "KF", "2026-05-01", "17:30", NEEDED, "school-times"),
                row("on the last of summer", HEAVY, "KF", "2026-09-30", "16:00", NOT_NEEDED, "school-times"),
                row("on the first of winter", HEAVY, "KF", "2026-10-01", "16:00", NEEDED, "school-times"),
                row("light trucks pass the schools", LIGHT, "KF", TODAY, "07:30", NOT_NEEDED, "not-restricted"),
                row("Penglai by day", HEAVY, "PL", "2024-06-05", "12:00", NEEDED, "penglai-yellow-plates"),
                row("Penglai by night", HEAVY, "PL", "2024-06-05", "23:30", NEEDED, "penglai-yellow-plates"),
                row("Penglai the day before", HEAVY, "PL", "2024-06-04", "12:00", NOT_NEEDED, "not-restricted"),
                row(
                        "hazardous chemicals never",
                        loaded(ELECTRIC_BOX, Load.HAZARDOUS),
                        "ZF",
                        TODAY,
                        "23:00",
                        NEVER,
                        "hazardous-load"),
                row(
                        "highly toxic ones never",
                        loaded(LIGHT, Load.HIGHLY_TOXIC),
                        "KF",
                        IN_2011,
                        "23:00",
                        NEVER,
                        "highly-toxic-load"));
    }

    private static Arguments row(
            String sentence, Truck truck, String zone, String day, String time, Answer answer, String rule) {
        return arguments(sentence, truck, zone, LocalDateTime.parse(day + "T" + time), answer, rule);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentences")
    void saysWhatTheNoticesSay(
            String sentence, Truck truck, String zone, LocalDateTime moment, Answer answer, String rule) {
        Ruling ruling = restrictions.ask(truck, zone, null, moment);
        assertThat(ruling.answer()).isEqualTo(answer);
        assertThat(ruling.rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "2022-12-09T23:00, 南大街, NEEDED",
        "2022-12-09T23:00, 凤凰山隧道, NEEDED",
        "2022-12-09T23:00, 山海路, NEEDED",
        "2022-12-09T23:00, 观海路, NOT_NEEDED",
        "2022-12-08T23:00, 南大街, NOT_NEEDED",
        "2023-12-26T23:00, 南大街, NOT_NEEDED"
    })
    void byNightLargeTrucksKeptOffTheCoreRoadsForAYear(LocalDateTime moment, String road, Answer answer) {
        assertThat(restrictions.ask(HEAVY, "ZF", road, moment).answer()).isEqualTo(answer);
    }

    @Test
    void theSameQuestionHasAnotherAnswerOnAnotherDay() {
        List<String> answers = Stream.of(IN_2011, BEFORE_2022, OF_2022, OF_2023)
                .map(day -> restrictions.ask(SHORT_BOX, "ZF", "大马路", LocalDateTime.parse(day + "T22:45")))
                .map(ruling -> ruling.edition() + " " + ruling.answer() + " " + ruling.rule())
                .toList();
        assertThat(answers)
                .containsExactly(
                        "YT-2011 NEEDED zone-classes-2011",
                        "YT-2012 NEEDED night-from-23",
                        "YT-2022-12-09 NEEDED night-but-core-roads",
                        "YT-2023-12-26 NOT_NEEDED short-box");
    }

    @ParameterizedTest
    @CsvSource({
        "6000, 2200, 2800, small-box-2024",
        "6001, 2200, 2800, night-window",
        "6000, 2201, 2800, night-window",
        "6000, 2200, 2801, night-window"
    })
    void onceAdoptedTheNationalSizesOf2024CountWithTheirBounds(int length, int width, int height, String rule) {
        Restrictions adopted = restrictions.under(new RestrictionRules(
                rules.zones(), rules.roads(), rules.windows(), adoptedFrom(LocalDate.of(2027, 1, 1))));
        Truck box = truck(Body.BOX, Energy.DIESEL, length, width, height, 7500);
        assertThat(adopted.ask(box, "ZF", null, LocalDateTime.parse("2027-01-01T12:00"))
                        .rule())
                .isEqualTo(rule);
        assertThat(adopted.ask(box, "ZF", null, LocalDateTime.parse("2026-12-31T12:00"))
                        .edition())
                .isEqualTo("YT-2023-12-26");
    }

    private List<Edition> adoptedFrom(LocalDate day) {
        var editions = new ArrayList<Edition>();
        for (Edition e : rules.editions()) {
            editions.add(
                    switch (e.code()) {
                        case "YT-2023-12-26" ->
                            new Edition(e.code(), e.zones(), e.from(), day.minusDays(1), e.status(), e.source());
                        case "CN-2024-02" -> new Edition(e.code(), e.zones(), day, null, Status.ADOPTED, e.source());
                        default -> e;
                    });
        }
        return editions;
    }

    @Test
    void twoEditionsAreNeverInForceTogether() {
        Edition now = rules.edition("ZF", LocalDate.of(2026, 1, 1)).orElseThrow();
        Edition another =
                new Edition("ANOTHER", List.of("ZF"), LocalDate.of(2026, 1, 1), null, Status.ADOPTED, "made up");
        assertThatThrownBy(() ->
                        new RestrictionRules(rules.zones(), rules.roads(), rules.windows(), List.of(now, another)))
                .hasMessageContaining("ANOTHER");
    }

    @Test
    void theTableNamesOnlyWhatTheRulesHold() {
        List<Rule> table = Dmn.readModelFromFile(
                        Path.of("bpmn/truck-restriction.dmn").toFile())
                .getModelElementsByType(Rule.class)
                .stream()
                .toList();
        Set<String> editions = table.stream()
                .flatMap(rule ->
                        words(rule.getInputEntries().iterator().next().getText().getTextContent()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(editions)
                .isEqualTo(rules.editions().stream().map(Edition::code).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(outputs(table, 1))
                .isEqualTo(rules.windows().stream().map(Window::code).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(outputs(table, 2)).isEqualTo(new TreeSet<>(rules.roads().keySet()));
    }

    private static Set<String> outputs(List<Rule> table, int place) {
        return table.stream()
                .flatMap(rule -> rule.getOutputEntries().stream().skip(place).limit(1))
                .flatMap(output -> words(output.getText().getTextContent()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> words(String text) {
        return Pattern.compile("[A-Z0-9-]+").matcher(text).results().map(word -> word.group());
    }

    @ParameterizedTest
    @CsvSource({
        "121.39, 37.54, ZF",
        "121.46, 37.50, LS",
        "121.55, 37.45, GX",
        "119.94, 37.18, LZ",
        "120.76, 37.81, PL",
        "121.29, 37.54, ",
        "120.00, 36.00, "
    })
    void aPointLiesInItsZone(double longitude, double latitude, String zone) {
        assertThat(zones.at(new Zone.Point(longitude, latitude)).map(Zone::code).orElse(null))
                .isEqualTo(zone);
    }

    @Test
    void aWindowMayNameDaysOfTheWeekAndBelongsToTheDayOnWhichItBegins() {
        var friday = new Window(
                "FRIDAY",
                List.of(new Window.Span(
                        LocalTime.of(22, 0), LocalTime.of(6, 0), Set.of(java.time.DayOfWeek.FRIDAY), null)));
        assertThat(friday.covers(LocalDateTime.parse("2026-11-27T21:59"))).isFalse();
        assertThat(friday.covers(LocalDateTime.parse("2026-11-27T22:00"))).isTrue();
        assertThat(friday.covers(LocalDateTime.parse("2026-11-28T05:59"))).isTrue();
        assertThat(friday.covers(LocalDateTime.parse("2026-11-28T06:00"))).isFalse();
        assertThat(friday.covers(LocalDateTime.parse("2026-11-28T22:00"))).isFalse();
        assertThat(friday.covers(LocalDateTime.parse("2026-11-27T05:00"))).isFalse();
    }
}
