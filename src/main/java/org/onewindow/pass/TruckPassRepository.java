package org.onewindow.pass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TruckPassRepository {

    private final JdbcClient sql;

    TruckPassRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** The unique key on the case lets no second pass in, whatever was sent twice. */
    void insert(TruckPass pass) {
        sql.sql("""
                        INSERT INTO truck_pass (number, case_id, holder, unit, pass_class, plate_number, plate_type, zones,
                            route, period_from, period_to, hours_from, hours_to, issued_at, code, status, replaces, project)
                        VALUES (:number, :case, :holder, :unit, :passClass, :plateNumber, :plateType, :zones,
                            :route, :periodFrom, :periodTo, :hoursFrom, :hoursTo, :issuedAt, :code, :status, :replaces, :project)
                        """)
                .param("number", pass.number())
                .param("case", pass.caseId())
                .param("holder", pass.holder())
                .param("unit", pass.unit())
                .param("passClass", pass.passClass().name())
                .param("plateNumber", pass.plate().number())
                .param("plateType", pass.plate().type())
                .param("zones", String.join(",", pass.zones()))
                .param("route", pass.route())
                .param("periodFrom", pass.period().from())
                .param("periodTo", pass.period().to())
                .param("hoursFrom", pass.hours().from().toString())
                .param("hoursTo", pass.hours().to().toString())
                .param("issuedAt", Times.sql(pass.issuedAt()))
                .param("code", pass.code())
                .param("status", pass.standing().status().name())
                .param("replaces", pass.standing().replaces())
                .param("project", pass.standing().project())
                .update();
    }

    /** @throws Refusal {@code version-stale} unless the pass still is what it was before this change */
    void update(TruckPass changed) {
        int updated = sql.sql("""
                        UPDATE truck_pass
                        SET code = :code, status = :status, suspended_to = :suspendedTo, replaced_by = :replacedBy,
                            version = :version
                        WHERE number = :number AND version = :version - 1
                        """)
                .param("code", changed.code())
                .param("status", changed.standing().status().name())
                .param("suspendedTo", changed.standing().suspendedTo())
                .param("replacedBy", changed.standing().replacedBy())
                .param("version", changed.standing().version())
                .param("number", changed.number())
                .update();
        if (updated == 0) {
            throw Refusal.stale("version-stale");
        }
    }

    Optional<TruckPass> find(String number) {
        return sql.sql("SELECT * FROM truck_pass WHERE number = :number")
                .param("number", number)
                .query(TruckPassRepository::toPass)
                .optional();
    }

    /** The pass as it stands, and nobody else changes it until the transaction ends. */
    Optional<TruckPass> lock(String number) {
        return sql.sql("SELECT * FROM truck_pass WHERE number = :number FOR UPDATE")
                .param("number", number)
                .query(TruckPassRepository::toPass)
                .optional();
    }

    /** The passes that follow one of these, as a renewal or an amendment. */
    List<TruckPass> following(List<String> numbers) {
        return sql.sql("SELECT * FROM truck_pass WHERE replaces IN (:numbers) ORDER BY number")
                .param("numbers", numbers)
                .query(TruckPassRepository::toPass)
                .list();
    }

    /** All passes of a vehicle whose period has not ended before {@code day}, newest first. */
    List<TruckPass> ofPlate(Plate plate, LocalDate day) {
        return sql.sql("""
                        SELECT * FROM truck_pass
                        WHERE plate_number = :number AND plate_type = :type AND period_to >= :day
                        ORDER BY issued_at DESC, number DESC
                        """)
                .param("number", plate.number())
                .param("type", plate.type())
                .param("day", day)
                .query(TruckPassRepository::toPass)
                .list();
    }

    /** Newest first; {@code before} and {@code beforeNumber} are the key behind which to go on, or {@code null}. */
    List<TruckPass> ofHolder(String holder, Instant before, String beforeNumber, int limit) {
        String keyset =
                before == null ? "" : "AND issued_at <= :before AND (issued_at < :before OR number < :beforeNumber)";
        var statement = sql.sql("""
                SELECT * FROM truck_pass
                WHERE holder = :holder %s
                ORDER BY issued_at DESC, number DESC
                LIMIT :limit
                """.formatted(keyset));
        return statement
                .param("holder", holder)
                .param("before", Times.sql(before))
                .param("beforeNumber", beforeNumber)
                .param("limit", limit)
                .query(TruckPassRepository::toPass)
                .list();
    }

    private static TruckPass toPass(ResultSet row, int i) throws SQLException {
        return new TruckPass(
                row.getString("number"),
                row.getString("case_id"),
                row.getString("holder"),
                row.getString("unit"),
                new PassClass(row.getString("pass_class")),
                Plate.parse(row.getString("plate_number"), row.getString("plate_type")),
                Arrays.asList(row.getString("zones").split(",")),
                row.getString("route"),
                new Period(row.getObject("period_from", LocalDate.class), row.getObject("period_to", LocalDate.class)),
                new Hours(LocalTime.parse(row.getString("hours_from")), LocalTime.parse(row.getString("hours_to"))),
                Times.instant(row, "issued_at"),
                row.getString("code"),
                new Standing(
                        Standing.Status.valueOf(row.getString("status")),
                        row.getObject("suspended_to", LocalDate.class),
                        row.getString("replaces"),
                        row.getString("replaced_by"),
                        row.getString("project"),
                        row.getInt("version")));
    }
}
