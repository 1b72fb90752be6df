package org.onewindow.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * A migration that adds columns to a table. MySQL commits each statement and knows no {@code ADD COLUMN IF NOT EXISTS}, so a
 * start that was killed half-way is continued: a column that exists is passed over.
 */
public abstract class AddedColumns extends BaseJavaMigration {

    private final String table;
    private final Map<String, String> columns;

    /** @param columns definitions by name; their order does not matter */
    protected AddedColumns(String table, Map<String, String> columns) {
        this.table = table;
        this.columns = Map.copyOf(columns);
    }

    @Override
    public Integer getChecksum() {
        return columns.hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        for (var column : columns.entrySet()) {
            if (!exists(connection, column.getKey())) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(
                            "ALTER TABLE " + table + " ADD COLUMN " + column.getKey() + " " + column.getValue());
                }
            }
        }
    }

    private boolean exists(Connection connection, String column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                if (rows.getMetaData().getColumnName(i).equalsIgnoreCase(column)) {
                    return true;
                }
            }
            return false;
        }
    }
}
