package org.onewindow.vault;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 * that somebody changes meanwhile is left to him. It finds the columns by their names: {@code x_sealed}, sealed for that table
 * and row under the name {@code x} or {@code x_sealed}; and {@code data_key}. The id of a row is its primary key, all parts of
 * it one behind the other, or what stands in {@code id}.
 */
@Component
class KeyExchange {

    private static final Logger LOG = LoggerFactory.getLogger(KeyExchange.class);
    private static final String SUFFIX = "_sealed";
    /** Of the large values of {@link ObjectCipher}, which themselves stay as they are. */
    private static final String WRAPPED_KEY = "data_key";

    private static final int BITE = 200;

    /** @param key the columns of the primary key, in their order */
    private record Column(String table, List<String> key, boolean hasId, String name) {

        /** As SQL compares it. */
        String tuple() {
            return String.join(", ", key);
        }

        /** Where the values of a row are bound. */
        String bound() {
            return key.stream().map(part -> ":" + part).collect(Collectors.joining(", "));
        }
    }

    private record Value(List<String> key, String id, String sealed) {

        List<String> ids() {
            String joined = String.join("", key);
            return id == null || id.equals(joined) ? List.of(joined) : List.of(joined, id);
        }
    }

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
        if (!isDue(key)) {
            return;
        }
        int broken = 0;
        for (Column column : columns()) {
            broken += walk(column, key.id() + ":");
        }
        if (broken > 0) {
            LOG.warn("{} sealed values do not open and stay under their old keys", broken);
        }
        finish(key);
    }

    /** Whether all nodes use this key, and rows may be left that an older one made. */
    boolean isDue(Known key) {
        // A node whose clock is a little behind may still use the older key.
        boolean settled = !key.usedFrom().plus(Keyring.ANNOUNCED).isAfter(clock.instant());
        return key.generation() > 1 && settled && finished(key.id()) == null;
    }

    /** Nothing is left that an older key of its purpose made. */
    void finish(Known key) {
        sql.sql("INSERT IGNORE INTO vault_exchange (key_id, finished_at) VALUES (:key, :now)")
                .param("key", key.id())
                .param("now", Times.sql(clock.instant()))
                .update();
        keyring.read();
        LOG.info("Everything of {} is under key {}", key.purpose(), key.id());
    }

    /** @return how many values do not open */
    private int walk(Column column, String prefix) {
        int broken = 0;
        List<String> last = column.key().stream().map(part -> "").toList();
        for (List<Value> bite = bite(column, prefix, last); !bite.isEmpty(); bite = bite(column, prefix, last)) {
            List<Value> values = bite;
            try {
                broken += transaction.execute(status -> (int)
                        values.stream().filter(value -> !replace(column, value)).count());
                last = bite.get(bite.size() - 1).key();
            } catch (PessimisticLockingFailureException somebodyWasFaster) {
                // The same bite again; what the other has done is not in it any more.
                LOG.debug("once more {}.{}", column.table(), column.name());
            }
        }
        return broken;
    }

    private List<Value> bite(Column column, String prefix, List<String> after) {
        return keyed(column, after, """
                        SELECT %2$s, %4$s AS sealed, %5$s AS row_id FROM %1$s
                        WHERE (%2$s) > (%3$s) AND %4$s NOT LIKE :prefix
                        ORDER BY %2$s
                        LIMIT :limit
                        """.formatted(
                        column.table(), column.tuple(), column.bound(), column.name(), column.hasId() ? "id" : "NULL"))
                .param("prefix", prefix + "%")
                .param("limit", BITE)
                .query((row, i) -> {
                    var key = new ArrayList<String>();
                    for (String part : column.key()) {
                        key.add(row.getString(part));
                    }
                    return new Value(key, row.getString("row_id"), row.getString("sealed"));
                })
                .list();
    }

    private JdbcClient.StatementSpec keyed(Column column, List<String> key, String statement) {
        JdbcClient.StatementSpec asked = sql.sql(statement);
        for (int i = 0; i < key.size(); i++) {
            asked = asked.param(column.key().get(i), key.get(i));
        }
        return asked;
    }

    private boolean replace(Column column, Value value) {
        for (String id : value.ids()) {
            for (String name :
                    List.of(column.name().substring(0, column.name().length() - SUFFIX.length()), column.name())) {
                try {
                    String plain = cipher.open(value.sealed(), column.table(), id, name);
                    String where = column.key().stream()
                            .map(part -> part + " = :" + part)
                            .collect(Collectors.joining(" AND "));
                    keyed(
                                    column,
                                    value.key(),
                                    "UPDATE %1$s SET %2$s = :anew WHERE %3$s AND %2$s = :sealed"
                                            .formatted(column.table(), column.name(), where))
                            .param("anew", cipher.seal(plain, column.table(), id, name))
                            .param("sealed", value.sealed())
                            .update();
                    return true;
                } catch (BrokenSeal otherName) {
                    // Tried under the other names, then counted.
                }
            }
        }
        return false;
    }

    private List<Column> columns() throws SQLException {
        var columns = new ArrayList<Column>();
        try (var connection = dataSource.getConnection()) {
            DatabaseMetaData known = connection.getMetaData();
            String catalog = connection.getCatalog();
            String schema = connection.getSchema();
            Map<String, Set<String>> tables = new TreeMap<>();
            try (ResultSet row = known.getColumns(catalog, schema, "%", "%")) {
                while (row.next()) {
                    tables.computeIfAbsent(row.getString("TABLE_NAME"), table -> new TreeSet<>())
                            .add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
            for (Map.Entry<String, Set<String>> table : tables.entrySet()) {
                for (String name : table.getValue()) {
                    if (name.endsWith(SUFFIX) || name.equals(WRAPPED_KEY)) {
                        List<String> key = key(known.getPrimaryKeys(catalog, schema, table.getKey()));
                        columns.add(new Column(
                                table.getKey().toLowerCase(Locale.ROOT),
                                key,
                                table.getValue().contains("id"),
                                name));
                    }
                }
            }
        }
        return columns;
    }

    private static List<String> key(ResultSet columns) throws SQLException {
        try (columns) {
            var key = new TreeMap<Integer, String>();
            while (columns.next()) {
                key.put(
                        columns.getInt("KEY_SEQ"),
                        columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
            return List.copyOf(key.values());
        }
    }
}
