package org.onewindow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.browser.Chromium;
import org.onewindow.browser.VerifyPage;
import org.onewindow.journey.Office;
import org.onewindow.support.Caller;
import org.onewindow.support.IndependentReader;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Rotation;
import tools.jackson.databind.JsonNode;

/** A new key signs the passes from now on; the windscreens of yesterday stay as they are. */
class KeyRotationIT {

    private static final String MASTER = "bWFkZSB1cCBmb3IgdGVzdHMsIDMyIGJ5dGVzIGxvbmc=";

    @TempDir
    Path folder;

    @Test
    void aCodeOfTheOldKeyAndOneOfTheNewAreBothGoodWithANetworkAndWithout() {
        Path home = folder.resolve("rotated");
        String url = System.getProperty("database", "").isEmpty()
                ? "jdbc:h2:file:" + home.resolve("data") + ";MODE=MySQL"
                : TestDatabase.emptyUrl();
        var arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--spring.datasource.url=" + url,
                "--onewindow.vault.master-key=" + MASTER));
        arguments.addAll(List.of(PackagedOffice.OVERLAPS_ALLOWED));
        try (PackagedOffice packaged = PackagedOffice.embedded(home, arguments.toArray(String[]::new))) {
            packaged.start();
            Office office = new Office(packaged.port);
            String old = office.granted(Office.heavyTruck()).get("code").asString();
            packaged.stop();
            Rotation.addPassKey(url, MASTER);
            packaged.start();
            String anew = office.granted(Office.heavyTruck()).get("code").asString();

            JsonNode trusted = Caller.json(packaged.people().get("/api/pass-keys"));
            assertThat(trusted.at("/keys/0/status").asString()).isEqualTo("LIVE");
            assertThat(trusted.at("/keys/0/kid").asString()).isEqualTo(IndependentReader.keyId(anew));
            assertThat(trusted.at("/keys/1/status").asString()).isEqualTo("RETIRED");
            assertThat(trusted.at("/keys/1/kid").asString()).isEqualTo(IndependentReader.keyId(old));
            for (String code : List.of(old, anew)) {
                assertThat(Caller.json(office.as("liu.yang").post("/api/pass-checks", "{\"code\": \"" + code + "\"}"))
                                .get("result")
                                .asString())
                        .isEqualTo("VALID");
                assertThat(IndependentReader.verified(code, trusted).get(1).AsString())
                        .isEqualTo(trusted.get("issuer").asString());
            }
            try (Chromium chromium = Chromium.open();
                    BrowserContext context = chromium.browser().newContext()) {
                VerifyPage page = VerifyPage.open(context, packaged.port, "zh").withoutNetwork();
                assertThat(page.check(old, "鲁F10001")).isEqualTo("VALID");
                assertThat(page.check(anew, "鲁F10001")).isEqualTo("VALID");
            }
        }
    }
}
