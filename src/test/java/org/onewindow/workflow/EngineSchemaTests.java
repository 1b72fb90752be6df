package org.onewindow.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.onewindow.support.TestDatabase;

class EngineSchemaTests {

    private final String url = TestDatabase.fresh();

    @Test
    void continuesAMigrationThatWasKilledHalfWay() throws SQLException {
        migrate();
        try (Connection connection = DriverManager.getConnection(url)) {
            Set<String> whole = indexes(connection);
            assertThat(whole).hasSizeGreaterThan(150);

            try (var statement = connection.createStatement()) {
                statement.execute("ALTER TABLE ACT_RU_VARIABLE DROP FOREIGN KEY ACT_FK_VAR_EXE"
                        .replace("FOREIGN KEY", url.startsWith("jdbc:h2") ? "CONSTRAINT" : "FOREIGN KEY"));
                for (String table : new String[] {
                    "ACT_RU_FILTER",
                    "ACT_RU_AUTHORIZATION",
                    "ACT_HI_VARINST",
                    "ACT_ID_TENANT_MEMBER",
                    "ACT_GE_SCHEMA_LOG"
                }) {
                    statement.execute("DROP TABLE " + table);
                }
                statement.execute("DELETE FROM ACT_GE_PROPERTY WHERE NAME_ = 'schema.version'");
                statement.execute("DROP TABLE " + history(connection));
            }
            migrate();

            assertThat(indexes(connection)).isEqualTo(whole);
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(url, null, null)
                .javaMigrations(new V0001__EngineSchema())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private static String history(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2")
                ? "\"flyway_schema_history\""
                : "flyway_schema_history";
    }

    private static Set<String> indexes(Connection connection) throws SQLException {
        var found = new TreeSet<String>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "ACT%", new String[] {"TABLE", "BASE TABLE"
                })) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                try (ResultSet indexes = connection
                        .getMetaData()
                        .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
                    while (indexes.next()) {
                        String name = indexes.getString("INDEX_NAME");
                        // H2 numbers the indexes it makes by itself.
                        found.add(table + " "
                                + (name.matches(".*_INDEX_\\w+") ? indexes.getString("COLUMN_NAME") : name));
                    }
                }
            }
        }
        return found;
    }
}
