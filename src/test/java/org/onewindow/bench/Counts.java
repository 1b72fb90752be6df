package org.onewindow.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a MySQL server has done since it started, and the processor time of its process where that can be found. */
record Counts(Map<String, Long> status, long cpuMillis) {

    static final List<String> NAMES =
            List.of("Questions", "Com_select", "Com_insert", "Com_update", "Com_delete", "Com_commit");

    static Counts read(Connection server, Optional<ProcessHandle> process) throws SQLException {
        Map<String, Long> status = new HashMap<>();
        try (Statement statement = server.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS")) {
            while (rows.next()) {
                if (NAMES.contains(rows.getString(1))) {
                    status.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return new Counts(status, process.map(Office::cpuMillis).orElse(0L));
    }

    /** What happened since; the question that asked is left out. */
    Counts since(Counts earlier) {
        Map<String, Long> difference = new HashMap<>();
        status.forEach((name, value) -> difference.put(name, value - earlier.status.get(name)));
        difference.merge("Questions", -1L, Long::sum);
        return new Counts(difference, cpuMillis - earlier.cpuMillis);
    }

    /** The server's process, if it runs on this machine and can be told from others. */
    static Optional<ProcessHandle> process(int port) {
        List<ProcessHandle> servers = ProcessHandle.allProcesses()
                .filter(p ->
                        p.info().command().filter(c -> c.endsWith("mysqld")).isPresent())
                .toList();
        return servers.stream()
                .filter(p -> servers.size() == 1
                        || p.info()
                                .commandLine()
                                .filter(c -> c.contains("--port=" + port))
                                .isPresent())
                .findFirst();
    }
}
