package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.pass.Versions.AGENT;
import static org.onewindow.pass.Versions.TODAY;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.roadcheck.SignedList;
import org.onewindow.shared.Refusal;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pass is amended (变更): other zones, hours or roads for the days that are left. */
@SteppedOffice
class AmendmentTests {

    private static final Hours NIGHT = Samples.hours("20:00", "06:00");

    @Autowired
    ApplicationContext context;

    @Autowired
    SteppedClock clock;

    private Versions office;

    @BeforeEach
    void monday() {
        office = new Versions(context);
        office.at(TODAY, "10:00");
    }

    @AfterEach
    void releaseTime() {
        clock.release();
    }

    @Test
    void aGrantedAmendmentTakesThePlaceOfThePassForTheDaysThatAreLeft() {
        TruckPass old = office.granted();
        Case draft = office.applications.amend(AGENT, old.number(), hours(NIGHT));
        assertThat(office.kept.get(draft.id()).period()).isEqualTo(old.period());

        office.at(TODAY.plusDays(1), "10:00");
        Case review = office.sent(draft);
        assertThat(office.kept.get(draft.id()).period().from()).isEqualTo(TODAY.plusDays(1));
        office.at(TODAY.plusDays(2), "10:00");
        office.desk.complete(review.number(), "grant", null, Map.of());

        TruckPass amended = office.passOf(review);
        assertThat(amended.period())
                .isEqualTo(new Period(TODAY.plusDays(2), old.period().to()));
        assertThat(amended.hours()).isEqualTo(NIGHT);
        assertThat(amended.zones()).isEqualTo(old.zones());
        assertThat(amended.standing().replaces()).isEqualTo(old.number());
        TruckPass superseded = office.now(old);
        assertThat(superseded.standing().status()).isEqualTo(Standing.Status.SUPERSEDED);
        assertThat(superseded.standing().replacedBy()).isEqualTo(amended.number());
        assertThat(superseded.verdict(clock.instant(), null, null)).isEqualTo(TruckPass.Verdict.REVOKED);
        assertThat(office.withdrawn(old)).containsExactly("REVOKED");
        assertThat(SignedList.names(context, old.code())).isTrue();
        assertThat(office.withdrawn(amended)).isEmpty();
        assertThat(SignedList.names(context, amended.code())).isFalse();
        assertThat(office.acts.of(superseded)).singleElement().satisfies(act -> {
            assertThat(act.kind()).isEqualTo(PassAct.Kind.SUPERSEDE);
            assertThat(act.actor()).isEqualTo("rule");
            assertThat(act.basis()).contains("第四十九条");
        });
    }

    @Test
    void whatTheRuleGrantsIsSupersededAtOnce() {
        TruckPass old = office.granted(Samples.application(
                PassClass.ORDINARY, "鲁F10002", "02", new Period(TODAY, TODAY.plusDays(9)), Samples.DAYTIME));
        Case granted =
                office.sent(office.applications.amend(AGENT, old.number(), hours(Samples.hours("09:00", "18:00"))));

        assertThat(granted.status()).isEqualTo(CaseStatus.GRANTED);
        assertThat(office.now(old).standing().replacedBy())
                .isEqualTo(office.passOf(granted).number());
    }

    @Test
    void aRefusedAmendmentLeavesThePassAsItWas() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.amend(AGENT, old.number(), hours(NIGHT)));
        office.desk.complete(review.number(), "refuse", "夜间不予通行", Map.of());

        assertThat(office.now(old)).isEqualTo(old);
        assertThat(office.withdrawn(old)).isEmpty();
        assertThat(office.acts.of(old)).isEmpty();
    }

    @Test
    void anotherVehicleNeedsAPassOfItsOwn() {
        TruckPass old = office.granted();
        assertThat(refused(() -> office.applications.amend(
                        AGENT,
                        old.number(),
                        new Succession.Change(new PlateEntry("鲁F10001", "01"), null, NIGHT, null))))
                .isEqualTo("plate-not-amendable");

        Case draft = office.applications.amend(AGENT, old.number(), hours(NIGHT));
        PassApplication other =
                office.kept.get(draft.id()).forVehicle(PassClass.LARGE, new PlateEntry("鲁F10001", "01"));
        assertThat(refused(() -> office.applications.change(AGENT, draft, other)))
                .isEqualTo("plate-not-amendable");
    }

    @Test
    void whatChangesNothingIsNoAmendment() {
        TruckPass old = office.granted();
        assertThat(refused(() -> office.applications.amend(AGENT, old.number(), hours(null))))
                .isEqualTo("amendment-empty");
        assertThat(refused(() -> office.applications.amend(AGENT, old.number(), hours(old.hours()))))
                .isEqualTo("amendment-empty");
        Case draft = office.applications.amend(AGENT, old.number(), hours(NIGHT));
        PassApplication asked = office.kept.get(draft.id());
        Case back = office.applications.change(AGENT, draft, asked.onTerms(old.zones(), old.hours(), old.route()));
        assertThat(refused(() -> office.applications.send(AGENT, back))).isEqualTo("amendment-empty");
    }

    @Test
    void theLastDayStays() {
        Case draft = office.applications.amend(AGENT, office.granted().number(), hours(NIGHT));
        PassApplication longer = office.kept.get(draft.id()).during(new Period(TODAY, TODAY.plusDays(30)));
        PassApplication later = office.kept.get(draft.id()).during(new Period(TODAY.plusDays(3), TODAY.plusDays(9)));
        assertThat(refused(() -> office.applications.change(AGENT, draft, longer)))
                .isEqualTo("amendment-fixed");
        assertThat(refused(() -> office.applications.change(AGENT, draft, later)))
                .isEqualTo("amendment-fixed");

        Case review = office.sent(draft);
        assertThat(refused(() ->
                        office.desk.complete(review.number(), "grant", "x", Map.of("period.to", TODAY.toString()))))
                .isEqualTo("field-not-changeable");
    }

    @Test
    void nothingIsAmendedOnceItIsOver() {
        TruckPass old = office.granted();
        office.at(old.period().to(), "09:30");
        Case review = office.sent(office.applications.amend(AGENT, old.number(), hours(NIGHT)));
        office.at(old.dayAfter(), "09:30");

        assertThat(refused(() -> office.desk.complete(review.number(), "grant", null, Map.of())))
                .isEqualTo("pass-over");
        assertThat(office.now(old)).isEqualTo(old);
        assertThat(refused(() -> office.applications.amend(AGENT, old.number(), hours(NIGHT))))
                .isEqualTo("pass-over");
    }

    @Test
    void aPassIsNotAmendedAndRenewedAtTheSameTime() {
        TruckPass old = office.granted();
        List<Callable<String>> both = IntStream.range(0, 4)
                .<Callable<String>>mapToObj(i -> () -> refused(() -> {
                    if (i % 2 == 0) {
                        office.applications.renew(AGENT, old.number(), null);
                    } else {
                        office.applications.amend(AGENT, old.number(), hours(NIGHT));
                    }
                }))
                .toList();
        assertThat(AtOnce.run(both))
                .containsExactlyInAnyOrder("", "succession-open", "succession-open", "succession-open");
    }

    /** Where a vehicle has one pass for a day and a zone, the one that is to be replaced stands in nobody's way. */
    @Test
    void thePassItselfIsNoOverlap() {
        TruckPass trip = office.granted(Samples.application(
                new PassClass("TEMPORARY"),
                Versions.plate(),
                "01",
                new Period(TODAY, TODAY.plusDays(2)),
                Samples.DAYTIME));
        int taken = taken("ZF");
        Case review = office.sent(office.applications.amend(
                AGENT, trip.number(), new Succession.Change(null, List.of("ZF", "LS"), null, null)));
        office.desk.complete(review.number(), "grant", null, Map.of());

        assertThat(office.passOf(review).zones()).containsExactly("ZF", "LS");
        assertThat(taken("ZF")).as("the day is not counted twice").isEqualTo(taken);
    }

    private int taken(String zone) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT SUM(taken) FROM pass_quota_day WHERE zone = :zone AND on_day BETWEEN :from AND :to")
                .param("zone", zone)
                .param("from", TODAY)
                .param("to", TODAY.plusDays(2))
                .query(Integer.class)
                .single();
    }

    private static Succession.Change hours(Hours hours) {
        return new Succession.Change(null, null, hours, null);
    }

    /** Code of the refusal, or nothing. */
    private static String refused(Runnable verb) {
        Refusal refused = catchThrowableOfType(Refusal.class, verb::run);
        return refused == null ? "" : refused.code();
    }
}
