package org.onewindow.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring;
import org.onewindow.workflow.V0001__EngineSchema;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain is checked by a command too, against checkpoints that were kept elsewhere. */
class AuditCommandTests {

    private static final String MASTER = "bWFzdGVya2V5bWFzdGVya2V5bWFzdGVya2V5MTIzNDU=";
    private static final Clock MORNING = Clock.fixed(Instant.parse("2026-11-24T01:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    @Test
    void tellsByItsExitWhetherAnythingWasAltered() throws Exception {
        String url = TestDatabase.emptyUrl();
        try (var database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            if (url.startsWith("jdbc:h2:")) {
                // As the office signs in to the embedded database.
                database.setUsername("sa");
            }
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .javaMigrations(new V0001__EngineSchema())
                    .load()
                    .migrate();
            JdbcClient sql = JdbcClient.create(database);
            var records = new AuditRepository(sql);
            var keyring = new Keyring(database, MORNING, MASTER, home.toString());
            new TransactionTemplate(new JdbcTransactionManager(database))
                    .executeWithoutResult(status -> new Audit(records)
                            .record(AuditRecord.of(MORNING.instant(), null, "login", "", AuditRecord.DONE)));
            new Checkpoints(records, keyring, home.toString(), MORNING).keepWhenDue();
            Path elsewhere = home.resolve("elsewhere.jws");
            Files.move(home.resolve("audit/checkpoints.jws"), elsewhere);
            String[] command = {
                AuditCommand.NAME,
                elsewhere.toString(),
                "--spring.datasource.url=" + url,
                "--onewindow.vault.master-key=" + MASTER,
                "--onewindow.home=" + home
            };
            assertThat(AuditCommand.run(command)).isZero();
            sql.sql("UPDATE audit_record SET act = 'nothing'").update();
            assertThat(AuditCommand.run(command)).isOne();
        }
    }
}
