package org.onewindow.vault;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.onewindow.shared.Times;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The data keys of the office. Missing ones are made at the start; when several nodes start together on an empty table, one
 * makes them and the others take over what it made. A further key of a purpose is announced first: each node reads it within
 * {@value #READ_EVERY}, and all use it from {@link #ANNOUNCED} after it was made, so that no node meets what it cannot open.
 * Older keys go on opening, and checking, what they made.
 */
@Component
@DependsOnDatabaseInitialization
public class Keyring {

    /** What a key is for; no key serves two purposes. */
    public enum Purpose {
        /** Seals fields: AES-256, or SM4. */
        FIELD,
        /** Makes blind indexes: HMAC with SHA-256, or SM3. */
        INDEX,
        /** Signs access tokens: EC P-256. */
        TOKEN,
        /** Signs passes: EC P-256. */
        PASS,
        /** Signs electronic certificates: EC P-256. */
        CERTIFICATE,
        /** Signs checkpoints of the audit: EC P-256, or SM2. */
        AUDIT,
        /** Signs letters to other cities: EC P-256. */
        EXCHANGE;

        boolean signs() {
            return this != FIELD && this != INDEX;
        }

        /** Whether the office's suite decides on the algorithm, and not those who check outside of it. */
        private boolean ofTheSuite() {
            return !signs() || this == AUDIT;
        }
    }

    /** @param usedFrom from then on it is the one that seals, indexes or signs */
    record Known(String id, Purpose purpose, int generation, Instant usedFrom) {}

    static final Duration ANNOUNCED = Duration.ofMinutes(1);
    private static final String READ_EVERY = "PT20S";

    private record Row(
            String id, Purpose purpose, int generation, String wrapped, String publicPart, Instant createdAt) {

        /** Binds all columns together: an altered or exchanged one keeps the key from opening. */
        String context() {
            return "vault_key|" + id + "|" + purpose + "|" + generation + "|" + publicPart;
        }
    }

    /** Either a secret or a pair, by purpose. */
    private record DataKey(Known known, SecretKey secret, KeyPair pair) {

        Purpose purpose() {
            return known.purpose();
        }
    }

    private static final int ATTEMPTS = 10;

    private final JdbcClient jdbc;
    private final SecretKey master;
    /** Opens what another node, or an earlier start, has wrapped; {@code null} outside an exchange. */
    private final SecretKey otherMaster;

    private final Suite suite;
    private final Clock clock;

    /** By id, the oldest first; replaced as a whole. */
    private volatile Map<String, DataKey> keys = Map.of();

    /** Ids of keys of which nothing older is left in any row. */
    private volatile Set<String> exchanged = Set.of();

    /** With the algorithms of the Java platform. */
    public Keyring(DataSource dataSource, Clock clock, String masterKey, String home) {
        this(dataSource, clock, masterKey, "", home, Suite.INTL.name());
    }

    /**
     * @param suite {@code intl} or {@code gm}, of keys that are made from now on; where the newest one that seals is of another, one of this is announced
     * @param masterKey 32 bytes in Base64; may be empty with the embedded database
     * @param otherMasterKey empty, or during its exchange the one before or the one to come; what it has wrapped is wrapped anew
     * @param home where {@code master.key} is kept if there is no other
     * @throws MasterKeyException when the master key is missing, unusable or not the one of this database
     */
    @Autowired
    Keyring(
            DataSource dataSource,
            Clock clock,
            @Value("${onewindow.vault.master-key:}") String masterKey,
            @Value("${onewindow.vault.other-master-key:}") String otherMasterKey,
            @Value("${onewindow.home}") String home,
            @Value("${onewindow.vault.suite:intl}") String suite) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
        this.suite = Suite.valueOf(suite.toUpperCase(Locale.ROOT));
        List<Row> rows = rows(jdbc);
        master = MasterKey.find(masterKey, url(dataSource), Path.of(home), rows.isEmpty());
        otherMaster =
                otherMasterKey.isBlank() ? null : MasterKey.find(otherMasterKey, url(dataSource), Path.of(home), false);
        take(rows);
        TransactionTemplate together = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        if (otherMaster != null) {
            together.executeWithoutResult(status -> rows.forEach(this::wrapAnew));
        }
        for (int attempt = 1; !missing().isEmpty(); attempt++) {
            try {
                // All in one transaction, so that nodes with different master keys cannot each make a part.
                together.executeWithoutResult(status ->
                        missing().forEach(purpose -> add(jdbc, master, purpose, this.suite, 1, clock.instant())));
            } catch (DuplicateKeyException otherNodeWasFirst) {
                // Its keys are read below.
            } catch (PessimisticLockingFailureException otherNodeIsAtIt) {
                // MySQL breaks a deadlock of inserts in favour of one, which may still be at work when the others read.
                if (attempt == ATTEMPTS) {
                    throw otherNodeIsAtIt;
                }
            }
            read();
        }
        for (Purpose purpose : List.of(Purpose.FIELD, Purpose.INDEX, Purpose.AUDIT)) {
            if (Suite.of(last(purpose).id()) != this.suite) {
                try {
                    announce(purpose);
                } catch (DuplicateKeyException otherNodeWasFirst) {
                    // Its key is read soon.
                }
            }
        }
    }

    /** Of two nodes that do so at once the second finds nothing to change. */
    private void wrapAnew(Row row) {
        try {
            Aes.open(master, row.wrapped(), row.context());
        } catch (GeneralSecurityException wrappedByTheOther) {
            jdbc.sql("UPDATE vault_key SET wrapped = :anew WHERE id = :id AND wrapped = :wrapped")
                    .param("anew", Aes.seal(master, secret(row), row.context()))
                    .param("id", row.id())
                    .param("wrapped", row.wrapped())
                    .update();
        }
    }

    /** @throws MasterKeyException when no master key opens it */
    private byte[] secret(Row row) {
        try {
            return Aes.open(master, row.wrapped(), row.context());
        } catch (GeneralSecurityException notByThis) {
            try {
                if (otherMaster != null) {
                    return Aes.open(otherMaster, row.wrapped(), row.context());
                }
            } catch (GeneralSecurityException norByTheOther) {
                notByThis.addSuppressed(norByTheOther);
            }
            throw new MasterKeyException(
                    "The master key does not open data key " + row.id() + " (" + row.purpose()
                            + "): it is not the one of this database, or the row was altered.",
                    "Start with the master key this database was first started with, or the one it was exchanged for.",
                    notByThis);
        }
    }

    /** Takes in what other nodes have announced. */
    @Scheduled(fixedDelayString = READ_EVERY, initialDelayString = READ_EVERY)
    void read() {
        take(rows(jdbc));
    }

    private synchronized void take(List<Row> rows) {
        var known = new LinkedHashMap<String, DataKey>();
        rows.forEach(row -> {
            DataKey before = keys.get(row.id());
            known.put(row.id(), before == null ? unwrap(row) : before);
        });
        keys = known;
        exchanged = Set.copyOf(jdbc.sql("SELECT key_id FROM vault_exchange")
                .query(String.class)
                .list());
    }

    /**
     * Makes the next key of a purpose.
     *
     * @throws DuplicateKeyException when another node does so at the same time
     */
    Known announce(Purpose purpose) {
        int generation = last(purpose).generation() + 1;
        Instant now = Times.toMillis(clock.instant());
        String id = add(jdbc, master, purpose, suite, generation, now);
        return new Known(id, purpose, generation, now.plus(ANNOUNCED));
    }

    /** The keys of blind indexes, the first one first. */
    List<Known> indexing() {
        return of(Purpose.INDEX).toList();
    }

    /** How many of {@link #indexing()} have nothing left in any row, because a later one has taken its place. */
    int outdatedIndexes() {
        int outdated = 0;
        List<Known> all = indexing();
        for (int i = 0; i < all.size(); i++) {
            outdated = exchanged.contains(all.get(i).id()) ? i : outdated;
        }
        return outdated;
    }

    /** All keys of all purposes, the oldest first. */
    List<Known> known() {
        return keys.values().stream().map(DataKey::known).toList();
    }

    /** The last that was made, in use or not. */
    Known last(Purpose purpose) {
        return of(purpose).reduce((older, newer) -> newer).orElseThrow();
    }

    private Stream<Known> of(Purpose purpose) {
        return keys.values().stream().map(DataKey::known).filter(key -> key.purpose() == purpose);
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

    /** Id of the key that is used: of the highest generation that was announced long enough. The first needs no announcement. */
    String newest(Purpose purpose) {
        return of(purpose)
                .filter(this::isUsed)
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new IllegalStateException("no key for " + purpose))
                .id();
    }

    /** Whether it was announced long enough. */
    boolean isUsed(Known key) {
        return key.generation() == 1 || !key.usedFrom().isAfter(clock.instant());
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
    static String add(JdbcClient jdbc, SecretKey master, Purpose purpose, Suite suite, int generation, Instant now) {
        byte[] secret = new byte[purpose == Purpose.FIELD ? suite.keyBytes() : 32];
        Aes.RANDOM.nextBytes(secret);
        Suite used = purpose.ofTheSuite() ? suite : Suite.INTL;
        String id = used.mark() + HexFormat.of().toHexDigits(Aes.RANDOM.nextInt());
        String publicPart = null;
        if (purpose.signs()) {
            KeyPair pair = used.newPair();
            secret = pair.getPrivate().getEncoded();
            publicPart = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        }
        String context = new Row(id, purpose, generation, null, publicPart, null).context();
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
        return id;
    }

    private static List<Row> rows(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT id, purpose, generation, wrapped, public_part, created_at
                          FROM vault_key
                         ORDER BY generation, id
                        """)
                .query((row, n) -> new Row(
                        row.getString("id"),
                        Purpose.valueOf(row.getString("purpose")),
                        row.getInt("generation"),
                        row.getString("wrapped"),
                        row.getString("public_part"),
                        Times.instant(row, "created_at")))
                .list();
    }

    private DataKey unwrap(Row row) {
        byte[] secret = secret(row);
        var known = new Known(
                row.id(), row.purpose(), row.generation(), row.createdAt().plus(ANNOUNCED));
        Suite suite = Suite.of(row.id());
        if (!row.purpose().signs()) {
            String algorithm = row.purpose() == Purpose.INDEX ? suite.mac() : suite.cipher();
            return new DataKey(known, new SecretKeySpec(secret, algorithm), null);
        }
        try {
            KeyFactory factory = suite.keyFactory();
            byte[] publicPart = Base64.getDecoder().decode(row.publicPart());
            return new DataKey(
                    known,
                    null,
                    new KeyPair(
                            factory.generatePublic(new X509EncodedKeySpec(publicPart)),
                            factory.generatePrivate(new PKCS8EncodedKeySpec(secret))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the pair of key " + row.id() + " cannot be read", e);
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
