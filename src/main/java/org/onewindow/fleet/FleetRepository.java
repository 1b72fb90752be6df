package org.onewindow.fleet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onewindow.fleet.FleetRow.State;
import org.onewindow.shared.Refusal.Defect;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class FleetRepository {

    private static final String READ = """
            SELECT f.*, (SELECT COUNT(*) FROM fleet_row r WHERE r.fleet_id = f.id AND r.state = 'WAITING') AS waiting
            FROM fleet_application f
            """;

    private final JdbcClient sql;
    private final NamedParameterJdbcOperations batch;
    private final JsonMapper json;

    FleetRepository(JdbcClient sql, NamedParameterJdbcOperations batch, JsonMapper json) {
        this.sql = sql;
        this.batch = batch;
        this.json = json;
    }

    void insert(FleetApplication fleet, List<FleetRow> rows) {
        sql.sql("""
                        INSERT INTO fleet_application (id, owner, submitted_at, vehicles)
                        VALUES (:id, :owner, :at, :vehicles)
                        """)
                .param("id", fleet.id())
                .param("owner", fleet.owner())
                .param("at", Times.sql(fleet.submittedAt()))
                .param("vehicles", fleet.vehicles())
                .update();
        batch.batchUpdate(
                """
                INSERT INTO fleet_row (fleet_id, number, plate_number, plate_type, state, case_id, defects, tries)
                VALUES (:fleet, :number, :plateNumber, :plateType, :state, :case, :defects, 0)
                """,
                rows.stream()
                        .map(row -> new MapSqlParameterSource()
                                .addValue("fleet", row.fleet())
                                .addValue("number", row.number())
                                .addValue("plateNumber", row.plateNumber())
                                .addValue("plateType", row.plateType())
                                .addValue("state", row.state().name())
                                .addValue("case", row.caseId())
                                .addValue("defects", written(row.defects())))
                        .toArray(SqlParameterSource[]::new));
    }

    Optional<FleetApplication> find(String id) {
        return sql.sql(READ + "WHERE f.id = :id")
                .param("id", id)
                .query(FleetRepository::toFleet)
                .optional();
    }

    /** Newest first; {@code before} and {@code beforeId} are the key behind which to go on, or {@code null}. */
    List<FleetApplication> ofOwner(String owner, Instant before, String beforeId, int limit) {
        String keyset = before == null
                ? ""
                : "AND f.submitted_at <= :before AND (f.submitted_at < :before OR f.id < :beforeId)";
        return sql.sql(READ + "WHERE f.owner = :owner " + keyset
                        + " ORDER BY f.submitted_at DESC, f.id DESC LIMIT :limit")
                .param("owner", owner)
                .param("before", Times.sql(before))
                .param("beforeId", beforeId)
                .param("limit", limit)
                .query(FleetRepository::toFleet)
                .list();
    }

    List<FleetRow> rows(String fleet) {
        return sql.sql("SELECT * FROM fleet_row WHERE fleet_id = :fleet ORDER BY number")
                .param("fleet", fleet)
                .query(this::toRow)
                .list();
    }

    /** Rows to be sent, those that failed least often first, so that none holds the others up. */
    List<FleetRow> waiting(int limit) {
        return sql.sql("""
                        SELECT * FROM fleet_row WHERE state = 'WAITING'
                        ORDER BY tries, fleet_id, number
                        LIMIT :limit
                        """).param("limit", limit).query(this::toRow).list();
    }

    /** @return whether it was still waiting: of two nodes that reach for a row one gets it, until its transaction ends */
    boolean settle(FleetRow row, State state, List<Defect> defects) {
        return sql.sql("""
                        UPDATE fleet_row SET state = :state, defects = :defects
                        WHERE fleet_id = :fleet AND number = :number AND state = 'WAITING'
                        """)
                        .param("state", state.name())
                        .param("defects", written(defects))
                        .param("fleet", row.fleet())
                        .param("number", row.number())
                        .update()
                == 1;
    }

    /** @return how often it has failed by now */
    int failed(FleetRow row) {
        sql.sql("UPDATE fleet_row SET tries = tries + 1 WHERE fleet_id = :fleet AND number = :number")
                .param("fleet", row.fleet())
                .param("number", row.number())
                .update();
        return sql.sql("SELECT tries FROM fleet_row WHERE fleet_id = :fleet AND number = :number")
                .param("fleet", row.fleet())
                .param("number", row.number())
                .query(Integer.class)
                .single();
    }

    private String written(List<Defect> defects) {
        return defects.isEmpty() ? null : json.writeValueAsString(defects);
    }

    private FleetRow toRow(ResultSet row, int i) throws SQLException {
        String defects = row.getString("defects");
        return new FleetRow(
                row.getString("fleet_id"),
                row.getInt("number"),
                row.getString("plate_number"),
                row.getString("plate_type"),
                State.valueOf(row.getString("state")),
                row.getString("case_id"),
                defects == null ? List.of() : json.readValue(defects, new TypeReference<List<Defect>>() {}));
    }

    private static FleetApplication toFleet(ResultSet row, int i) throws SQLException {
        return new FleetApplication(
                row.getString("id"),
                row.getString("owner"),
                Times.instant(row, "submitted_at"),
                row.getInt("vehicles"),
                row.getInt("waiting"));
    }
}
