package org.onewindow.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** A migration that adds an index to a table, and passes over one that a start which was killed half-way has made. */
public abstract class AddedIndex extends BaseJavaMigration {

    private final String table;
    private final String index;
    private final String columns;

    /** @param columns separated by commas */
    protected AddedIndex(String table, String index, String columns) {
        this.table = table;
        this.index = index;
        this.columns = columns;
    }

    @Override
    public Integer getChecksum() {
        return (table + index + columns).hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return false;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        if (!exists(context.getConnection())) {
            try (Statement statement = context.getConnection().createStatement()) {
                statement.execute("CREATE INDEX " + index + " ON " + table + " (" + columns + ")");
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        DatabaseMetaData known = connection.getMetaData();
        String name = known.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
        try (ResultSet rows = known.getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, true)) {
            while (rows.next()) {
                if (index.equalsIgnoreCase(rows.getString("INDEX_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }
}
