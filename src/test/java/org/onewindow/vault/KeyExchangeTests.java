package org.onewindow.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onewindow.appointment.Visitors;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Relatives;
import org.onewindow.journey.Office;
import org.onewindow.journey.Visitor;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.support.Caller;
import org.onewindow.support.MovableClock;
import org.onewindow.support.RunningOffice;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring.Known;
import org.onewindow.vault.Keyring.Purpose;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A key is exchanged while everybody works, and nobody notices. */
@RunningOffice
class KeyExchangeTests {

    private static final int READERS = 4;
    private static final int PEOPLE = 450;

    private final Office office;
    private final Keyring keyring;
    private final KeyExchange exchange;
    private final IndexExchange indexes;
    private final Accounts accounts;
    private final Relatives relatives;
    private final Visitors visitors;
    private final DataSource dataSource;
    private final JdbcClient sql;
    private final Clock clock;
    private final String configured;
    private final Path home;

    @Autowired
    KeyExchangeTests(
            @LocalServerPort int port,
            Keyring keyring,
            KeyExchange exchange,
            IndexExchange indexes,
            Accounts accounts,
            Relatives relatives,
            Visitors visitors,
            DataSource dataSource,
            JdbcClient sql,
            Clock clock,
            Environment environment) {
        office = new Office(port);
        this.keyring = keyring;
        this.exchange = exchange;
        this.indexes = indexes;
        this.accounts = accounts;
        this.relatives = relatives;
        this.visitors = visitors;
        this.dataSource = dataSource;
        this.sql = sql;
        this.clock = clock;
        configured = environment.getProperty("onewindow.vault.master-key", "");
        home = Path.of(environment.getProperty("onewindow.home"));
    }

    @Test
    void everythingIsSealedAnewWhileEverybodyReadsAndOnTwoNodes() throws Exception {
        Visitor agent = office.as("li.na");
        String application = "/api/truck-pass-applications/"
                + Office.underReview(agent, Office.heavyTruck()).get("id").asString();
        var otherNode = new FieldCipher(new Keyring(dataSource, clock, configured, home.toString()));
        var over = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        String key;
        String several;
        try {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reading.add(readers.submit(() -> {
                    int read = 0;
                    do {
                        JsonNode contact = Office.read(agent, application).at("/application/contact");
                        assertThat(contact.get("name").asString()).isEqualTo("李娜");
                        assertThat(contact.get("mobile").asString()).isEqualTo("13800000002");
                        read++;
                    } while (!over.get());
                    return read;
                }));
            }
            several = rowsOfSeveralKeys();
            key = exchanged(Purpose.FIELD, Suite.GM);
            exchange.sealAnew();
            over.set(true);
            for (Future<Integer> reader : reading) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            over.set(true);
            readers.shutdownNow();
        }

        assertThat(exchange.finished(key)).isNotNull();
        for (String column : List.of(
                "account.name_sealed",
                "account.id_no_sealed",
                "relative.id_no_sealed",
                "home_visit_result.note_sealed",
                "exchange_letter.body_sealed",
                "truck_pass_application.contact_mobile_sealed",
                "truck_pass_application.driver_licence_sealed")) {
            String[] parts = column.split("\\.");
            assertThat(sql.sql("SELECT COUNT(*) FROM %s WHERE %s NOT LIKE '%s:%%'".formatted(parts[0], parts[1], key))
                            .query(Integer.class)
                            .single())
                    .as(column)
                    .isZero();
        }
        assertThat(sql.sql("SELECT body_sealed FROM exchange_letter WHERE id = :id")
                        .param("id", several)
                        .query(String.class)
                        .optional()
                        .map(letter -> otherNode.open(letter, "exchange_letter", "370600" + several, "body_sealed")))
                .contains("{}");
        for (String row : List.of("exchange_letter WHERE id", "home_visit_result WHERE visit", "relative WHERE id")) {
            sql.sql("DELETE FROM " + row + " = :id").param("id", several).update();
        }
        String account = sql.sql("SELECT id FROM account WHERE login = 'li.na'")
                .query(String.class)
                .single();
        String sealed = sql.sql("SELECT name_sealed FROM account WHERE id = :id")
                .param("id", account)
                .query(String.class)
                .single();
        assertThat(otherNode.open(sealed, "account", account, "name")).isEqualTo("李娜");
    }

    @Test
    void everybodyIsFoundByHisNumberWhileAllIndexesAreMadeAnewAndNothingIsLeftOfTheOldKey() throws Exception {
        Visitor agent = office.as("li.na");
        Visitor clerk = office.as("zhao.min");
        CitizenId number = CitizenId.parse("370602190001010024");
        String account = accounts.visitor(number).orElseThrow();
        String mark = visitors.person(number);
        Actor declarer = accounts.actor(sql.sql("SELECT id FROM account WHERE login = 'zhao.min'")
                        .query(String.class)
                        .single())
                .orElseThrow();
        String relative = "{\"citizenId\": \"" + number.value() + "\"}";
        assertThat(clerk.post("/api/me/relatives", relative).statusCode()).isEqualTo(204);
        String feed =
                Caller.json(agent.post("/api/calendar-feed", "{}")).get("path").asString();
        List<String> old = List.of(
                new FieldCipher(keyring).blindIndex(number.value(), "id-no"),
                sql.sql("SELECT secret_index FROM calendar_feed WHERE account = :account")
                        .param("account", account)
                        .query(String.class)
                        .single());
        var over = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        String key;
        try {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                reading.add(readers.submit(() -> {
                    int read = 0;
                    do {
                        assertThat(accounts.visitor(number)).contains(account);
                        assertThat(visitors.person(number)).isEqualTo(mark);
                        assertThat(relatives.avoidedBy(declarer)).contains(account);
                        assertThat(office.caller.get(feed).statusCode()).isEqualTo(200);
                        assertThat(clerk.post("/api/me/relatives", relative).statusCode())
                                .isEqualTo(204);
                        read++;
                    } while (!over.get());
                    return read;
                }));
            }
            key = exchanged(Purpose.INDEX, Suite.GM);
            while (exchange.finished(key) == null) {
                indexes.indexAnew();
            }
            over.set(true);
            for (Future<Integer> reader : reading) {
                assertThat(reader.get()).isPositive();
            }
        } finally {
            over.set(true);
            readers.shutdownNow();
        }

        assertThat(new FieldCipher(keyring).blindIndexes(number.value(), "id-no"))
                .singleElement()
                .asString()
                .startsWith(keyring.last(Purpose.INDEX).generation() + ":");
        assertThat(accounts.visitor(number)).contains(account);
        assertThat(visitors.person(number)).isEqualTo(mark);
        assertThat(office.caller.get(feed).statusCode()).isEqualTo(200);
        assertThat(Office.read(clerk, "/api/me/relatives")).hasSize(1);
        assertThat(rowsWith(old)).isEmpty();
        sql.sql("DELETE FROM relative WHERE account_id = :id")
                .param("id", declarer.id())
                .update();
    }

    /** Columns in which one of these stands, alone or as a part. */
    private List<String> rowsWith(List<String> indexes) throws SQLException {
        var found = new ArrayList<String>();
        try (Connection connection = dataSource.getConnection();
                ResultSet column = connection
                        .getMetaData()
                        .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (column.next()) {
                String table = column.getString("TABLE_NAME");
                String name = column.getString("COLUMN_NAME");
                boolean text = List.of(Types.CHAR, Types.VARCHAR).contains(column.getInt("DATA_TYPE"))
                        && !table.equals("flyway_schema_history");
                for (String index : text ? indexes : List.<String>of()) {
                    int rows = sql.sql("SELECT COUNT(*) FROM %s WHERE %s LIKE :index".formatted(table, name))
                            .param("index", "%" + index + "%")
                            .query(Integer.class)
                            .single();
                    if (rows > 0) {
                        found.add(table + "." + name);
                    }
                }
            }
        }
        return found;
    }

    @Test
    void whatOneNodeWritesTheOtherLooksForAtEachMomentOfAnExchange() {
        try (TestDatabase database = TestDatabase.fresh()) {
            String master = Base64.getEncoder().encodeToString(new byte[32]);
            var time = new MovableClock("2026-08-03T01:00:00Z");
            var late = new MovableClock("2026-08-03T00:59:58Z");
            var one = new Keyring(database, time, master, "");
            var other = new Keyring(database, late, master, "");
            String before = new FieldCipher(one).blindIndex("x", "id-no");
            Known announced = one.announce(Purpose.INDEX);
            List<Keyring> nodes = List.of(one, other);
            for (int second = 0; second <= 180; second++) {
                if (second % 20 == 19) {
                    nodes.forEach(Keyring::read);
                }
                for (Keyring writer : nodes) {
                    String written = new FieldCipher(writer).blindIndex("x", "id-no");
                    for (Keyring reader : nodes) {
                        assertThat(new FieldCipher(reader).blindIndexes("x", "id-no"))
                                .as("second " + second)
                                .contains(written, before);
                    }
                    assertThat(new FieldCipher(writer).indexForms(before)).contains(written);
                }
                time.pass(Duration.ofSeconds(1));
                late.pass(Duration.ofSeconds(1));
            }
            assertThat(new FieldCipher(other).blindIndex("x", "id-no"))
                    .startsWith(announced.generation() + ":")
                    .hasSize(FieldCipher.INDEX_LENGTH);

            JdbcClient.create(database)
                    .sql("INSERT INTO vault_exchange (key_id, finished_at) VALUES (:key, '2026-08-03 01:03:00')")
                    .param("key", announced.id())
                    .update();
            nodes.forEach(Keyring::read);
            assertThat(new FieldCipher(one).blindIndexes("x", "id-no"))
                    .containsExactly(new FieldCipher(other).blindIndex("x", "id-no"));
            assertThat(new FieldCipher(new Keyring(database, time, master, "")).blindIndexes("x", "id-no"))
                    .containsExactly(new FieldCipher(other).blindIndex("x", "id-no"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"INDEX", "FIELD"})
    void aNodeThatIsKilledHalfWayLeavesEverythingReadableAndFoundAndAnotherFinishes(
            Purpose purpose, @TempDir Path folder) throws Exception {
        String master = Base64.getEncoder().encodeToString(new byte[32]);
        try (TestDatabase database = TestDatabase.fresh()) {
            Server server = null;
            try {
                String url = database.getJdbcUrl();
                if (url.startsWith("jdbc:h2:mem:")) {
                    server = Server.createTcpServer("-tcpPort", "0").start();
                    url = url.replace("jdbc:h2:", "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/")
                            + ";LOCK_TIMEOUT=60000";
                }
                var node = new ExchangingNode(url, master);
                JdbcClient rows = JdbcClient.create(database);
                List<String> ids = people(rows, node.cipher);
                Keyring.add(
                        rows,
                        new SecretKeySpec(new byte[32], "AES"),
                        purpose,
                        Suite.INTL,
                        2,
                        Instant.now().minus(Keyring.ANNOUNCED.multipliedBy(3)));
                node.keyring.read();
                String done = purpose == Purpose.INDEX
                        ? "id_no_index LIKE '2:%'"
                        : "name_sealed LIKE '" + node.keyring.last(purpose).id() + ":%'";

                killedHalfWay(purpose, database, rows, done, folder, url, master);

                assertThat(count(rows, "SELECT COUNT(*) FROM account WHERE " + done))
                        .isBetween(1, PEOPLE - 1);
                assertThat(node.hasFinished(purpose)).isFalse();
                everybodyIsThere(rows, node.cipher, ids);
                var anotherNode = new ExchangingNode(url, master);
                everybodyIsThere(rows, anotherNode.cipher, ids);
                while (!anotherNode.hasFinished(purpose)) {
                    anotherNode.exchange(purpose);
                }
                assertThat(count(rows, "SELECT COUNT(*) FROM account WHERE " + done))
                        .isEqualTo(PEOPLE);
                everybodyIsThere(rows, anotherNode.cipher, ids);
                everybodyIsThere(rows, node.cipher, ids);
            } finally {
                if (server != null) {
                    server.stop();
                }
            }
        }
    }

    /** Somebody works on a row in the middle, so the node has done a part and has begun what it cannot end. */
    private static void killedHalfWay(
            Purpose purpose,
            TestDatabase database,
            JdbcClient rows,
            String done,
            Path folder,
            String url,
            String master)
            throws Exception {
        String locked = rows.sql(
                        purpose == Purpose.INDEX
                                ? "SELECT account_id FROM relative ORDER BY id_no_index LIMIT 1 OFFSET 420"
                                : "SELECT id FROM account ORDER BY id LIMIT 1 OFFSET 420")
                .query(String.class)
                .single();
        // Indexes go one by one, seals in bites of 200.
        int before = purpose == Purpose.INDEX ? 420 : 400;
        Path said = folder.resolve("said");
        try (Connection somebody = database.getConnection()) {
            somebody.setAutoCommit(false);
            try (var lock = somebody.prepareStatement(
                    purpose == Purpose.INDEX
                            ? "SELECT * FROM relative WHERE account_id = ? FOR UPDATE"
                            : "SELECT * FROM account WHERE id = ? FOR UPDATE")) {
                lock.setString(1, locked);
                lock.executeQuery().close();
            }
            Process node = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ExchangingNode.class.getName(),
                            url,
                            master,
                            purpose.name())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                while (count(rows, "SELECT COUNT(*) FROM account WHERE " + done) < before) {
                    assertThat(node.isAlive()).as(() -> read(said)).isTrue();
                    LockSupport.parkNanos(20_000_000);
                }
                // Time to come to the row, so that what is killed is mostly a change that has begun.
                assertThat(node.waitFor(200, TimeUnit.MILLISECONDS))
                        .as(() -> read(said))
                        .isFalse();
            } finally {
                node.destroyForcibly().waitFor();
                somebody.rollback();
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(JdbcClient rows, String query) {
        return rows.sql(query).query(Integer.class).single();
    }

    /** Each has declared himself. */
    private static List<String> people(JdbcClient rows, FieldCipher cipher) {
        rows.sql("CREATE INDEX ix_account_number ON account (id_no_index)").update();
        rows.sql("CREATE INDEX ix_relative_number ON relative (id_no_index)").update();
        var ids = new ArrayList<String>();
        for (int i = 0; i < PEOPLE; i++) {
            String id = UUID.randomUUID().toString();
            rows.sql("""
                            INSERT INTO account (id, login, password, roles, name_sealed, id_no_index, enabled, created_at, version)
                            VALUES (:id, :id, '', '', :name, :index, TRUE, '2020-01-02 03:04:05', 0)
                            """)
                    .param("id", id)
                    .param("name", cipher.seal("name of " + id, "account", id, "name"))
                    .param("index", cipher.blindIndex("number of " + id, "id-no"))
                    .update();
            rows.sql("""
                            INSERT INTO relative (account_id, id_no_index, id, id_no_sealed, declared_at)
                            VALUES (:id, :index, :id, :number, '2020-01-02 03:04:05')
                            """)
                    .param("id", id)
                    .param("index", cipher.blindIndex("number of " + id, "id-no"))
                    .param("number", cipher.seal("number of " + id, "relative", id, "id_no"))
                    .update();
            ids.add(id);
        }
        return ids;
    }

    /** Found by his number, in both tables by the same index, and read. */
    private static void everybodyIsThere(JdbcClient rows, FieldCipher cipher, List<String> ids) {
        for (String id : ids) {
            assertThat(rows.sql("""
                                    SELECT a.name_sealed, r.id_no_sealed
                                    FROM account a JOIN relative r ON r.id_no_index = a.id_no_index
                                    WHERE a.id_no_index IN (:indexes)
                                    """)
                            .param("indexes", cipher.blindIndexes("number of " + id, "id-no"))
                            .query((row, i) -> cipher.open(row.getString(1), "account", id, "name") + ", "
                                    + cipher.open(row.getString(2), "relative", id, "id_no"))
                            .list())
                    .containsExactly("name of " + id + ", number of " + id);
        }
    }

    /** In tables whose key has two parts. */
    private String rowsOfSeveralKeys() {
        String id = UUID.randomUUID().toString();
        var cipher = new FieldCipher(keyring);
        sql.sql("""
                        INSERT INTO exchange_letter
                            (id, sender, receiver, kind, reference, case_id, body_sealed, body_hash, created_at)
                        VALUES (:id, '370600', '370200', 'RESULT', '', '', :sealed, '', '2020-01-02 03:04:05')
                        """)
                .param("id", id)
                .param("sealed", cipher.seal("{}", "exchange_letter", "370600" + id, "body_sealed"))
                .update();
        sql.sql("INSERT INTO home_visit_result (visit, item, done, note_sealed) VALUES (:id, 'A01', TRUE, :sealed)")
                .param("id", id)
                .param("sealed", cipher.seal("x", "home_visit_result", id + "A01", "note"))
                .update();
        sql.sql("""
                        INSERT INTO relative (account_id, id_no_index, id, id_no_sealed, declared_at)
                        VALUES ('nobody', '', :id, :sealed, '2020-01-02 03:04:05')
                        """)
                .param("id", id)
                .param("sealed", cipher.seal("370602190001010016", "relative", id, "id_no"))
                .update();
        return id;
    }

    /** A further key that was announced long ago. */
    private String exchanged(Purpose purpose, Suite suite) {
        SecretKey master = MasterKey.find(configured, url(), home, false);
        String id = Keyring.add(
                JdbcClient.create(dataSource),
                master,
                purpose,
                suite,
                keyring.last(purpose).generation() + 1,
                clock.instant().minus(Keyring.ANNOUNCED.multipliedBy(3)));
        keyring.read();
        return id;
    }

    private String url() {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSecurityAdministratorExchangesAKeyAndNoOtherBefore() {
        Visitor security = office.as("security");
        String body = "{\"purpose\": \"TOKEN\"}";
        assertThat(office.as("system").post("/api/keys", body).statusCode()).isEqualTo(403);
        assertThat(security.post("/api/keys", "{}").statusCode()).isEqualTo(422);

        JsonNode announced = Caller.json(security.post("/api/keys", body));
        assertThat(announced.get("generation").asInt()).isEqualTo(2);
        assertThat(security.post("/api/keys", body).statusCode()).isEqualTo(409);
        assertThat(Office.read(security, "/api/keys").findValuesAsString("id"))
                .contains(announced.get("id").asString());
        assertThat(keyring.signingKey(Purpose.TOKEN).id())
                .isNotEqualTo(announced.get("id").asString());
        assertThat(security.get("/api/me").statusCode()).isEqualTo(200);
    }
}
