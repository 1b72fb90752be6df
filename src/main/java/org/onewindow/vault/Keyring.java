package org.onewindow.vault;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.onewindow.shared.Times;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data keys of the office, unwrapped once at the start. Missing ones are made then; when several nodes start together
 * on an empty table, one makes them and the others take over what it made.
 */
@Component
@DependsOnDatabaseInitialization
public class Keyring {

    /** What a key is for; no key serves two purposes. */
    public enum Purpose {
        /** Seals fields: AES-256. */
        FIELD,
        /** Makes blind indexes: HMAC-SHA-256. */
        INDEX,
        /** Signs access tokens: EC P-256. */
        TOKEN,
        /** Signs passes: EC P-256. */
        PASS,
        /** Signs electronic certificates: EC P-256. */
        CERTIFICATE,
        /** Signs checkpoints of the audit: EC P-256. */
        AUDIT;

        boolean signs() {
            return this == TOKEN || this == PASS || this == CERTIFICATE || this == AUDIT;
        }
    }

    private record Row(String id, Purpose purpose, int generation, String wrapped, String publicPart) {

        /** Binds all columns together: an altered or exchanged one keeps the key from opening. */
        String context() {
            return "vault_key|" + id + "|" + purpose + "|" + generation + "|" + publicPart;
        }
    }

    /** Either a secret or a pair, by purpose. */
    private record DataKey(Purpose purpose, SecretKey secret, KeyPair pair) {}

    private static final int ATTEMPTS = 10;

    /** By id, the oldest first. */
    private final Map<String, DataKey> keys = new LinkedHashMap<>();

    /**
     * @param masterKey 32 bytes in Base64; may be empty with the embedded database
     * @param home where {@code master.key} is kept if there is no other
     * @throws MasterKeyException when the master key is missing, unusable or not the one of this database
     */
    public Keyring(
            DataSource dataSource,
            Clock clock,
            @Value("${onewindow.vault.master-key:}") String masterKey,
            @Value("${onewindow.home}") String home) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        List<Row> rows = rows(jdbc);
        SecretKey master = MasterKey.find(masterKey, url(dataSource), Path.of(home), rows.isEmpty());
        rows.forEach(row -> keys.put(row.id(), unwrap(row, master)));
        TransactionTemplate together = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        for (int attempt = 1; !missing().isEmpty(); attempt++) {
            try {
                // All in one transaction, so that nodes with different master keys cannot each make a part.
                together.executeWithoutResult(
                        status -> missing().forEach(purpose -> add(jdbc, master, purpose, 1, clock.instant())));
            } catch (DuplicateKeyException otherNodeWasFirst) {
                // Its keys are read below.
            } catch (PessimisticLockingFailureException otherNodeIsAtIt) {
                // MySQL breaks a deadlock of inserts in favour of one, which may still be at work when the others read.
                if (attempt == ATTEMPTS) {
                    throw otherNodeIsAtIt;
                }
            }
            rows(jdbc).forEach(row -> keys.put(row.id(), unwrap(row, master)));
        }
    }

    private List<Purpose> missing() {
        return Arrays.stream(Purpose.values())
                .filter(purpose -> keys.values().stream().noneMatch(key -> key.purpose() == purpose))
                .toList();
    }

    /** The newest pair of a purpose. */
    public SigningKey signingKey(Purpose purpose) {
        String id = newest(purpose);
        return new SigningKey(id, signing(purpose, keys.get(id)).pair());
    }

    /** All public keys of a purpose by key id, for whoever checks a signature. */
    public Map<String, PublicKey> publicKeys(Purpose purpose) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().purpose() == purpose)
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> signing(purpose, entry.getValue()).pair().getPublic()));
    }

    private static DataKey signing(Purpose purpose, DataKey key) {
        if (!purpose.signs()) {
            throw new IllegalArgumentException(purpose + " does not sign");
        }
        return key;
    }

    /** Id of the key of the highest generation. */
    String newest(Purpose purpose) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().purpose() == purpose)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("no key for " + purpose))
                .getKey();
    }

    /** {@code null} when there is no such key of that purpose. */
    SecretKey secret(String id, Purpose purpose) {
        DataKey key = keys.get(id);
        return key == null || key.purpose() != purpose ? null : key.secret();
    }

    /**
     * Makes a key.
     *
     * @throws DuplicateKeyException when that generation is there already
     */
    static void add(JdbcClient jdbc, SecretKey master, Purpose purpose, int generation, Instant now) {
        byte[] secret = new byte[32];
        Aes.RANDOM.nextBytes(secret);
        String id = HexFormat.of().toHexDigits(Aes.RANDOM.nextInt());
        String publicPart = null;
        if (purpose.signs()) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), Aes.RANDOM);
                KeyPair pair = generator.generateKeyPair();
                secret = pair.getPrivate().getEncoded();
                publicPart = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("P-256 is missing on this platform", e);
            }
        }
        String context = new Row(id, purpose, generation, null, publicPart).context();
        jdbc.sql("""
                        INSERT INTO vault_key (id, purpose, generation, wrapped, public_part, created_at)
                        VALUES (:id, :purpose, :generation, :wrapped, :publicPart, :now)
                        """)
                .param("id", id)
                .param("purpose", purpose.name())
                .param("generation", generation)
                .param("wrapped", Aes.seal(master, secret, context))
                .param("publicPart", publicPart)
                .param("now", Times.sql(now))
                .update();
    }

    private static List<Row> rows(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT id, purpose, generation, wrapped, public_part
                          FROM vault_key
                         ORDER BY generation, id
                        """)
                .query((row, n) -> new Row(
                        row.getString("id"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getInt("generation"),
                        row.getString("wrapped"),
                        row.getString("public_part")))
                .list();
    }

    private static DataKey unwrap(Row row, SecretKey master) {
        try {
            byte[] secret = Aes.open(master, row.wrapped(), row.context());
            if (!row.purpose().signs()) {
                String algorithm = row.purpose() == Purpose.INDEX ? "HmacSHA256" : "AES";
                return new DataKey(row.purpose(), new SecretKeySpec(secret, algorithm), null);
            }
            KeyFactory factory = KeyFactory.getInstance("EC");
            byte[] publicPart = Base64.getDecoder().decode(row.publicPart());
            return new DataKey(
                    row.purpose(),
                    null,
                    new KeyPair(
                            factory.generatePublic(new X509EncodedKeySpec(publicPart)),
                            factory.generatePrivate(new PKCS8EncodedKeySpec(secret))));
        } catch (GeneralSecurityException e) {
            throw new MasterKeyException(
                    "The master key does not open data key " + row.id() + " (" + row.purpose()
                            + "): it is not the one of this database, or the row was altered.",
                    "Start with the master key this database was first started with.",
                    e);
        }
    }

    private static String url(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }
}
