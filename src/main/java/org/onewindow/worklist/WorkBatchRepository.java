package org.onewindow.worklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.onewindow.shared.Refusal.Defect;
import org.onewindow.shared.Times;
import org.onewindow.worklist.WorkBatch.Act;
import org.onewindow.worklist.WorkBatchRow.State;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class WorkBatchRepository {

    private static final TypeReference<List<Defect>> DEFECTS = new TypeReference<>() {};

    private static final String READ = """
            SELECT b.*, (SELECT COUNT(*) FROM work_batch_row r WHERE r.batch_id = b.id) AS all_rows,
                (SELECT COUNT(*) FROM work_batch_row r WHERE r.batch_id = b.id AND r.state = 'WAITING') AS waiting,
                (SELECT COUNT(*) FROM work_batch_row r WHERE r.batch_id = b.id AND r.state = 'NOT_DONE') AS failed
            FROM work_batch b
            """;

    private final JdbcClient sql;
    private final NamedParameterJdbcOperations several;
    private final JsonMapper json;

    WorkBatchRepository(JdbcClient sql, NamedParameterJdbcOperations several, JsonMapper json) {
        this.sql = sql;
        this.several = several;
        this.json = json;
    }

    void insert(WorkBatch batch, List<WorkBatchRow> rows) {
        sql.sql("""
                        INSERT INTO work_batch (id, owner, act, outcome, note, created_at)
                        VALUES (:id, :owner, :act, :outcome, :note, :at)
                        """)
                .param("id", batch.id())
                .param("owner", batch.owner())
                .param("act", batch.act().name())
                .param("outcome", batch.outcome())
                .param("note", batch.note())
                .param("at", Times.sql(batch.createdAt()))
                .update();
        several.batchUpdate(
                """
                INSERT INTO work_batch_row (batch_id, number, item, seen, state, defects, tries, label)
                VALUES (:batch, :number, :item, :seen, :state, :defects, 0, :label)
                """,
                rows.stream()
                        .map(row -> new MapSqlParameterSource()
                                .addValue("batch", row.batch())
                                .addValue("number", row.number())
                                .addValue("item", row.item())
                                .addValue("seen", row.seen())
                                .addValue("state", row.state().name())
                                .addValue("defects", written(row.defects()))
                                .addValue("label", row.label()))
                        .toArray(SqlParameterSource[]::new));
    }

    Optional<WorkBatch> find(String id) {
        return sql.sql(READ + "WHERE b.id = :id")
                .param("id", id)
                .query(WorkBatchRepository::toBatch)
                .optional();
    }

    /** Newest first. */
    List<WorkBatch> ofOwner(String owner, int most) {
        return sql.sql(READ + "WHERE b.owner = :owner ORDER BY b.created_at DESC, b.id DESC LIMIT :most")
                .param("owner", owner)
                .param("most", most)
                .query(WorkBatchRepository::toBatch)
                .list();
    }

    List<WorkBatchRow> rows(String batch) {
        return sql.sql("SELECT * FROM work_batch_row WHERE batch_id = :batch ORDER BY number")
                .param("batch", batch)
                .query(this::toRow)
                .list();
    }

    /** Those that failed least often first, so that none holds the others up. */
    List<WorkBatchRow> waiting(int limit) {
        return sql.sql("""
                        SELECT * FROM work_batch_row WHERE state = 'WAITING'
                        ORDER BY tries, batch_id, number
                        LIMIT :limit
                        """).param("limit", limit).query(this::toRow).list();
    }

    /** @return whether it was still waiting: of two nodes that reach for a row one gets it, until its transaction ends */
    boolean settle(WorkBatchRow row, State state, List<Defect> defects) {
        return sql.sql("""
                                UPDATE work_batch_row SET state = :state, defects = :defects
                                WHERE batch_id = :batch AND number = :number AND state = 'WAITING'
                                """)
                        .param("state", state.name())
                        .param("defects", written(defects))
                        .param("batch", row.batch())
                        .param("number", row.number())
                        .update()
                == 1;
    }

    /** @return how often it has failed by now */
    int failed(WorkBatchRow row) {
        sql.sql("UPDATE work_batch_row SET tries = tries + 1 WHERE batch_id = :batch AND number = :number")
                .param("batch", row.batch())
                .param("number", row.number())
                .update();
        return sql.sql("SELECT tries FROM work_batch_row WHERE batch_id = :batch AND number = :number")
                .param("batch", row.batch())
                .param("number", row.number())
                .query(Integer.class)
                .single();
    }

    private String written(List<Defect> defects) {
        return defects.isEmpty() ? null : json.writeValueAsString(defects);
    }

    private WorkBatchRow toRow(ResultSet row, int i) throws SQLException {
        String defects = row.getString("defects");
        return new WorkBatchRow(
                row.getString("batch_id"),
                row.getInt("number"),
                row.getString("item"),
                row.getInt("seen"),
                row.getString("label"),
                State.valueOf(row.getString("state")),
                defects == null ? List.of() : json.readValue(defects, DEFECTS));
    }

    private static WorkBatch toBatch(ResultSet row, int i) throws SQLException {
        return new WorkBatch(
                row.getString("id"),
                row.getString("owner"),
                Act.valueOf(row.getString("act")),
                row.getString("outcome"),
                row.getString("note"),
                Times.instant(row, "created_at"),
                row.getInt("all_rows"),
                row.getInt("waiting"),
                row.getInt("failed"));
    }
}
