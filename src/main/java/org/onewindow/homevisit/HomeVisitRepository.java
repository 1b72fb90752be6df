package org.onewindow.homevisit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onewindow.homevisit.HomeVisit.Status;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where somebody lives, and what the officer notes there, is sealed. */
@Repository
class HomeVisitRepository {

    private static final String TABLE = "home_visit";
    private static final String RESULTS = "home_visit_result";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    HomeVisitRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(HomeVisit visit) {
        String point = visit.point().latitude() + "," + visit.point().longitude();
        sql.sql("""
                        INSERT INTO home_visit (id, account, reason, items, division, outlet, unit, address_sealed,
                            point_sealed, status, requested_at, plan_by, plan_late, version)
                        VALUES (:id, :account, :reason, :items, :division, :outlet, :unit, :address,
                            :point, :status, :requestedAt, :planBy, FALSE, 0)
                        """)
                .param("id", visit.id())
                .param("account", visit.account())
                .param("reason", visit.reason())
                .param("items", String.join(",", visit.items()))
                .param("division", visit.division())
                .param("outlet", visit.outlet())
                .param("unit", visit.unit())
                .param("address", cipher.seal(visit.address(), TABLE, visit.id(), "address"))
                .param("point", cipher.seal(point, TABLE, visit.id(), "point"))
                .param("status", visit.status().name())
                .param("requestedAt", Times.sql(visit.requestedAt()))
                .param("planBy", Times.sql(visit.planBy()))
                .update();
    }

    /** @throws OptimisticLockingFailureException when it was changed meanwhile */
    void update(HomeVisit visit) {
        int rows = sql.sql("""
                        UPDATE home_visit
                        SET status = :status, plan_late = :late, officer = :officer, starts_at = :startsAt,
                            ends_at = :endsAt, ended_at = :endedAt, version = version + 1
                        WHERE id = :id AND version = :version
                        """)
                .param("status", visit.status().name())
                .param("late", visit.planLate())
                .param("officer", visit.officer())
                .param("startsAt", Times.sql(visit.startsAt()))
                .param("endsAt", Times.sql(visit.endsAt()))
                .param("endedAt", Times.sql(visit.endedAt()))
                .param("id", visit.id())
                .param("version", visit.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the home visit was changed meanwhile");
        }
    }

    Optional<HomeVisit> find(String id) {
        return sql.sql("SELECT * FROM home_visit WHERE id = :id")
                .param("id", id)
                .query(this::toVisit)
                .optional();
    }

    /** The newest first. */
    List<HomeVisit> of(String account, int most) {
        return sql.sql("SELECT * FROM home_visit WHERE account = :account ORDER BY requested_at DESC, id LIMIT :most")
                .param("account", account)
                .param("most", most)
                .query(this::toVisit)
                .list();
    }

    /** Requests that wait for a plan, the oldest first. */
    List<HomeVisit> unplanned(String unit, int most) {
        return sql.sql("""
                        SELECT * FROM home_visit
                        WHERE (unit = :unit OR unit LIKE :below) AND status = 'REQUESTED'
                        ORDER BY requested_at, id LIMIT :most
                        """)
                .param("unit", unit)
                .param("below", unit + ".%")
                .param("most", most)
                .query(this::toVisit)
                .list();
    }

    /** Where the officer goes between these moments, in order. */
    List<HomeVisit> route(String officer, Instant from, Instant to) {
        return sql.sql("""
                        SELECT * FROM home_visit
                        WHERE officer = :officer AND status IN ('PLANNED', 'DONE')
                          AND starts_at >= :from AND starts_at < :to
                        ORDER BY starts_at
                        """)
                .param("officer", officer)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query(this::toVisit)
                .list();
    }

    /** Who goes somewhere for the unit between these moments, whoever begins first being the first. */
    List<String> officersOn(String unit, Instant from, Instant to) {
        return sql.sql("""
                        SELECT officer FROM home_visit
                        WHERE (unit = :unit OR unit LIKE :below) AND status IN ('PLANNED', 'DONE')
                          AND starts_at >= :from AND starts_at < :to
                        GROUP BY officer ORDER BY MIN(starts_at), officer
                        """)
                .param("unit", unit)
                .param("below", unit + ".%")
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query(String.class)
                .list();
    }

    /** Until the end of the transaction nobody else plans for this officer. */
    void lockOfficer(String officer) {
        sql.sql("SELECT id FROM account WHERE id = :id FOR UPDATE")
                .param("id", officer)
                .query(String.class)
                .optional();
    }

    /** The visit that a record of this id belongs to. */
    Optional<String> reported(String id) {
        return sql.sql("SELECT visit FROM home_visit_report WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when there is one of this id, or of this visit */
    void report(
            String id,
            HomeVisit visit,
            String enteredBy,
            Instant recordedAt,
            Instant receivedAt,
            List<Result> results) {
        sql.sql("""
                        INSERT INTO home_visit_report (id, visit, officer, entered_by, recorded_at, received_at)
                        VALUES (:id, :visit, :officer, :enteredBy, :recordedAt, :receivedAt)
                        """)
                .param("id", id)
                .param("visit", visit.id())
                .param("officer", visit.officer())
                .param("enteredBy", enteredBy)
                .param("recordedAt", Times.sql(recordedAt))
                .param("receivedAt", Times.sql(receivedAt))
                .update();
        results.forEach(result -> sql.sql("""
                        INSERT INTO home_visit_result (visit, item, done, note_sealed)
                        VALUES (:visit, :item, :done, :note)
                        """)
                .param("visit", visit.id())
                .param("item", result.item())
                .param("done", result.done())
                .param("note", cipher.seal(result.note(), RESULTS, visit.id() + result.item(), "note"))
                .update());
    }

    Optional<Instant> recordedAt(String visit) {
        return sql.sql("SELECT recorded_at FROM home_visit_report WHERE visit = :visit")
                .param("visit", visit)
                .query((row, i) -> Times.instant(row, "recorded_at"))
                .optional();
    }

    List<Result> results(String visit) {
        return sql.sql("SELECT * FROM home_visit_result WHERE visit = :visit ORDER BY item")
                .param("visit", visit)
                .query((row, i) -> new Result(
                        row.getString("item"),
                        row.getBoolean("done"),
                        cipher.open(row.getString("note_sealed"), RESULTS, visit + row.getString("item"), "note")))
                .list();
    }

    private HomeVisit toVisit(ResultSet row, int i) throws SQLException {
        String id = row.getString("id");
        String[] point =
                cipher.open(row.getString("point_sealed"), TABLE, id, "point").split(",");
        return new HomeVisit(
                id,
                row.getString("account"),
                row.getString("reason"),
                List.of(row.getString("items").split(",")),
                row.getString("division"),
                row.getString("outlet"),
                row.getString("unit"),
                cipher.open(row.getString("address_sealed"), TABLE, id, "address"),
                new Point(Double.parseDouble(point[0]), Double.parseDouble(point[1])),
                Status.valueOf(row.getString("status")),
                Times.instant(row, "requested_at"),
                Times.instant(row, "plan_by"),
                row.getBoolean("plan_late"),
                row.getString("officer"),
                Times.instant(row, "starts_at"),
                Times.instant(row, "ends_at"),
                Times.instant(row, "ended_at"),
                row.getInt("version"));
    }
}
