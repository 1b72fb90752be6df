package org.onewindow.appointment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.casework.CaseChanged;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.privacy.Night;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SteppedOffice
class CaseVisitsTests {

    private static final String ITEM = "JG028";
    private static final String OUTLET = "LY19";
    private static final Instant MONDAY = Instant.parse("2026-08-03T02:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-08-04T00:30:00Z");

    private final Appointments appointments;
    private final CaseVisits caseVisits;
    private final Visits visits;
    private final Cases cases;
    private final SteppedClock clock;
    private final JdbcClient sql;
    private final ApplicationContext office;
    private final Actor applicant;
    private final Holder holder;
    private String caseId;

    @Autowired
    CaseVisitsTests(
            Appointments appointments,
            CaseVisits caseVisits,
            Visits visits,
            Cases cases,
            SteppedClock clock,
            JdbcClient sql,
            Accounts accounts,
            ApplicationContext office) {
        this.appointments = appointments;
        this.caseVisits = caseVisits;
        this.visits = visits;
        this.cases = cases;
        this.clock = clock;
        this.sql = sql;
        this.office = office;
        // Others have applied in another city or at a window, and left no number.
        applicant = accounts.withRole(Role.APPLICANT).stream()
                .filter(somebody -> accounts.person(somebody.id()).mobile() != null)
                .findFirst()
                .orElseThrow();
        holder = new Holder(applicant.id(), "person-of-a-case");
    }

    @BeforeEach
    void open() {
        clock.set(MONDAY);
        caseId = cases.open(applicant, "HZ020", "YT.JJ.ZF", "户口").id();
    }

    @AfterEach
    void empty() {
        cases.discard(cases.visibleTo(applicant, caseId));
        for (String table : List.of("appointment_case", "notification")) {
            sql.sql("DELETE FROM " + table).update();
        }
        sql.sql("DELETE FROM appointment_act WHERE from_outlet = 'LY19'").update();
        sql.sql("DELETE FROM outlet_closure WHERE outlet = 'LY19'").update();
        sql.sql("DELETE FROM appointment_seat WHERE outlet = 'LY19'").update();
        sql.sql("DELETE FROM appointment WHERE outlet = 'LY19'").update();
        clock.release();
    }

    private String booked() {
        Appointment held = appointments.hold(holder, ITEM, OUTLET, TUESDAY);
        caseVisits.bind(applicant, held, caseId);
        return appointments.confirm(holder, held.number()).number();
    }

    @Test
    void theEndOfACaseCallsOffItsVisitsAndTellsSo() {
        String number = booked();
        caseVisits.changed(new CaseChanged(caseId, CaseStatus.UNDER_REVIEW));
        assertThat(appointments.own(holder, number).status()).isEqualTo(Status.CONFIRMED);
        caseVisits.changed(new CaseChanged(caseId, CaseStatus.WITHDRAWN));
        assertThat(appointments.own(holder, number).status()).isEqualTo(Status.CANCELLED);
        assertThat(sql.sql("SELECT kind FROM notification WHERE status = 'PENDING'")
                        .query(String.class)
                        .list())
                .containsExactly("APPOINTMENT_CANCELLED");
    }

    @Test
    void aCaseKeepsItsRightToASlotWhenTheOutletCloses() {
        String number = booked();
        Actor head = new Actor("head", Set.of(Role.SUPERVISOR), "YT.JJ");
        LocalDate day = LocalDate.of(2026, 8, 4);
        office.getBean(ClosedDays.class).announce(head, OUTLET, day, day, "水管爆裂");
        assertThat(appointments.own(holder, number).status()).isEqualTo(Status.TO_MOVE);
        assertThat(sql.sql("SELECT kind FROM notification WHERE status = 'PENDING'")
                        .query(String.class)
                        .list())
                .as("and no reminder")
                .containsExactly("APPOINTMENT_CLOSED");
        clock.set(TUESDAY.plus(Duration.ofDays(1)));
        office.getBean(NoShowRecorder.class).record();
        assertThat(caseVisits.ofCase(caseId))
                .extracting(Appointment::status)
                .containsExactly(Status.CANCELLED, Status.HELD);
        assertThat(sql.sql("SELECT COUNT(*) FROM appointment_no_show WHERE appointment = :number")
                        .param("number", number)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoHasToCorrectFindsASlotKeptForHimWhereHeWas() {
        String number = booked();
        clock.set(TUESDAY);
        visits.arrive(number, OUTLET);
        visits.complete(number);
        caseVisits.changed(new CaseChanged(caseId, CaseStatus.CORRECTION_NOTIFIED));
        Appointment kept = appointments.list(holder, Instant.parse("2099-01-01T00:00:00Z"), "", 10).stream()
                .filter(one -> one.status() == Status.HELD)
                .findFirst()
                .orElseThrow();
        assertThat(kept.slot().outlet()).isEqualTo(OUTLET);
        assertThat(kept.slot().startsAt()).isAfter(TUESDAY.plusSeconds(3600));
        clock.set(TUESDAY.plusSeconds(3600));
        assertThat(appointments.confirm(holder, kept.number()).status()).isEqualTo(Status.CONFIRMED);
        caseVisits.changed(new CaseChanged(caseId, CaseStatus.CLOSED_NOT_CORRECTED));
        assertThat(appointments.own(holder, kept.number()).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void nobodyBindsAVisitToACaseThatIsNotHis() {
        Appointment held = appointments.hold(holder, ITEM, OUTLET, TUESDAY);
        Actor stranger = new Actor("stranger", Set.of(Role.APPLICANT), "");
        assertThatThrownBy(() -> caseVisits.bind(stranger, held, caseId))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("case-unknown"));
    }

    @Test
    void whatTheOfficeCancelsIsMadeGoodWhileTheCaseGoesOn() {
        String number = booked();
        var clerk = new Actor("clerk-of-ly", Set.of(Role.CLERK), "YT.JJ.LY");
        appointments.cancelFor(clerk, number, "停电");
        Appointment kept = appointments.list(holder, Instant.parse("2099-01-01T00:00:00Z"), "", 10).stream()
                .filter(one -> one.status() == Status.HELD)
                .findFirst()
                .orElseThrow();
        assertThat(kept.slot().outlet()).isEqualTo(OUTLET);
        appointments.confirm(holder, kept.number());
        caseVisits.changed(new CaseChanged(caseId, CaseStatus.WITHDRAWN));
        assertThat(appointments.own(holder, kept.number()).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aCaseWithAVisitToComeOutlivesEveryNightHoweverOldItIs() {
        String number = booked();
        sql.sql("UPDATE service_case SET status = 'GRANTED', decided_at = '2015-01-01 00:00:00' WHERE id = :id")
                .param("id", caseId)
                .update();
        Night.pass(office);
        assertThat(subject()).isEqualTo("户口");
        appointments.cancel(holder, number);
        Night.pass(office);
        assertThat(subject()).isEmpty();
        sql.sql("UPDATE service_case SET status = 'DRAFT' WHERE id = :id")
                .param("id", caseId)
                .update();
    }

    private String subject() {
        return sql.sql("SELECT subject FROM service_case WHERE id = :id")
                .param("id", caseId)
                .query(String.class)
                .single();
    }

    @Test
    void aDraftThatIsThrownAwayTakesItsVisitWithIt() {
        String number = booked();
        cases.discard(cases.visibleTo(applicant, caseId));
        assertThat(appointments.own(holder, number).status()).isEqualTo(Status.CANCELLED);
        caseId = cases.open(applicant, "HZ020", "YT.JJ.ZF", "户口").id();
    }

    @Test
    void aCaseToWhichSomebodyComesIsKept() {
        String number = booked();
        assertThat(caseVisits.needed(caseId)).isTrue();
        appointments.cancel(holder, number);
        assertThat(caseVisits.needed(caseId)).isFalse();
    }
}
