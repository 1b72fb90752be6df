package org.onewindow.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.support.Caller;

/** The jar as it is shipped, on its own database file, whatever database the other tests run on. */
class EmbeddedDatabaseIT {

    private static final String DEMO = "--spring.profiles.active=demo";

    @TempDir
    Path folder;

    @Test
    void belongsToOneProcessAndOneKey() throws Exception {
        Path home = folder.resolve("embedded");
        try (var first = PackagedOffice.embedded(home, DEMO).start();
                var second = PackagedOffice.embedded(home, DEMO)) {
            assertThat(home.resolve("data.mv.db")).exists();
            assertThat(home.resolve("master.key")).exists();
            assertThat(first.elsewhere()).doesNotExist();

            assertThat(second.startRefused()).isNotZero();
            assertThat(second.log())
                    .contains("Another One Window is already running on this embedded database.")
                    .contains("give this one a folder of its own with --onewindow.home=<folder>")
                    .doesNotContain("\tat org.");

            HttpResponse<String> submitted =
                    Applications.LIGHT.submit(first.people(), first.people().token("li.na"), "embedded-1");
            assertThat(submitted.statusCode()).isEqualTo(201);
            String id = json(submitted).get("id").asString();
            first.stop();

            first.start();
            String token = first.people().token("li.na");
            assertThat(first.people().getAs(token, "/api/cases/" + id).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> repeated = Applications.LIGHT.submit(first.people(), token, "embedded-1");
            assertThat(json(repeated).get("id").asString()).isEqualTo(id);
            assertThat(Caller.header(repeated, "Idempotency-Replayed")).isEqualTo("true");
            first.stop();

            Files.move(home.resolve("master.key"), folder.resolve("lost.key"));
            assertThat(second.startRefused()).isNotZero();
            assertThat(second.log())
                    .contains("master.key is gone, but the database holds keys that only it can open.")
                    .contains("Put the file back from its backup.");
            assertThat(home.resolve("master.key")).doesNotExist();
        }
    }

    @Test
    void knowsNobodyWithoutTheDemoProfile() {
        try (var office = PackagedOffice.embedded(folder.resolve("no-demo"), "--server.address=127.0.0.1")
                .start()) {
            for (String login : new String[] {"li.na", "wang.fang", "ops"}) {
                assertThat(office.people().askToken(login, Caller.DEMO_PASSWORD).statusCode())
                        .as(login)
                        .isEqualTo(401);
            }
            assertThat(Caller.header(office.operators().signIn("ops", Caller.DEMO_PASSWORD), "Location"))
                    .contains("refused=wrong-login");
            assertThat(PortsIT.listening(office.port)).isNotEmpty();
            assertThat(PortsIT.listening(office.registerPort))
                    .as("demo registers")
                    .isEmpty();
        }
    }
}
