package org.onewindow.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.onewindow.journey.Office;
import org.onewindow.journey.Visitor;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
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

    private final Office office;
    private final Keyring keyring;
    private final KeyExchange exchange;
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
            DataSource dataSource,
            JdbcClient sql,
            Clock clock,
            Environment environment) {
        office = new Office(port);
        this.keyring = keyring;
        this.exchange = exchange;
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
            key = exchanged(Suite.GM);
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
    private String exchanged(Suite suite) {
        SecretKey master = MasterKey.find(configured, url(), home, false);
        String id = Keyring.add(
                JdbcClient.create(dataSource),
                master,
                Purpose.FIELD,
                suite,
                keyring.last(Purpose.FIELD).generation() + 1,
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
        assertThat(security.post("/api/keys", "{\"purpose\": \"INDEX\"}").statusCode())
                .isEqualTo(422);

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
