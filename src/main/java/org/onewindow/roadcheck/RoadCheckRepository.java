package org.onewindow.roadcheck;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checks are only ever added. */
@Repository
class RoadCheckRepository {

    private final JdbcClient sql;

    RoadCheckRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void append(RoadCheck check) {
        sql.sql("""
                        INSERT INTO road_check (checked_at, officer, unit, result, pass_number, zone, longitude, latitude, place)
                        VALUES (:at, :officer, :unit, :result, :pass, :zone, :longitude, :latitude, :place)
                        """)
                .param("at", Times.sql(check.checkedAt()))
                .param("officer", check.officer())
                .param("unit", check.unit())
                .param("result", check.result())
                .param("pass", check.passNumber())
                .param("zone", check.zone())
                .param("longitude", check.longitude())
                .param("latitude", check.latitude())
                .param("place", check.place())
                .update();
    }

    /** An officer's own checks; for a supervisor those of his unit and the units below it. Newest first. */
    List<RoadCheck> visibleTo(Actor actor, long before, int limit) {
        boolean supervises = actor.is(Role.SUPERVISOR) && !actor.unit().isEmpty();
        String whose = supervises ? "(unit = :unit OR unit LIKE CONCAT(:unit, '.%'))" : "officer = :officer";
        var statement = sql.sql(
                        "SELECT * FROM road_check WHERE " + whose + " AND seq < :before ORDER BY seq DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit);
        return (supervises ? statement.param("unit", actor.unit()) : statement.param("officer", actor.id()))
                .query(RoadCheckRepository::toCheck)
                .list();
    }

    private static RoadCheck toCheck(ResultSet row, int i) throws SQLException {
        return new RoadCheck(
                row.getLong("seq"),
                Times.instant(row, "checked_at"),
                row.getString("officer"),
                row.getString("unit"),
                row.getString("result"),
                row.getString("pass_number"),
                row.getString("zone"),
                row.getBigDecimal("longitude"),
                row.getBigDecimal("latitude"),
                row.getString("place"));
    }
}
