package org.onewindow.vault;

import java.time.Clock;
import java.util.List;
import org.onewindow.vault.IndexedColumns.Column;
import org.onewindow.vault.Keyring.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Of a node, what exchanges keys: in this process, or in one of its own that may be killed. */
final class ExchangingNode {

    private static final IndexedColumns NUMBERS =
            () -> List.of(new Column("account", "id_no_index"), new Column("relative", "id_no_index"));

    final Keyring keyring;
    final FieldCipher cipher;
    private final KeyExchange exchange;
    private final IndexExchange indexes;

    ExchangingNode(String url, String master) {
        var dataSource = new DriverManagerDataSource(url);
        keyring = new Keyring(dataSource, Clock.systemUTC(), master, "");
        cipher = new FieldCipher(keyring);
        JdbcClient sql = JdbcClient.create(dataSource);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setIsolationLevel(TransactionTemplate.ISOLATION_READ_COMMITTED);
        exchange = new KeyExchange(dataSource, sql, keyring, cipher, transaction, Clock.systemUTC());
        indexes = new IndexExchange(List.of(NUMBERS), sql, keyring, cipher, exchange, transaction);
    }

    /** One round, as it is begun each minute. */
    void exchange(Purpose purpose) throws Exception {
        if (purpose == Purpose.INDEX) {
            indexes.indexAnew();
        } else {
            exchange.sealAnew();
        }
    }

    boolean hasFinished(Purpose purpose) {
        return exchange.finished(keyring.last(purpose).id()) != null;
    }

    /** @param words URL of the database, master key, and purpose of the key */
    public static void main(String... words) throws Exception {
        new ExchangingNode(words[0], words[1]).exchange(Purpose.valueOf(words[2]));
    }
}
