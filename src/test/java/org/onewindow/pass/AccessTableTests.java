package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.onewindow.pass.PassClass.LARGE;
import static org.onewindow.pass.PassClass.ORDINARY;
import static org.onewindow.pass.Samples.TODAY;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.onewindow.pass.PassApplication.Goods;
import org.onewindow.pass.Samples.Known;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answers;
import org.onewindow.register.Register;
import org.onewindow.register.VehicleClass;
import org.onewindow.register.VehicleRecord;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.register.VehicleRecord.Status;
import org.onewindow.register.VehicleRecord.UseNature;
import org.onewindow.restriction.Restrictions;
import org.onewindow.restriction.Ruling;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The sentences of the press conference of 2023-12-26 and of the notice of 2022-12-09, through the records of the registers
 * and the table that ships.
 */
@RunningOffice
class AccessTableTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = table();

    private static DmnDecision table() {
        try (InputStream file = Files.newInputStream(Path.of("bpmn/truck-access.dmn"))) {
            return ENGINE.parseDecision("truck-access", file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private final Restrictions restrictions;

    @Autowired
    AccessTableTests(Restrictions restrictions) {
        this.restrictions = restrictions;
    }

    private static final Hours NIGHT = Samples.hours("22:30", "05:30");
    private static final Hours EVENING_AND_NIGHT = Samples.hours("22:29", "05:30");

    static Stream<Arguments> sentences() {
        Known heavy = Known.heavy();
        Known light = Known.light();
        Known pickUp = Known.vehicle(Body.PICKUP, Energy.DIESEL, 5325, 2850);
        Known shortBox = Known.vehicle(Body.BOX, Energy.DIESEL, 6000, 8000);
        Known electricBox = Known.vehicle(Body.BOX, Energy.ELECTRIC, 6000, 8000);
        Known engineering = Known.vehicle(Body.ENGINEERING, Energy.DIESEL, 9000, 25000);
        PassApplication large = Samples.application(LARGE);
        PassApplication ordinary = Samples.application(ORDINARY);
        return Stream.of(
                row("a pass never covers a hazardous load", hazardous(ordinary), light, "REFUSE", "hazardous-load"),
                row("not even at night", hazardous(with(large, NIGHT)), heavy, "REFUSE", "hazardous-load"),
                row("nor in a pick-up", hazardous(ordinary), pickUp, "REFUSE", "hazardous-load"),
                row(
                        "the register knows it for hazardous goods",
                        large,
                        heavy.use(UseNature.HAZARDOUS_GOODS),
                        "REFUSE",
                        "hazardous-load"),
                row("deregistered", large, heavy.status(Status.DEREGISTERED), "REFUSE", "vehicle-deregistered"),
                row("scrapped", large, heavy.status(Status.SCRAPPED), "REFUSE", "vehicle-scrapped"),
                row("reported stolen", large, heavy.status(Status.STOLEN), "REFUSE", "vehicle-stolen"),
                row("detained", ordinary, light.status(Status.DETAINED), "REFUSE", "vehicle-detained"),
                row("a stolen pick-up", ordinary, pickUp.status(Status.STOLEN), "REFUSE", "vehicle-stolen"),
                row(
                        "inspection ends within the period",
                        ordinary,
                        light.inspectedUntil(Samples.NINETY_DAYS.to().minusDays(1)),
                        "REFUSE",
                        "inspection-covers-period"),
                row("four violations", ordinary, light.violations(4, false, null), "REFUSE", "violations"),
                row("a fatal accident", ordinary, light.violations(0, true, null), "REFUSE", "fatal-accident"),
                row("a hit-and-run", ordinary, light.hitAndRun(), "REFUSE", "hit-and-run"),
                row("an old engine is only told", ordinary, light.emitting(3), "GRANT", "ordinary-clear"),
                row("grey-listed until today", ordinary, light.violations(0, false, TODAY), "REFUSE", "grey-list"),
                row(
                        "a vehicle that no register knows is no reason to refuse",
                        large,
                        heavy.without(Register.VEHICLE, Outcome.NOT_FOUND),
                        "REFER",
                        "vehicle-unknown"),
                row(
                        "nor is a silent register",
                        ordinary,
                        light.without(Register.VEHICLE, Outcome.SILENT),
                        "REFER",
                        "vehicle-unknown"),
                row("pick-ups go at any time on any road", ordinary, pickUp, "NOT_NEEDED", "pick-up-exempt"),
                row("new-energy short box", ordinary, electricBox, "NOT_NEEDED", "new-energy-box-exempt"),
                row(
                        "driven by hydrogen",
                        ordinary,
                        Known.vehicle(Body.BOX, Energy.HYDROGEN, 5990, 7495),
                        "NOT_NEEDED",
                        "new-energy-box-exempt"),
                row(
                        "a hybrid is none",
                        ordinary,
                        Known.vehicle(Body.BOX, Energy.HYBRID, 5990, 7495),
                        "GRANT",
                        "same-right-as-light"),
                row(
                        "an electric one of 8001 kg is too heavy",
                        ordinary,
                        Known.vehicle(Body.BOX, Energy.ELECTRIC, 6000, 8001),
                        "REFER",
                        "officer-decides"),
                row("large trucks from 22:30 to 05:30", with(large, NIGHT), heavy, "NOT_NEEDED", "night-window"),
                row(
                        "a part of the night",
                        with(large, Samples.hours("23:00", "05:00")),
                        heavy,
                        "NOT_NEEDED",
                        "night-window"),
                row("medium trucks too", with(ordinary, NIGHT), shortBox, "NOT_NEEDED", "short-box"),
                row("a minute before the night", with(large, EVENING_AND_NIGHT), heavy, "REFER", "officer-decides"),
                row(
                        "a minute after it",
                        with(large, Samples.hours("22:30", "05:31")),
                        heavy,
                        "REFER",
                        "officer-decides"),
                row("round the clock", with(large, (Hours) null), heavy, "REFER", "officer-decides"),
                row("engineering vehicles not", with(large, NIGHT), engineering, "REFER", "engineering-vehicle"),
                row("engineering vehicles by day", large, engineering, "REFER", "engineering-vehicle"),
                row("of another owner", ordinary, light.owner("91370600MA00000157"), "REFER", "owner-matches"),
                row("one violation", ordinary, light.violations(1, false, null), "REFER", "violations"),
                row(
                        "insurance ends early",
                        ordinary,
                        light.insured(TODAY, Samples.NINETY_DAYS.to().minusDays(1)),
                        "REFER",
                        "insurance-covers-period"),
                row(
                        "a silent insurance register",
                        ordinary,
                        light.without(Register.INSURANCE, Outcome.SILENT),
                        "REFER",
                        "insurance-covers-period"),
                row("a clear light truck", ordinary, light, "GRANT", "ordinary-clear"),
                row(
                        "a clear micro truck",
                        ordinary,
                        Known.vehicle(Body.BOX, Energy.PETROL, 3500, 1800),
                        "GRANT",
                        "ordinary-clear"),
                row("light, but for the large pass", large, light, "REFER", "officer-decides"),
                row("box of 6 m and 8 t like a light one", ordinary, shortBox, "GRANT", "same-right-as-light"),
                row(
                        "8001 kg",
                        ordinary,
                        Known.vehicle(Body.BOX, Energy.DIESEL, 6000, 8001),
                        "REFER",
                        "officer-decides"),
                row(
                        "6001 mm",
                        ordinary,
                        Known.vehicle(Body.BOX, Energy.DIESEL, 6001, 8000),
                        "REFER",
                        "officer-decides"),
                row(
                        "no box",
                        ordinary,
                        Known.vehicle(Body.FLATBED, Energy.DIESEL, 6000, 8000),
                        "REFER",
                        "officer-decides"),
                row("a clear heavy truck by day", large, heavy, "REFER", "officer-decides"));
    }

    private static Arguments row(
            String sentence, PassApplication application, Known known, String access, String reason) {
        return arguments(sentence, application, known, access, reason);
    }

    private static PassApplication hazardous(PassApplication application) {
        return Samples.with(application, new Goods("液氯", true));
    }

    private static PassApplication with(PassApplication application, Hours hours) {
        return Samples.with(application, hours);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sentences")
    void decidesAsTheSourceSays(
            String sentence, PassApplication application, Known known, String access, String reason) {
        Answers answers = known.answers();
        List<SourceCheck> checks =
                SourceCheck.of(application, Samples.COMPANY, answers, Samples.NO_BARS, Samples.CHECK_RULES, TODAY);
        VehicleRecord vehicle = answers.vehicle().value();
        Ruling ruling = vehicle == null ? null : Passes.ruling(restrictions, application, vehicle);
        assertThat(decide(Passes.facts(application, vehicle, ruling, checks))
                        .getSingleResult()
                        .getEntryMap())
                .containsOnly(Map.entry("access", access), Map.entry("reason", reason));
    }

    private static DmnDecisionTableResult decide(Map<String, Object> facts) {
        return ENGINE.evaluateDecisionTable(TABLE, facts);
    }

    @Test
    void hasOneAnswerToEveryCombinationOfFacts() {
        var seen = new TreeSet<String>();
        for (Map<String, Object> facts : combinations()) {
            List<Map<String, Object>> answers = decide(facts).getResultList();
            assertThat(answers).hasSize(1);
            String access = (String) answers.get(0).get("access");
            String reason = (String) answers.get(0).get("reason");
            boolean against = (boolean) facts.get("hazardous") || !"".equals(facts.get("block"));
            boolean unclear = !(boolean) facts.get("known") || !"".equals(facts.get("doubt"));
            if (access.equals("REFUSE") != against || access.equals("GRANT") && unclear) {
                fail("%s %s for %s", access, reason, facts);
            }
            seen.add(access + " " + reason);
        }
        assertThat(seen)
                .as("every rule of the table is reached")
                .containsExactlyInAnyOrder(
                        "REFUSE hazardous-load",
                        "REFUSE some-block",
                        "REFER vehicle-unknown",
                        "NOT_NEEDED some-rule",
                        "NOT_NEEDED short-box",
                        "NOT_NEEDED engineering-vehicle",
                        "REFER some-doubt",
                        "REFER engineering-vehicle",
                        "GRANT ordinary-clear",
                        "GRANT same-right-as-light",
                        "REFER officer-decides");
    }

    /** Of an unknown vehicle nothing is known. */
    private static List<Map<String, Object>> combinations() {
        List<Map<String, Object>> vehicles = List.of(Map.of("known", true));
        vehicles = times(vehicles, "vehicleClass", names(VehicleClass.values()));
        vehicles = times(vehicles, "restriction", "NOT_NEEDED", "NEEDED");
        vehicles = new ArrayList<>(times(vehicles, "restrictionRule", "some-rule", "short-box", "engineering-vehicle"));
        vehicles.add(Map.of("known", false, "vehicleClass", "", "restriction", "", "restrictionRule", ""));
        List<Map<String, Object>> all = times(vehicles, "hazardous", false, true);
        all = times(all, "block", "", "some-block");
        all = times(all, "doubt", "", "some-doubt");
        return times(all, "passClass", "ORDINARY", "LARGE", "TEMPORARY", "KEY_PROJECT");
    }

    private static Object[] names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toArray();
    }

    private static List<Map<String, Object>> times(List<Map<String, Object>> all, String fact, Object... values) {
        var product = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> facts : all) {
            for (Object value : values) {
                var more = new HashMap<>(facts);
                more.put(fact, value);
                product.add(more);
            }
        }
        return product;
    }
}
