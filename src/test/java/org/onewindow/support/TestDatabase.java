package org.onewindow.support;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A fresh, migrated database that is gone after the test: H2 in memory, or a new schema on the MySQL server whose JDBC URL
 * is given by {@code -Ddatabase=}.
 */
public final class TestDatabase implements AutoCloseable {

    private final DataSource dataSource;
    private final Runnable drop;

    private TestDatabase(DataSource dataSource, Runnable drop) {
        this.dataSource = dataSource;
        this.drop = drop;
    }

    public static TestDatabase open() {
        String server = System.getProperty("database", "");
        String name = "permit_" + UUID.randomUUID().toString().replace("-", "");
        TestDatabase database;
        if (server.isEmpty()) {
            DataSource h2 = new DriverManagerDataSource("jdbc:h2:mem:" + name + ";MODE=MySQL;DB_CLOSE_DELAY=-1");
            database = new TestDatabase(
                    h2, () -> JdbcClient.create(h2).sql("SHUTDOWN").update());
        } else {
            JdbcClient admin = JdbcClient.create(new DriverManagerDataSource(server));
            admin.sql("CREATE DATABASE " + name).update();
            DataSource mysql = new DriverManagerDataSource(server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name));
            database = new TestDatabase(
                    mysql, () -> admin.sql("DROP DATABASE " + name).update());
        }
        Flyway.configure().dataSource(database.dataSource).load().migrate();
        return database;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    @Override
    public void close() {
        drop.run();
    }
}
