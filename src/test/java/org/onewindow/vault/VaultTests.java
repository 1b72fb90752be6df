package org.onewindow.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring.Purpose;
import org.onewindow.workflow.V0001__EngineSchema;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

class VaultTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-03T01:00:00Z"), ZoneOffset.UTC);
    private static final String MASTER = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER =
            Base64.getEncoder().encodeToString("another master key of 32 bytes..".getBytes(StandardCharsets.US_ASCII));
    private static final String URL = "jdbc:h2:mem:x";

    @TempDir
    private Path home;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Keyring keyring(String master) {
        return new Keyring(database, CLOCK, master, home.toString());
    }

    private void announcedLongAgo(SecretKey master, Purpose purpose) {
        Instant then = CLOCK.instant().minus(Keyring.ANNOUNCED);
        Keyring.add(JdbcClient.create(database), master, purpose, Suite.INTL, 2, then);
    }

    private FieldCipher cipher() {
        return new FieldCipher(keyring(MASTER));
    }

    private List<String> purposes() {
        return JdbcClient.create(database)
                .sql("SELECT purpose FROM vault_key ORDER BY purpose")
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "370602190001010016", "𠮷田·买买提", "a|b:c\n\u0000"})
    void opensWhatItSealed(String plain) {
        FieldCipher cipher = cipher();
        String sealed = cipher.seal(plain, "account", "1", "name");

        assertThat(sealed).matches("[0-9a-f]{8}:[A-Za-z0-9+/]+=*");
        assertThat(cipher.open(sealed, "account", "1", "name")).isEqualTo(plain);
        assertThat(cipher().open(sealed, "account", "1", "name")).isEqualTo(plain);
        assertThat(cipher.seal(plain, "account", "1", "name")).isNotEqualTo(sealed);
    }

    @Test
    void keepsNull() {
        FieldCipher cipher = cipher();
        assertThat(cipher.seal(null, "account", "1", "name")).isNull();
        assertThat(cipher.open(null, "account", "1", "name")).isNull();
        assertThat(cipher.blindIndex(null, "citizen-id")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"account, 2, name", "account, 1, phone", "agent, 1, name"})
    void refusesAValueMovedToAnotherPlace(String table, String row, String column) {
        FieldCipher cipher = cipher();
        String sealed = cipher.seal("370602190001010016", "account", "1", "name");

        assertThatThrownBy(() -> cipher.open(sealed, table, row, column))
                .isInstanceOf(BrokenSeal.class)
                .hasMessageContainingAll(table, row, column)
                .hasMessageNotContaining("370602190001010016");
    }

    @Test
    void refusesAValueWithAnyByteAltered() {
        FieldCipher cipher = cipher();
        String sealed = cipher.seal("370602190001010016", "account", "1", "name");
        String id = sealed.substring(0, 9);
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(9));
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            String value = id + Base64.getEncoder().encodeToString(altered);
            assertThatThrownBy(() -> cipher.open(value, "account", "1", "name")).isInstanceOf(BrokenSeal.class);
        }
    }

    @Test
    void refusesWhatWasNeverSealed() {
        Keyring keyring = keyring(MASTER);
        FieldCipher cipher = new FieldCipher(keyring);
        String field = keyring.newest(Purpose.FIELD);
        for (String value : List.of(
                "",
                "370602190001010016",
                ":",
                field + ":",
                field + ":AAAA",
                field + ":not base64",
                "00000000:AAAA",
                keyring.newest(Purpose.INDEX) + ":" + "AAAA".repeat(16),
                keyring.newest(Purpose.PASS) + ":" + "AAAA".repeat(16))) {
            assertThatThrownBy(() -> cipher.open(value, "account", "1", "name"))
                    .as(value)
                    .isInstanceOf(BrokenSeal.class);
        }
    }

    @Test
    void findsEqualValuesByTheirBlindIndex() {
        String index = cipher().blindIndex("370602190001010016", "citizen-id");

        assertThat(index).matches("[0-9a-f]{32}");
        assertThat(cipher().blindIndex("370602190001010016", "citizen-id")).isEqualTo(index);
        assertThat(cipher().blindIndex("370602190001010024", "citizen-id")).isNotEqualTo(index);
        assertThat(cipher().blindIndex("370602190001010016", "mobile")).isNotEqualTo(index);
        try (TestDatabase other = TestDatabase.fresh()) {
            Keyring elsewhere = new Keyring(other, CLOCK, MASTER, home.toString());
            assertThat(new FieldCipher(elsewhere).blindIndex("370602190001010016", "citizen-id"))
                    .isNotEqualTo(index);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "PASS"})
    void twoNodesSignAndCheckWithTheSameKeys(Purpose purpose) throws Exception {
        SigningKey key = keyring(MASTER).signingKey(purpose);
        byte[] signature = sign(key.pair().getPrivate());

        Keyring other = keyring(MASTER);
        assertThat(other.publicKeys(purpose)).containsOnlyKeys(key.id());
        assertThat(verifies(other.publicKeys(purpose).get(key.id()), signature)).isTrue();
        assertThat(verifies(other.signingKey(purpose).pair().getPublic(), signature))
                .isTrue();
    }

    @Test
    void keepsPurposesApart() {
        Keyring keyring = keyring(MASTER);

        assertThat(keyring.publicKeys(Purpose.PASS))
                .doesNotContainKey(keyring.signingKey(Purpose.TOKEN).id());
        assertThatThrownBy(() -> keyring.signingKey(Purpose.FIELD)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keyring.publicKeys(Purpose.INDEX)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesOneKeyPerPurposeWhenFourNodesStartTogether() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<FieldCipher>> starting = new ArrayList<>();
            Callable<FieldCipher> start = () -> {
                together.await();
                return cipher();
            };
            for (int i = 0; i < 4; i++) {
                starting.add(nodes.submit(start));
            }
            String sealed = starting.get(0).get().seal("370602190001010016", "account", "1", "name");
            for (Future<FieldCipher> node : starting) {
                assertThat(node.get().open(sealed, "account", "1", "name")).isEqualTo("370602190001010016");
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(purposes()).containsExactly("AUDIT", "CERTIFICATE", "EXCHANGE", "FIELD", "INDEX", "PASS", "TOKEN");
    }

    @Test
    void sealsWithTheNewestGenerationAndOpensTheOlder() {
        Keyring first = keyring(MASTER);
        String older = new FieldCipher(first).seal("old", "account", "1", "name");
        SecretKey master = MasterKey.find(MASTER, URL, home, false);
        announcedLongAgo(master, Purpose.FIELD);
        announcedLongAgo(master, Purpose.PASS);

        Keyring second = keyring(MASTER);
        FieldCipher cipher = new FieldCipher(second);
        assertThat(second.newest(Purpose.FIELD)).isNotEqualTo(first.newest(Purpose.FIELD));
        assertThat(cipher.seal("new", "account", "1", "name")).startsWith(second.newest(Purpose.FIELD) + ":");
        assertThat(cipher.open(older, "account", "1", "name")).isEqualTo("old");
        assertThat(second.publicKeys(Purpose.PASS))
                .containsOnlyKeys(
                        first.signingKey(Purpose.PASS).id(),
                        second.signingKey(Purpose.PASS).id())
                .hasSize(2);
        assertThatThrownBy(() -> announcedLongAgo(master, Purpose.PASS)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void refusesToStartWithAnotherMasterKeyAndMakesNothing() {
        keyring(MASTER);
        JdbcClient.create(database)
                .sql("DELETE FROM vault_key WHERE purpose = 'PASS'")
                .update();

        assertThatThrownBy(() -> keyring(OTHER))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("does not open data key")
                .hasMessageNotContaining(OTHER);
        assertThat(purposes()).containsExactly("AUDIT", "CERTIFICATE", "EXCHANGE", "FIELD", "INDEX", "TOKEN");
    }

    @Test
    void makesALaterAddedPurposeOnTheNextStart() {
        keyring(MASTER);
        JdbcClient.create(database)
                .sql("DELETE FROM vault_key WHERE purpose = 'PASS'")
                .update();

        assertThat(keyring(MASTER).publicKeys(Purpose.PASS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE vault_key SET generation = 9 WHERE purpose = 'FIELD'",
                "UPDATE vault_key SET id = 'ffffffff' WHERE purpose = 'INDEX'",
                "UPDATE vault_key SET public_part = :public WHERE purpose = 'PASS'",
                "UPDATE vault_key SET generation = 2, purpose = 'TOKEN' WHERE purpose = 'PASS'",
            })
    void refusesToStartOnAnAlteredKeyTable(String change) {
        byte[] strange =
                keyring(MASTER).signingKey(Purpose.TOKEN).pair().getPublic().getEncoded();
        assertThat(JdbcClient.create(database)
                        .sql(change)
                        .param("public", Base64.getEncoder().encodeToString(strange))
                        .update())
                .isOne();

        assertThatThrownBy(() -> keyring(MASTER)).isInstanceOf(MasterKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "not base64!", "AAAA"})
    void refusesAMasterKeyOfTheWrongForm(String master) {
        assertThatThrownBy(() -> keyring(master))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("is not 32 bytes in Base64")
                .hasMessageNotContaining(master);
        assertThat(purposes()).isEmpty();
    }

    @Test
    void makesTheMasterKeyOnceBesideTheEmbeddedDatabase() throws Exception {
        Path file = home.resolve("one/master.key");
        SecretKey made = MasterKey.find("", URL, file.getParent(), true);

        assertThat(MasterKey.find(" ", URL, file.getParent(), true)).isEqualTo(made);
        assertThat(MasterKey.find("", URL, file.getParent(), false)).isEqualTo(made);
        assertThat(MasterKey.find(Files.readString(file) + "\n", "jdbc:mysql://x/y", home, false))
                .isEqualTo(made);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file))
                    .isEqualTo(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    @Test
    void makesNoSecondMasterKeyForADatabaseThatHasKeys() {
        assertThatThrownBy(() -> MasterKey.find("", URL, home, false))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("is gone");
        assertThat(home).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://127.0.0.1/permit", "jdbc:h2:tcp://127.0.0.1/permit", "jdbc:h2:ssl://x/y"})
    void makesUpNoMasterKeyForADatabaseServer(String url) {
        MasterKeyException refusal =
                catchThrowableOfType(MasterKeyException.class, () -> MasterKey.find("", url, home, true));

        assertThat(home).isEmptyDirectory();
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, name, needsMore) -> {});
        assertThat(analyzers)
                .filteredOn(MasterKeyFailureAnalyzer.class::isInstance)
                .singleElement()
                .satisfies(analyzer -> {
                    var analysis = analyzer.analyze(new IllegalStateException("wrapped", refusal));
                    assertThat(analysis.getDescription()).startsWith("No master key is set");
                    assertThat(analysis.getAction()).contains("onewindow.vault.master-key");
                });
    }

    @Test
    void readsTheKeysAfterTheMigrationsOfTheSameStart() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withBean(Clock.class, () -> CLOCK)
                .withUserConfiguration(V0001__EngineSchema.class, FieldCipher.class, Keyring.class)
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=MySQL",
                        "onewindow.home=" + home)
                .run(context -> {
                    FieldCipher cipher = context.getBean(FieldCipher.class);
                    assertThat(cipher.open(cipher.seal("x", "a", "1", "b"), "a", "1", "b"))
                            .isEqualTo("x");
                    assertThat(home.resolve("master.key")).exists();
                });
    }

    private static byte[] sign(PrivateKey key) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update((byte) 1);
        return signature.sign();
    }

    private static boolean verifies(PublicKey key, byte[] signature) throws Exception {
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(key);
        check.update((byte) 1);
        return check.verify(signature);
    }
}
