package org.onewindow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.audit.AuditChain.Fault;
import org.onewindow.audit.AuditChain.Finding;
import org.onewindow.audit.AuditChain.Verdict;
import org.onewindow.audit.AuditRepository.Head;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring;
import org.onewindow.vault.Vaults;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever alters what was written down is found out, and where. */
class AuditChainTests {

    private static final Instant MORNING = Instant.parse("2026-11-24T01:00:00Z");
    private static final Actor CLERK = new Actor("clerk-1", Set.of(Role.CLERK), "YT.JJ.ZF");

    @TempDir
    private Path home;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient sql = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final AuditRepository records = new AuditRepository(sql);
    private final Audit audit = new Audit(records);
    private final AuditChain chain = new AuditChain(records);
    private final MovableClock clock = new MovableClock(MORNING.toString());

    private Keyring keyring;
    private Checkpoints checkpoints;

    @BeforeEach
    void openTheOffice() {
        keyring = new Keyring(
                database,
                Clock.fixed(MORNING, ZoneOffset.UTC),
                "bWFzdGVya2V5bWFzdGVya2V5bWFzdGVya2V5MTIzNDU=",
                home.toString());
        checkpoints = new Checkpoints(records, keyring, home.toString(), clock);
    }

    @AfterEach
    void leaveNothing() {
        database.close();
    }

    private void write(String object) {
        transaction.executeWithoutResult(
                status -> audit.record(AuditRecord.of(clock.instant(), CLERK, "GET /api/cases/{id}", object, "DONE")));
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            write("case-" + i);
        }
    }

    private Verdict verdict() {
        return chain.verify(checkpoints.lines(), keyring.publicKeys(Keyring.Purpose.AUDIT));
    }

    /** All that this thread writes goes into one stream. */
    private int stream() {
        return Math.floorMod(Thread.currentThread().getId(), Audit.STREAMS);
    }

    private void tamper(String statement, long seq) {
        int changed =
                sql.sql(statement).param("stream", stream()).param("seq", seq).update();
        assertThat(changed).isEqualTo(1);
    }

    private void assertFound(long seq, Fault fault) {
        assertThat(verdict().findings()).containsExactly(new Finding(stream(), seq, fault));
    }

    /** As the README asks whoever runs the database to set it up. */
    @Test
    void anAccountOfTheDatabaseThatMayOnlyAddAndReadWritesTheAuditAndAltersNothing() throws SQLException {
        String user = "office_" + UUID.randomUUID().toString().substring(0, 8);
        boolean h2 = database.getJdbcUrl().startsWith("jdbc:h2:");
        String grantee = h2 ? user : "'" + user + "'@'%'";
        try {
            sql.sql("CREATE USER " + grantee + (h2 ? " PASSWORD 'made-up-1'" : " IDENTIFIED BY 'made-up-1'"))
                    .update();
        } catch (DataAccessException denied) {
            Assumptions.abort("the account of this server may make no others");
        }
        try {
            sql.sql("GRANT SELECT, INSERT ON audit_record TO " + grantee).update();
            sql.sql("GRANT SELECT, UPDATE ON audit_stream TO " + grantee).update();
            String url = database.getJdbcUrl().replaceFirst("[?;].*", "");
            try (var connection = DriverManager.getConnection(url, user, "made-up-1")) {
                var limited = new SingleConnectionDataSource(connection, true);
                JdbcClient office = JdbcClient.create(limited);
                var writing = new Audit(new AuditRepository(office));
                new TransactionTemplate(new JdbcTransactionManager(limited)).executeWithoutResult(status -> {
                    writing.record(AuditRecord.of(clock.instant(), CLERK, "GET /api/cases/{id}", "case-1", "DONE"));
                });
                assertThat(verdict().findings()).isEmpty();
                for (String alteration : List.of(
                        "UPDATE audit_record SET actor = 'x'",
                        "DELETE FROM audit_record",
                        "TRUNCATE TABLE audit_record")) {
                    assertThatThrownBy(() -> office.sql(alteration).update())
                            .as(alteration)
                            .hasStackTraceContaining(h2 ? "Not enough rights" : "command denied");
                }
            }
            assertThat(records.after(stream(), 0, 10)).hasSize(1);
        } finally {
            sql.sql("DROP USER " + grantee).update();
        }
    }

    @Test
    void whatNobodyTouchedIsWhole() {
        write(12);
        checkpoints.keepWhenDue();
        write(3);
        assertThat(verdict()).isEqualTo(new Verdict(15, 1, List.of()));
    }

    @Test
    void anOfficeOfTheStateSignsBySm2() {
        var checkpoint = new Checkpoint(MORNING, List.of(new Head(0, 3, "ab"), new Head(1, 0, "")));
        try (TestDatabase another = TestDatabase.fresh()) {
            Keyring ofTheState = Vaults.ofTheState(another, Clock.fixed(MORNING, ZoneOffset.UTC));
            String line = checkpoint.signed(ofTheState.signingKey(Keyring.Purpose.AUDIT));
            String payload = line.split("\\.")[1];
            String forged = new Checkpoint(MORNING, List.of(new Head(0, 2, "ab")))
                    .signed(keyring.signingKey(Keyring.Purpose.AUDIT))
                    .split("\\.")[1];
            Map<String, PublicKey> known = ofTheState.publicKeys(Keyring.Purpose.AUDIT);

            assertThat(Checkpoint.read(line, known)).contains(checkpoint);
            assertThat(Checkpoint.read(line.replace(payload, forged), known)).isEmpty();
            assertThat(Checkpoint.read(line, keyring.publicKeys(Keyring.Purpose.AUDIT)))
                    .isEmpty();
        }
    }

    @Test
    void aChangedFieldIsNamed() {
        write(9);
        tamper("UPDATE audit_record SET actor = 'somebody' WHERE stream = :stream AND seq = :seq", 5);
        assertFound(5, Fault.CHANGED);
    }

    @Test
    void aChangedTimeIsNamed() {
        write(9);
        tamper("UPDATE audit_record SET at = '2026-11-24 03:00:00.000' WHERE stream = :stream AND seq = :seq", 1);
        assertFound(1, Fault.CHANGED);
    }

    @Test
    void aRemovedRecordIsNamed() {
        write(9);
        tamper("DELETE FROM audit_record WHERE stream = :stream AND seq = :seq", 4);
        assertFound(4, Fault.MISSING);
    }

    @Test
    void twoThatChangedPlacesAreNamed() {
        write(9);
        tamper("UPDATE audit_record SET seq = 100 WHERE stream = :stream AND seq = :seq", 3);
        tamper("UPDATE audit_record SET seq = 3 WHERE stream = :stream AND seq = :seq", 4);
        tamper("UPDATE audit_record SET seq = 4 WHERE stream = :stream AND seq = :seq", 100);
        assertFound(3, Fault.CHANGED);
    }

    @Test
    void aMissingEndIsSeenByTheHead() {
        write(9);
        tamper("DELETE FROM audit_record WHERE stream = :stream AND seq = :seq", 9);
        assertFound(9, Fault.TRUNCATED);
    }

    /** Whoever can write the tables can also move the head back; the checkpoint is where he cannot write. */
    @Test
    void aMissingEndWhoseHeadWasMovedBackIsSeenByTheLastCheckpoint() {
        write(9);
        checkpoints.keepWhenDue();
        tamper("DELETE FROM audit_record WHERE stream = :stream AND seq = :seq", 9);
        String before = records.after(stream(), 7, 1).get(0).hash();
        records.move(stream(), 8, before);
        assertFound(9, Fault.TRUNCATED);
    }

    @Test
    void aWholeChainThatWasComputedAnewIsSeenByTheCheckpoint() {
        write(5);
        checkpoints.keepWhenDue();
        sql.sql("DELETE FROM audit_record").update();
        records.move(stream(), 0, "");
        write(5);
        assertThat(verdict().findings()).isEmpty();

        sql.sql("DELETE FROM audit_record").update();
        records.move(stream(), 0, "");
        write("another case");
        write(4);
        assertFound(5, Fault.REWRITTEN);
    }

    @Test
    void aCheckpointOfSomebodyElseIsNone() throws Exception {
        write(2);
        checkpoints.keepWhenDue();
        Path file = home.resolve("audit/checkpoints.jws");
        String line = Files.readAllLines(file).get(0);
        char last = line.charAt(line.length() - 5);
        Files.writeString(file, line.substring(0, line.length() - 5) + (last == 'A' ? 'B' : 'A') + "AAAA\n");
        assertThat(verdict().findings()).containsExactly(new Finding(-1, 1, Fault.CHECKPOINT_FORGED));
    }

    @Test
    void checkpointsAreKeptEveryTenMinutesInWhichSomethingHappenedAndEachThousandRecords() {
        checkpoints.keepWhenDue();
        assertThat(checkpoints.lines()).isEmpty();
        write(1);
        checkpoints.keepWhenDue();
        write(1);
        checkpoints.keepWhenDue();
        assertThat(checkpoints.lines()).hasSize(1);
        clock.pass(Duration.ofMinutes(11));
        checkpoints.keepWhenDue();
        assertThat(checkpoints.lines()).hasSize(2);
        clock.pass(Duration.ofMinutes(11));
        checkpoints.keepWhenDue();
        assertThat(checkpoints.lines()).hasSize(2);
        write(1000);
        checkpoints.keepWhenDue();
        assertThat(checkpoints.lines()).hasSize(3);
        assertThat(verdict().findings()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenDownDoesNotHappen() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    sql.sql("""
                                    INSERT INTO login_failure (login_index, failed_at, id)
                                    VALUES ('x', '2026-11-24 01:00:00.000', 'x')
                                    """).update();
                    audit.record(new AuditRecord(MORNING, "a".repeat(37), "", "", "act", "", "", "DONE", ""));
                }))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
        assertThat(verdict().records()).isZero();
        assertThat(sql.sql("SELECT COUNT(*) FROM login_failure")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void manyWriteAtOnceAndNoNumberIsLeftOut() throws Exception {
        var people = Executors.newFixedThreadPool(16);
        try {
            var tasks = new ArrayList<Callable<Void>>();
            for (int i = 0; i < 16; i++) {
                tasks.add(() -> {
                    write(25);
                    return null;
                });
            }
            for (var done : people.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(verdict()).isEqualTo(new Verdict(400, 0, List.of()));
    }
}
