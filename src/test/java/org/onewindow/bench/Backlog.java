package org.onewindow.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Many open cases, made from one real one by copying its rows under new ids: the case, its application, its work item, and the
 * rows of the engine (executions, task, variables, timers of what is not yet late). Left out: events, checks, sealed contacts.
 */
final class Backlog {

    /** Table, the column that leads to the case or its process, and the order that keeps parents before children. */
    private enum Table {
        SERVICE_CASE("id", false, "id"),
        TRUCK_PASS_APPLICATION("case_id", false, "case_id"),
        ACT_RU_EXECUTION("PROC_INST_ID_", true, "PARENT_ID_"),
        ACT_RU_TASK("PROC_INST_ID_", true, "ID_"),
        ACT_RU_VARIABLE("PROC_INST_ID_", true, "ID_"),
        ACT_RU_JOB("PROCESS_INSTANCE_ID_", true, "ID_"),
        WORK_ITEM("case_id", false, "case_id");

        private final String key;
        private final boolean engine;
        private final String order;

        Table(String key, boolean engine, String order) {
            this.key = key;
            this.engine = engine;
            this.order = order;
        }

        /** MySQL tells apart upper and lower case in the names of tables. */
        @Override
        public String toString() {
            return engine ? name() : name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int FIRST_SERIAL = 1_000_000;
    private static final int COMMIT_EVERY = 500;
    /** As many of all are late. */
    private static final double LATE = 0.05;

    private final Connection database;
    private final Map<Table, List<Map<String, Object>>> template = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final Random random = new Random(28);
    private int made;

    /** @param caseId an open case, at the clerk's desk */
    Backlog(Connection database, String caseId) throws SQLException {
        this.database = database;
        database.setAutoCommit(false);
        String instance;
        try (PreparedStatement find =
                database.prepareStatement("SELECT PROC_INST_ID_ FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = ?")) {
            find.setString(1, caseId);
            try (ResultSet row = find.executeQuery()) {
                row.next();
                instance = row.getString(1);
            }
        }
        for (Table table : Table.values()) {
            template.put(table, rows(table, table.engine ? instance : caseId));
        }
        template.values()
                .forEach(rows -> rows.forEach(row -> row.forEach((column, value) -> {
                    if (List.of("ID", "ID_").contains(column)) {
                        ids.add((String) value);
                    }
                })));
    }

    int made() {
        return made;
    }

    /** For each case of the backlog, how many rows in all. */
    int rowsPerCase() {
        return template.values().stream().mapToInt(List::size).sum();
    }

    /** @param places {@code unit/item}, one for each case in turn */
    void add(int cases, List<String> places) throws SQLException {
        Map<Table, PreparedStatement> inserts = new LinkedHashMap<>();
        for (Table table : template.keySet()) {
            var columns = template.get(table).get(0).keySet();
            inserts.put(
                    table,
                    database.prepareStatement("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                            + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")"));
        }
        for (int i = 1; i <= cases; i++) {
            copy(places.get(i % places.size()).split("/"), inserts);
            if (i % COMMIT_EVERY == 0 || i == cases) {
                for (PreparedStatement insert : inserts.values()) {
                    insert.executeBatch();
                }
                database.commit();
            }
        }
        for (PreparedStatement insert : inserts.values()) {
            insert.close();
        }
    }

    private void copy(String[] place, Map<Table, PreparedStatement> inserts) throws SQLException {
        int n = ++made;
        Map<String, String> renamed = new HashMap<>();
        // The engine's ids follow each other in time; ours are random.
        for (int i = 0; i < ids.size(); i++) {
            renamed.put(ids.get(i), String.format(Locale.ROOT, "%08x-%04x-0000-0000-000000000000", n, i));
        }
        String caseId = new UUID(random.nextLong(), random.nextLong()).toString();
        renamed.put((String) template.get(Table.SERVICE_CASE).get(0).get("ID"), caseId);

        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
        boolean late = random.nextDouble() < LATE;
        LocalDateTime due = late
                ? now.minusSeconds(random.nextInt(86_400))
                : now.plusHours(4).plusSeconds(random.nextInt(432_000));
        LocalDateTime submitted = due.minusDays(1).isBefore(now) ? due.minusDays(1) : now;
        Map<String, Object> changed = new HashMap<>();
        changed.put("SERIAL", FIRST_SERIAL + n);
        changed.put("UNIT", place[0]);
        changed.put("ITEM", place[1]);
        String plate = String.format(Locale.ROOT, "鲁%c%05d", "FY".charAt(n % 2), random.nextInt(100_000));
        changed.put("SUBJECT", plate + "/01");
        changed.put("PLATE_NUMBER", plate);
        changed.put("SUBMITTED_AT", submitted);
        changed.put("RECEIVED_AT", submitted);
        changed.put("DUE_AT", due);
        changed.put("DUE_DATE", due.toLocalDate());
        changed.put("CONTACT_NAME_SEALED", null);
        changed.put("CONTACT_MOBILE_SEALED", null);
        for (var entry : inserts.entrySet()) {
            boolean timers = entry.getKey() == Table.ACT_RU_JOB;
            if (timers && late) {
                continue;
            }
            int row = 0;
            for (Map<String, Object> from : template.get(entry.getKey())) {
                if (timers) {
                    changed.put("DUEDATE_", due.minusHours(2L * row));
                }
                int column = 0;
                for (var cell : from.entrySet()) {
                    Object value = changed.containsKey(cell.getKey()) ? changed.get(cell.getKey()) : cell.getValue();
                    entry.getValue()
                            .setObject(++column, value instanceof String s ? renamed.getOrDefault(s, s) : value);
                }
                entry.getValue().addBatch();
                row++;
            }
        }
    }

    private List<Map<String, Object>> rows(Table table, String key) throws SQLException {
        List<Map<String, Object>> found = new ArrayList<>();
        try (PreparedStatement select = database.prepareStatement(
                "SELECT * FROM " + table + " WHERE " + table.key + " = ? ORDER BY " + table.order)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<String, Object> values = new LinkedHashMap<>();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        values.put(row.getMetaData().getColumnName(i).toUpperCase(Locale.ROOT), row.getObject(i));
                    }
                    found.add(values);
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no row to copy in " + table);
        }
        return found;
    }
}
