package org.onewindow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.support.Caller;
import org.onewindow.support.TestDatabase;

/** What was done is checked by a command, against checkpoints that were carried elsewhere. */
class AuditIT {

    @TempDir
    private Path folder;

    @Test
    void aCommandTellsWhetherTheAuditWasAltered() throws Exception {
        Path home = folder.resolve("audited");
        boolean embedded = System.getProperty("database", "").isEmpty();
        String url = embedded ? "jdbc:h2:file:" + home.resolve("data") + ";MODE=MySQL" : TestDatabase.emptyUrl();
        var arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--spring.datasource.url=" + url,
                "--onewindow.vault.master-key=bWFkZSB1cCBmb3IgdGVzdHMsIDMyIGJ5dGVzIGxvbmc="));
        try (PackagedOffice office = PackagedOffice.embedded(home, arguments.toArray(String[]::new))) {
            office.start();
            office.people().askToken("li.na", Caller.DEMO_PASSWORD);
            Path kept = home.resolve("audit/checkpoints.jws");
            PackagedOffice.await(Duration.ofMinutes(2), "a checkpoint is kept", () -> Files.exists(kept));
            assertThat(office.people().get("/api/audit/checkpoint").body())
                    .isEqualTo(Files.readAllLines(kept).get(0));
            office.stop();

            Path elsewhere = Files.move(kept, folder.resolve("elsewhere.jws"));
            assertThat(office.command("audit-verify", elsewhere.toString())).isZero();
            assertThat(office.command("open-administrator", "first.one", "SYSTEM_ADMIN"))
                    .isZero();
            assertThat(office.command("open-administrator", "second.one", "CLERK"))
                    .isEqualTo(2);
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("UPDATE audit_record SET act = 'nothing'"))
                        .isPositive();
            }
            assertThat(office.command("audit-verify", elsewhere.toString())).isOne();
            assertThat(office.log()).contains("CHANGED");
        }
    }
}
