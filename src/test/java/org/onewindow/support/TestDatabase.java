package org.onewindow.support;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A database for one test context: H2 in memory, or, with {@code -Ddatabase=<JDBC URL of any schema of a MySQL server>}, a
 * schema of its own on that server, dropped when the tests end.
 */
public final class TestDatabase {

    private TestDatabase() {}

    public static void register(DynamicPropertyRegistry properties) {
        String url = fresh();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.hikari.maximum-pool-size", () -> 8);
    }

    /** JDBC URL of an empty database. */
    public static String fresh() {
        String name = "permit_" + UUID.randomUUID().toString().substring(0, 8);
        String server = System.getProperty("database");
        if (server == null) {
            return "jdbc:h2:mem:" + name + ";MODE=MySQL;DB_CLOSE_DELAY=-1";
        }
        execute(server, "CREATE DATABASE " + name);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> execute(server, "DROP DATABASE " + name)));
        return server.replaceFirst("(?<=\\d/)[^?]+", name);
    }

    private static void execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
