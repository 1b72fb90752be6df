package org.onewindow.appointment;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseChanged;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.StillNeeded;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Visits that belong to a case: what ends the case cancels those to come, and when it is to be corrected a slot is kept at the
 * outlet where the applicant was.
 */
@Component
public class CaseVisits implements StillNeeded {

    /** A granted case may still be waiting for its pick-up. */
    private static final Set<CaseStatus> NO_VISIT_MORE = Set.of(
            CaseStatus.DELIVERED,
            CaseStatus.RESCINDED,
            CaseStatus.REFUSED,
            CaseStatus.RETURNED,
            CaseStatus.NOT_REQUIRED,
            CaseStatus.NOT_ACCEPTED,
            CaseStatus.ADVISED,
            CaseStatus.TERMINATED,
            CaseStatus.CLOSED_NOT_CORRECTED,
            CaseStatus.WITHDRAWN);

    private final JdbcClient sql;
    private final AppointmentRepository appointments;
    private final Appointments visits;
    private final Cases cases;
    private final Clock clock;

    CaseVisits(JdbcClient sql, AppointmentRepository appointments, Appointments visits, Cases cases, Clock clock) {
        this.sql = sql;
        this.appointments = appointments;
        this.visits = visits;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * From now on the visit belongs to the applicant's own case.
     *
     * @throws Refusal {@code case-unknown} unless it is his, {@code case-status} when no visit can serve it any more
     */
    public void bind(Actor applicant, Appointment visit, String caseId) {
        Case c = cases.visibleTo(applicant, caseId);
        if (!c.applicant().equals(applicant.id())) {
            throw Refusal.notFound("case-unknown");
        }
        if (!serves(c)) {
            throw Refusal.conflict("case-status", c.status());
        }
        bind(visit.number(), caseId);
    }

    /** Whether a visit can still be of use to the case. */
    public boolean serves(Case c) {
        return !NO_VISIT_MORE.contains(c.status());
    }

    /** Visits that belong to the case, as they are now, in the order of their begin. */
    public List<Appointment> ofCase(String caseId) {
        return of(caseId).map(visit -> visit.at(clock.instant())).toList();
    }

    private void bind(String number, String caseId) {
        sql.sql("INSERT INTO appointment_case (appointment, case_id) VALUES (:number, :caseId)")
                .param("number", number)
                .param("caseId", caseId)
                .update();
    }

    @EventListener
    void changed(CaseChanged event) {
        if (NO_VISIT_MORE.contains(event.status())) {
            of(event.caseId()).filter(Appointment::open).forEach(visits::callOff);
        } else if (event.status() == CaseStatus.CORRECTION_NOTIFIED) {
            of(event.caseId())
                    .filter(visit -> visit.status() == Status.ARRIVED || visit.status() == Status.COMPLETED)
                    .reduce((one, other) -> other)
                    .flatMap(visits::keepSlotAfter)
                    .ifPresent(kept -> bind(kept.number(), event.caseId()));
        }
    }

    /** What the office cancels while the case goes on is made good: a slot is kept at the same outlet. */
    @EventListener
    void changed(VisitChanged event) {
        if (event.change() != VisitChanged.Change.CALLED_OFF) {
            return;
        }
        sql.sql("SELECT case_id FROM appointment_case WHERE appointment = :number")
                .param("number", event.visit().number())
                .query(String.class)
                .optional()
                .ifPresent(
                        caseId -> visits.keepSlotAfter(event.visit()).ifPresent(kept -> bind(kept.number(), caseId)));
    }

    /** A case to which somebody comes is not over. */
    @Override
    public boolean needed(String id) {
        return of(id).map(visit -> visit.at(clock.instant())).anyMatch(Appointment::open);
    }

    /** In the order of their begin. */
    private Stream<Appointment> of(String caseId) {
        return sql.sql("""
                        SELECT a.number FROM appointment_case c JOIN appointment a ON a.number = c.appointment
                        WHERE c.case_id = :caseId ORDER BY a.starts_at
                        """).param("caseId", caseId).query(String.class).list().stream()
                .map(number -> appointments.find(number).orElseThrow());
    }
}
