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
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.onewindow.workflow.V0001__EngineSchema;
import org.springframework.test.context.DynamicPropertyRegistry;

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

    /** JDBC URL of an empty database for a test context; gone when the tests end. */
    public static String emptyUrl() {
        String server = System.getProperty("database", "");
        String schema = newName();
        if (server.isEmpty()) {
            return "jdbc:h2:mem:" + schema + ";MODE=MySQL;DB_CLOSE_DELAY=-1";
        }
        execute(server, "CREATE DATABASE " + schema);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> execute(server, "DROP DATABASE " + schema)));
        return inSchema(server, schema);
    }

    /** For {@code @DynamicPropertySource}: the context gets a database of its own. */
    public static void register(DynamicPropertyRegistry properties) {
        String url = emptyUrl();
        properties.add("spring.datasource.url", () -> url);
    }

    /** Empty but migrated, with the added columns that a test needs. */
    public static TestDatabase fresh(JavaMigration... added) {
        String server = System.getProperty("database", "");
        String schema = newName();
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (server.isEmpty()) {
            config.setJdbcUrl("jdbc:h2:mem:" + schema + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
        } else {
            execute(server, "CREATE DATABASE " + schema);
            config.setJdbcUrl(inSchema(server, schema));
            // As in production, where the engine needs it.
            config.addDataSourceProperty("sendFractionalSeconds", "false");
            config.addDataSourceProperty("connectionTimeZone", "UTC");
        }
        TestDatabase database = new TestDatabase(config, server, schema);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .javaMigrations(Stream.concat(Stream.of(new V0001__EngineSchema()), Stream.of(added))
                        .toArray(JavaMigration[]::new))
                .load()
                .migrate();
        return database;
    }

    private static String newName() {
        return "permit_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private static String inSchema(String server, String schema) {
        Matcher url = MYSQL.matcher(server);
        if (!url.matches()) {
            throw new IllegalArgumentException("not a MySQL URL");
        }
        return url.group(1) + schema + (url.group(3) == null ? "" : url.group(3));
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
