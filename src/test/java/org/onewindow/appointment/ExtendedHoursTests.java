package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.ExtendedRequest.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A time outside the hours is asked for, and opens for whoever asked once the outlet agrees. */
@SteppedOffice
class ExtendedHoursTests {

    private static final String ITEM = "JG028";
    private static final String OUTLET = "LY19";
    private static final Instant MONDAY = Instant.parse("2026-08-03T02:00:00Z");

    /** Seven in the evening of Tuesday. */
    private static final Instant EVENING = Instant.parse("2026-08-04T11:00:00Z");

    private static final Actor CLERK = new Actor("clerk-of-ly", Set.of(Role.CLERK), "YT.JJ.LY");
    private static final Actor CITIZEN = new Actor("evening-citizen", Set.of(Role.APPLICANT), "");
    private static final Holder HOLDER = new Holder(CITIZEN.id(), "evening-person");

    private final ExtendedHours extended;
    private final Appointments appointments;
    private final ClosedDays closedDays;
    private final SteppedClock clock;
    private final JdbcClient sql;

    @Autowired
    ExtendedHoursTests(
            ExtendedHours extended,
            Appointments appointments,
            ClosedDays closedDays,
            SteppedClock clock,
            JdbcClient sql) {
        this.closedDays = closedDays;
        this.extended = extended;
        this.appointments = appointments;
        this.clock = clock;
        this.sql = sql;
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY);
    }

    @AfterEach
    void empty() {
        for (String table : List.of("extended_hours_request", "notification", "outlet_closure")) {
            sql.sql("DELETE FROM " + table).update();
        }
        sql.sql("DELETE FROM appointment_seat WHERE outlet = 'LY19'").update();
        sql.sql("DELETE FROM appointment WHERE outlet = 'LY19'").update();
        clock.release();
    }

    private ExtendedRequest asked(String person, Instant at) {
        return extended.ask(new Holder("account-of-" + person, person), null, ITEM, OUTLET, at);
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void theSlotOpensForWhoeverAskedAndForNobodyElse() {
        refused("slot-unknown", () -> appointments.hold(HOLDER, ITEM, OUTLET, EVENING));
        ExtendedRequest asked = extended.ask(HOLDER, null, ITEM, OUTLET, EVENING);
        assertThat(extended.undecided(CLERK, OUTLET))
                .extracting(ExtendedRequest::id)
                .containsExactly(asked.id());
        ExtendedRequest agreed = extended.decide(CLERK, asked.id(), true, "请从侧门进入");
        Appointment visit = appointments.own(HOLDER, agreed.appointment());
        assertThat(visit.status()).isEqualTo(Appointment.Status.CONFIRMED);
        assertThat(visit.slot().startsAt()).isEqualTo(EVENING);
        assertThat(sql.sql("SELECT kind FROM notification ORDER BY kind")
                        .query(String.class)
                        .list())
                .containsExactly("APPOINTMENT_CONFIRMED", "APPOINTMENT_REMINDER");
        refused("slot-unknown", () -> appointments.hold(new Holder("other", "other"), ITEM, OUTLET, EVENING));
        ExtendedRequest second = asked("second", EVENING);
        refused("slot-taken", () -> extended.decide(CLERK, second.id(), true, "可以"));
        appointments.cancel(HOLDER, visit.number());
        assertThat(extended.decide(CLERK, second.id(), true, "可以").status()).isEqualTo(Status.AGREED);
    }

    @Test
    void whoeverIsDeclinedIsToldAndMayAskAgain() {
        ExtendedRequest asked = extended.ask(HOLDER, null, ITEM, OUTLET, EVENING);
        Actor elsewhere = new Actor("clerk-of-zf", Set.of(Role.CLERK), "YT.JJ.ZF");
        refused("extended-unknown", () -> extended.decide(elsewhere, asked.id(), false, "不行"));
        assertThat(extended.decide(CLERK, asked.id(), false, "当晚无人值班").status()).isEqualTo(Status.DECLINED);
        assertThat(sql.sql("SELECT kind FROM notification").query(String.class).list())
                .containsExactly("APPOINTMENT_DECLINED");
        refused("extended-not-open", () -> extended.decide(CLERK, asked.id(), true, "可以"));
        refused("extended-not-open", () -> extended.withdraw(CITIZEN, asked.id()));
        ExtendedRequest again = extended.ask(HOLDER, null, ITEM, OUTLET, EVENING.plus(Duration.ofDays(1)));
        assertThat(extended.withdraw(CITIZEN, again.id()).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(extended.of(CITIZEN)).hasSize(2);
    }

    @Test
    void onlyATimeOutsideTheHoursIsAskedForWhereItIsOffered() {
        refused("extended-not-here", () -> extended.ask(HOLDER, null, ITEM, "MP07", EVENING));
        refused("extended-in-hours", () -> asked("early", Instant.parse("2026-08-04T01:00:00Z")));
        refused("extended-time", () -> asked("late", Instant.parse("2026-08-04T13:00:00Z")));
        refused("extended-time", () -> asked("between", EVENING.plus(Duration.ofMinutes(5))));
        refused("slot-not-bookable-yet", () -> asked("today", Instant.parse("2026-08-03T11:00:00Z")));
    }

    @Test
    void nobodyIsServedOutsideTheHoursOfAClosedDay() {
        ExtendedRequest asked = asked("first", EVENING);
        LocalDate day = LocalDate.of(2026, 8, 4);
        closedDays.announce(new Actor("head", Set.of(Role.SUPERVISOR), "YT.JJ"), OUTLET, day, day, "停电");
        refused("outlet-closed", () -> extended.decide(CLERK, asked.id(), true, "可以"));
        refused("outlet-closed", () -> asked("second", EVENING));
    }

    @Test
    void anOutletAgreesToFourOnADayAndAPersonAsksTwice() {
        for (int i = 0; i < 4; i++) {
            extended.decide(
                    CLERK,
                    asked("person-" + i, EVENING.plus(Duration.ofMinutes(20L * i)))
                            .id(),
                    true,
                    "可以");
        }
        ExtendedRequest fifth = asked("fifth", EVENING.plus(Duration.ofMinutes(80)));
        refused("extended-day-full", () -> extended.decide(CLERK, fifth.id(), true, "可以"));
        asked("fifth", EVENING.plus(Duration.ofDays(1)));
        refused("extended-too-many", () -> asked("fifth", EVENING.plus(Duration.ofDays(2))));
    }
}
