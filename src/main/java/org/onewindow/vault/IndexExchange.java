package org.onewindow.vault;

import java.util.List;
import java.util.regex.Pattern;
import org.onewindow.vault.IndexedColumns.Column;
import org.onewindow.vault.Keyring.Known;
import org.onewindow.vault.Keyring.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives all rows the indexes of a new key, once all nodes write them, while everybody works: until then, and while it goes on,
 * rows are looked for under both. An index is made of the older one, so no value is opened, and what nobody keeps in plain,
 * such as the secret of an address, is found afterwards as before.
 */
@Component
class IndexExchange {

    private static final Logger LOG = LoggerFactory.getLogger(IndexExchange.class);
    private static final Pattern INDEX = Pattern.compile("(\\d+:)?[0-9a-f]+");
    private static final int BITE = 200;

    private final List<IndexedColumns> groups;
    private final JdbcClient sql;
    private final Keyring keyring;
    private final FieldCipher cipher;
    private final KeyExchange exchange;
    private final TransactionTemplate transaction;

    IndexExchange(
            List<IndexedColumns> groups,
            JdbcClient sql,
            Keyring keyring,
            FieldCipher cipher,
            KeyExchange exchange,
            TransactionTemplate transaction) {
        this.groups = groups;
        this.sql = sql;
        this.keyring = keyring;
        this.cipher = cipher;
        this.exchange = exchange;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void indexAnew() {
        Known key = keyring.last(Purpose.INDEX);
        if (!exchange.isDue(key)) {
            return;
        }
        int left = 0;
        for (IndexedColumns group : groups) {
            for (Column column : group.indexed()) {
                left += walk(group.indexed(), column, key.generation() + ":");
            }
        }
        if (left == 0) {
            exchange.finish(key);
        } else {
            LOG.warn("{} blind indexes are still those of an older key, and are tried again", left);
        }
    }

    /** @return how many values are left as they were */
    private int walk(List<Column> group, Column column, String mark) {
        int left = 0;
        String last = column.before();
        for (List<String> bite = bite(column, mark, last); !bite.isEmpty(); bite = bite(column, mark, last)) {
            for (String value : bite) {
                String old = value.substring(column.before().length());
                if (old.length() == FieldCipher.INDEX_LENGTH
                        && INDEX.matcher(old).matches()
                        && !moved(group, old)) {
                    left++;
                }
                last = value;
            }
        }
        return left;
    }

    private List<String> bite(Column column, String mark, String after) {
        return sql.sql("""
                        SELECT DISTINCT %2$s FROM %1$s
                        WHERE %2$s > :after AND %2$s LIKE :any AND %2$s NOT LIKE :done
                        ORDER BY %2$s LIMIT :limit
                        """.formatted(column.table(), column.name()))
                .param("after", after)
                .param("any", column.before() + "%")
                .param("done", column.before() + mark + "%")
                .param("limit", BITE)
                .query(String.class)
                .list();
    }

    private boolean moved(List<Column> group, String old) {
        List<String> forms = cipher.indexForms(old);
        String anew = forms.get(forms.size() - 1);
        try {
            transaction.executeWithoutResult(status -> group.forEach(column -> sql.sql(
                            "UPDATE %1$s SET %2$s = :anew WHERE %2$s = :old".formatted(column.table(), column.name()))
                    .param("anew", column.before() + anew)
                    .param("old", column.before() + old)
                    .update()));
            return true;
        } catch (PessimisticLockingFailureException | DuplicateKeyException somebodyIsAtIt) {
            LOG.debug("once more {}", group, somebodyIsAtIt);
            return false;
        }
    }
}
