package org.onewindow.pass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.onewindow.casework.Cases;
import org.onewindow.pass.PassRules.Overlap;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** No vehicle has two passes for the same days and a zone in common, or applies for a second one. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Overlaps {

    /** @param pass number of the pass, or {@code null} of an application under way */
    private record Other(String pass, String caseId, String holder, List<String> zones, LocalDate to) {}

    private final JdbcClient sql;
    private final Cases cases;
    private final PassRules rules;

    Overlaps(JdbcClient sql, Cases cases, PassRules rules) {
        this.sql = sql;
        this.cases = cases;
        this.rules = rules;
    }

    /**
     * Applies the rule of the class. Until the transaction ends nobody else applies for this vehicle.
     *
     * @param ownCase the case of the application itself, or {@code null} before it has one
     * @param exceptPass number of the pass that the new one is to follow, or {@code null}; it begins when that one tells, so
     *     nothing is merged
     * @return the application, beginning later where the rule is to merge
     * @throws Refusal {@code overlap} that names the other by its number if it is the applicant's own
     */
    PassApplication settle(Actor applicant, PassApplication asked, String ownCase, String exceptPass) {
        Overlap rule = rules.of(asked.passClass()).overlap();
        if (rule == Overlap.ALLOW) {
            return asked;
        }
        lock(asked.parsedPlate());
        List<Other> others = others(asked.parsedPlate(), asked.period()).stream()
                .filter(other -> !other.caseId().equals(ownCase))
                .filter(other -> other.pass() == null || !other.pass().equals(exceptPass))
                .filter(other -> !Collections.disjoint(other.zones(), asked.zones()))
                .toList();
        if (others.isEmpty()) {
            return asked;
        }
        Other last = Collections.max(others, Comparator.comparing(Other::to));
        if (rule == Overlap.MERGE
                && exceptPass == null
                && last.to().isBefore(asked.period().to())) {
            return asked.during(new Period(last.to().plusDays(1), asked.period().to()));
        }
        throw last.holder().equals(applicant.id())
                ? Refusal.invalid("period", "overlap-own", number(last))
                : Refusal.invalid("period", "overlap");
    }

    private String number(Other other) {
        return other.pass() == null ? cases.running(other.caseId()).number() : other.pass();
    }

    /** The row is there or is made, and is ours until the transaction ends; waiting and reading are one statement. */
    private void lock(Plate plate) {
        sql.sql("""
                        INSERT INTO vehicle_lock (plate_number, plate_type) VALUES (:number, :type)
                        ON DUPLICATE KEY UPDATE plate_type = :type
                        """).param("number", plate.number()).param("type", plate.type()).update();
    }

    private List<Other> others(Plate plate, Period days) {
        return sql.sql("""
                        SELECT number AS pass, case_id, holder, zones, period_to
                        FROM truck_pass
                        WHERE plate_number = :number AND plate_type = :type AND status IN ('LIVE', 'SUSPENDED')
                          AND period_from <= :to AND period_to >= :from
                        UNION ALL
                        SELECT NULL AS pass, a.case_id, c.applicant, a.zones, a.period_to
                        FROM truck_pass_application a JOIN service_case c ON c.id = a.case_id
                        WHERE a.plate_number = :number AND a.plate_type = :type
                          AND c.status IN ('RECEIVED', 'UNDER_REVIEW', 'CORRECTION_NOTIFIED')
                          AND a.period_from <= :to AND a.period_to >= :from
                        """)
                .param("number", plate.number())
                .param("type", plate.type())
                .param("from", days.from())
                .param("to", days.to())
                .query(Overlaps::toOther)
                .list();
    }

    private static Other toOther(ResultSet row, int i) throws SQLException {
        return new Other(
                row.getString("pass"),
                row.getString("case_id"),
                row.getString("holder"),
                Arrays.asList(row.getString("zones").split(",")),
                row.getObject("period_to", LocalDate.class));
    }
}
