package org.onewindow.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/**
 * An empty, migrated database of its own: H2 in memory, or with {@code -Ddatabase=jdbc:mysql://host/schema?user=…} a new
 * schema on that server, which {@link #close} drops.
 */
public final class TestDatabase extends HikariDataSource {

    private static final Pattern MYSQL = Pattern.compile("(jdbc:mysql://[^/]+/)(\\w*)(\\?.*)?");

    private final String server;
    private final String schema;

    private TestDatabase(HikariConfig config, String server, String schema) {
        super(config);
        this.server = server;
        this.schema = schema;
    }

    public static TestDatabase fresh() {
        String server = System.getProperty("database", "");
        String schema = "permit_" + UUID.randomUUID().toString().replace("-", "");
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (server.isEmpty()) {
            config.setJdbcUrl("jdbc:h2:mem:" + schema + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        } else {
            Matcher url = MYSQL.matcher(server);
            if (!url.matches()) {
                throw new IllegalArgumentException("not a MySQL URL: " + server);
            }
            execute(server, "CREATE DATABASE " + schema);
            String options = url.group(3) == null ? "?" : url.group(3) + "&";
            // As in production, where the engine needs it.
            config.setJdbcUrl(url.group(1) + schema + options + "sendFractionalSeconds=false&connectionTimeZone=UTC");
        }
        TestDatabase database = new TestDatabase(config, server, schema);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    @Override
    public void close() {
        if (!isClosed()) {
            if (server.isEmpty()) {
                try (Connection last = getConnection();
                        Statement statement = last.createStatement()) {
                    statement.execute("SHUTDOWN");
                } catch (SQLException alreadyGone) {
                    // Nothing is left to drop.
                }
            } else {
                execute(server, "DROP DATABASE " + schema);
            }
            super.close();
        }
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
