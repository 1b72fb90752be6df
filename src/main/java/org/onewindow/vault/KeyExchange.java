package org.onewindow.vault;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.onewindow.shared.Times;
import org.onewindow.vault.Keyring.Known;
import org.onewindow.vault.Keyring.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals anew what older keys have sealed, once no node uses them any more, in small bites and while everybody works: a value
 * that somebody changes meanwhile is left to him. It finds the columns by their names: {@code x_sealed} of a table with one
 * primary key, sealed for that table and row under the name {@code x} or {@code x_sealed}; and {@code data_key}.
 */
@Component
class KeyExchange {

    private static final Logger LOG = LoggerFactory.getLogger(KeyExchange.class);
    private static final String SUFFIX = "_sealed";
    /** Of the large values of {@link ObjectCipher}, which themselves stay as they are. */
    private static final String WRAPPED_KEY = "data_key";

    private static final int BITE = 200;

    private record Column(String table, String key, String name) {}

    private record Value(String id, String sealed) {}

    private final DataSource dataSource;
    private final JdbcClient sql;
    private final Keyring keyring;
    private final FieldCipher cipher;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeyExchange(
            DataSource dataSource,
            JdbcClient sql,
            Keyring keyring,
            FieldCipher cipher,
            TransactionTemplate transaction,
            Clock clock) {
        this.dataSource = dataSource;
        this.sql = sql;
        this.keyring = keyring;
        this.cipher = cipher;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** When everything was sealed under this key; {@code null} before. */
    Instant finished(String key) {
        return sql.sql("SELECT finished_at FROM vault_exchange WHERE key_id = :key")
                .param("key", key)
                .query((row, i) -> Times.instant(row, "finished_at"))
                .optional()
                .orElse(null);
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void sealAnew() throws SQLException {
        Known key = keyring.last(Purpose.FIELD);
        // A node whose clock is a little behind may still seal with the older key.
        boolean settled = !key.usedFrom().plus(Keyring.ANNOUNCED).isAfter(clock.instant());
        if (key.generation() == 1 || !settled || finished(key.id()) != null) {
            return;
        }
        int broken = 0;
        for (Column column : columns()) {
            broken += walk(column, key.id() + ":");
        }
        if (broken > 0) {
            LOG.warn("{} sealed values do not open and stay under their old keys", broken);
        }
        sql.sql("INSERT IGNORE INTO vault_exchange (key_id, finished_at) VALUES (:key, :now)")
                .param("key", key.id())
                .param("now", Times.sql(clock.instant()))
                .update();
        LOG.info("Everything is sealed under key {}", key.id());
    }

    /** @return how many values do not open */
    private int walk(Column column, String prefix) {
        int broken = 0;
        String last = "";
        for (List<Value> bite = bite(column, prefix, last); !bite.isEmpty(); bite = bite(column, prefix, last)) {
            List<Value> values = bite;
            try {
                broken += transaction.execute(status -> (int)
                        values.stream().filter(value -> !replace(column, value)).count());
                last = bite.get(bite.size() - 1).id();
            } catch (PessimisticLockingFailureException somebodyWasFaster) {
                // The same bite again; what the other has done is not in it any more.
                LOG.debug("once more {}.{}", column.table(), column.name());
            }
        }
        return broken;
    }

    private List<Value> bite(Column column, String prefix, String after) {
        return sql.sql("""
                        SELECT %2$s AS id, %3$s AS sealed FROM %1$s
                        WHERE %2$s > :after AND %3$s NOT LIKE :prefix
                        ORDER BY %2$s
                        LIMIT :limit
                        """.formatted(column.table(), column.key(), column.name()))
                .param("after", after)
                .param("prefix", prefix + "%")
                .param("limit", BITE)
                .query(Value.class)
                .list();
    }

    private boolean replace(Column column, Value value) {
        for (String name :
                List.of(column.name().substring(0, column.name().length() - SUFFIX.length()), column.name())) {
            try {
                String plain = cipher.open(value.sealed(), column.table(), value.id(), name);
                sql.sql("UPDATE %1$s SET %2$s = :anew WHERE %3$s = :id AND %2$s = :sealed"
                                .formatted(column.table(), column.name(), column.key()))
                        .param("anew", cipher.seal(plain, column.table(), value.id(), name))
                        .param("id", value.id())
                        .param("sealed", value.sealed())
                        .update();
                return true;
            } catch (BrokenSeal otherName) {
                // Tried under the other name, then counted.
            }
        }
        return false;
    }

    private List<Column> columns() throws SQLException {
        var columns = new ArrayList<Column>();
        try (var connection = dataSource.getConnection()) {
            DatabaseMetaData known = connection.getMetaData();
            try (ResultSet row = known.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
                while (row.next()) {
                    String name = row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                    if (name.endsWith(SUFFIX) || name.equals(WRAPPED_KEY)) {
                        String table = row.getString("TABLE_NAME");
                        key(known.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table))
                                .ifPresent(key -> columns.add(new Column(table.toLowerCase(Locale.ROOT), key, name)));
                    }
                }
            }
        }
        return columns;
    }

    private static Optional<String> key(ResultSet columns) throws SQLException {
        try (columns) {
            String only = columns.next() ? columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT) : null;
            return columns.next() ? Optional.empty() : Optional.ofNullable(only);
        }
    }
}
