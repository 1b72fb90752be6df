package org.onewindow.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.stereotype.Component;

/**
 * Installs the engine's tables from the scripts in the engine's own jar, with the four-byte character set in place of the
 * three-byte one, in which a name such as 𠮷 fails the whole transaction. MySQL commits each DDL statement, so a start that
 * was killed half-way is continued: what exists already is passed over.
 */
@Component
public class V0001__EngineSchema extends BaseJavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    /**
     * Two keys that are left out. An incident refers to itself twice, and MySQL 9.7 follows the cascades of both until it
     * counts more than 30 tables and refuses to delete any incident (error 6575): no failed job could be healed and no case
     * with one could end. The engine deletes incidents one by one and needs no cascade.
     */
    private static final String LEFT_OUT = "references ACT_RU_INCIDENT (ID_) on delete cascade";

    /**
     * Two indexes that the engine's scripts lack. Without the first, each look for due jobs reads every timer of every open
     * case; without the second, each task that ends reads every open task to find its subtasks.
     */
    private static final List<String> ADDED = List.of(
            "create index ACT_IDX_JOB_DUEDATE on ACT_RU_JOB(DUEDATE_)",
            "create index ACT_IDX_TASK_PARENT on ACT_RU_TASK(PARENT_TASK_ID_)");

    /** MySQL: table, key name, foreign key, row exist. H2: table, index, constraint, row exist. */
    private static final Set<Integer> EXISTS = Set.of(1050, 1061, 1826, 1062, 42101, 42111, 90045, 23505);

    @Override
    public Integer getChecksum() {
        return 7_24_0;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException, IOException {
        Connection connection = context.getConnection();
        String database = connection.getMetaData().getDatabaseProductName().equals("H2") ? "h2" : "mysql";
        for (String part : PARTS) {
            String script = script(
                            "/org/camunda/bpm/engine/db/create/activiti." + database + ".create." + part + ".sql")
                    .replace("CHARSET=utf8 COLLATE utf8_bin", "CHARSET=utf8mb4 COLLATE utf8mb4_bin")
                    .replaceAll("(?m)^\\s*--.*$", "");
            try (Statement statement = connection.createStatement()) {
                for (String ddl : script.split(";")) {
                    if (!ddl.isBlank() && !ddl.contains(LEFT_OUT)) {
                        executeUnlessDone(statement, ddl.strip());
                    }
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            for (String ddl : ADDED) {
                executeUnlessDone(statement, ddl);
            }
        }
    }

    private static void executeUnlessDone(Statement statement, String ddl) throws SQLException {
        try {
            statement.execute(ddl);
        } catch (SQLException e) {
            if (!EXISTS.contains(e.getErrorCode())) {
                throw e;
            }
        }
    }

    private static String script(String resource) throws IOException {
        try (InputStream in = ProcessEngine.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
