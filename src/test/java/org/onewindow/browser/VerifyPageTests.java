package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.journey.Office;
import org.onewindow.passcode.PassClaims;
import org.onewindow.passcode.PassToken;
import org.onewindow.shared.Plate;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.onewindow.vault.Keyring;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An officer in a tunnel: the page was open once before, now there is no network. */
@Tag("browser")
@RunningOffice
class VerifyPageTests {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final long SEED = 20261124;

    private static Chromium chromium;

    private final int port;
    private final Office office;
    private BrowserContext context;

    @Autowired
    VerifyPageTests(@LocalServerPort int port) {
        this.port = port;
        office = new Office(port);
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.open();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.browser().newContext();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void saysWithoutANetworkWhatTheOfficeWouldSay() {
        Instant now = CLOCK.instant();
        LocalTime here = LocalTime.ofInstant(now, ZoneId.of("Asia/Shanghai")).truncatedTo(ChronoUnit.MINUTES);
        ObjectNode aroundNow = Office.heavyTruck();
        aroundNow
                .putObject("hours")
                // Never the night alone, for which no truck needs a pass.
                .put("from", here.plusHours(4).toString())
                .put("to", here.plusHours(2).toString());
        ObjectNode later = Office.heavyTruck();
        later.putObject("period")
                .put("from", Office.today().plusDays(5).toString())
                .put("to", Office.today().plusDays(9).toString());
        String valid = code(office.granted(Office.heavyTruck()));
        String forHours = code(office.granted(aroundNow));
        String notYet = code(office.granted(later));
        String suspended = code(act("wang.fang", "SUSPEND", "under-investigation", ", \"days\": 7"));
        String revoked = code(act("chen.gang", "REVOKE", "code-forged-or-lent", ""));

        VerifyPage page = VerifyPage.open(context, port, "zh").withoutNetwork();

        assertThat(page.check(valid, "")).isEqualTo("VALID");
        assertThat(page.page().locator("#answer").innerText())
                .contains("有效", "鲁F10001", "黄牌", "芝罘区限行区域", "全天", Office.today().toString());
        assertThat(page.check(valid, " 鲁f 10001")).isEqualTo("VALID");
        assertThat(page.check(valid, "鲁F10002")).isEqualTo("WRONG_VEHICLE");
        assertThat(page.check(notYet, "")).isEqualTo("NOT_YET");
        assertThat(page.check(suspended, "鲁F10001")).isEqualTo("SUSPENDED");
        assertThat(page.check(revoked, "鲁F10001")).isEqualTo("REVOKED");
        assertThat(page.check(forHours, "")).isEqualTo("VALID");

        at(page, now.plus(Duration.ofHours(3)));
        assertThat(page.check(forHours, "")).isEqualTo("OUTSIDE_WINDOW");
        assertThat(page.check(valid, "")).isEqualTo("VALID");
        at(page, now.plus(Duration.ofHours(25)));
        assertThat(page.check(valid, "")).isEqualTo("LIST_STALE");
        assertThat(page.check(revoked, "")).isEqualTo("REVOKED");
        at(page, now.minus(Duration.ofHours(25)));
        assertThat(page.check(valid, "")).isIn("LIST_STALE", "NOT_YET");
        at(page, now.plus(Duration.ofDays(8)));
        assertThat(page.check(suspended, "")).isEqualTo("LIST_STALE");
        at(page, now.plus(Duration.ofDays(91)));
        assertThat(page.check(valid, "")).isEqualTo("EXPIRED");
        assertThat(page.page().url()).doesNotContain("TP1");
    }

    @Test
    void tellsForgeriesApartWithoutANetwork() throws Exception {
        String code = code(office.granted(Office.heavyTruck()));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        String stranger = PassToken.sign(
                new PassClaims(
                        "one-window",
                        CLOCK.instant(),
                        CLOCK.instant(),
                        CLOCK.instant().plusSeconds(9),
                        "0".repeat(32),
                        "TP1",
                        Plate.parse("鲁F10001", "01"),
                        "LARGE",
                        List.of(),
                        List.of()),
                "ffffffff",
                generator.generateKeyPair().getPrivate());

        VerifyPage page = VerifyPage.open(context, port, "en").withoutNetwork();

        assertThat(page.check(stranger, "")).isEqualTo("UNKNOWN_KEY");
        assertThat(page.check("TP1:NONSENSE", "")).isEqualTo("MALFORMED");
        assertThat(page.check(code + "0", "")).isEqualTo("MALFORMED");
        assertThat(page.check(code.substring(0, code.length() - 3), "")).isEqualTo("MALFORMED");
        assertThat(page.check(oneBitChanged(code), "")).isEqualTo("BAD_SIGNATURE");
        assertThat(page.page().locator("#answer").innerText()).contains("The signature is wrong");
        assertThat(page.page().locator("#answer .plate").count()).isZero();
        assertThat(page.check(code, "")).isEqualTo("VALID");
    }

    @Test
    void readsEveryAlteredCodeAsTheOfficeReadsIt(@Autowired Keyring keyring) {
        String code = code(office.granted(Office.heavyTruck()));
        var random = new Random(SEED);
        List<String> altered = new ArrayList<>(List.of(code, "", "TP1:"));
        for (int i = 0; i < 600; i++) {
            var text = new StringBuilder(code);
            int at = random.nextInt(code.length());
            switch (i % 4) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, BASE45.charAt(random.nextInt(45)));
                default -> text.setCharAt(at, BASE45.charAt(random.nextInt(45)));
            }
            altered.add(text.toString());
        }
        List<String> expected = altered.stream()
                .map(text -> PassToken.read(text, keyring.publicKeys(Keyring.Purpose.PASS)::get)
                        .outcome()
                        .name())
                .toList();

        assertThat(expected).contains("VALID_SIGNATURE", "BAD_SIGNATURE", "MALFORMED");
        assertThat(VerifyPage.open(context, port, "zh").page().evaluate("""
                async codes => {
                    const { importKeys, readCode } = await import('/passcode.js');
                    const keys = await importKeys(await (await fetch('/api/pass-keys')).json());
                    return Promise.all(codes.map(async code => (await readCode(code, keys)).outcome));
                }""", altered))
                .as("seed " + SEED)
                .isEqualTo(expected);
    }

    @Test
    void learnsOfWhatIsWithdrawnWhileItIsOpen() {
        JsonNode pass = office.granted(Office.heavyTruck());
        VerifyPage page = VerifyPage.open(context, port, "zh");
        assertThat(page.check(code(pass), "")).isEqualTo("VALID");
        act(pass, "chen.gang", "REVOKE", "code-forged-or-lent", "");
        page.page().waitForResponse("**/api/pass-withdrawals", () -> page.page().click("#refresh"));
        page.page().waitForCondition(() -> page.check(code(pass), "").equals("REVOKED"));
    }

    @Test
    void readsAPictureWhereTheBrowserCan() {
        JsonNode pass = office.granted(Office.heavyTruck());
        HttpResponse<byte[]> picture = office.caller.send(
                "GET",
                "/api/truck-passes/" + pass.get("number").asString() + "/qr.png",
                null,
                BodyHandlers.ofByteArray(),
                "Authorization",
                "Bearer " + office.as("li.na").token());
        Page plain = VerifyPage.open(context, port, "zh").page();
        assertThat(plain.locator("#eyes").isVisible()).isEqualTo(plain.evaluate("'BarcodeDetector' in window"));

        // Chromium brings its reader on phones only; this stands for it.
        context.addInitScript("""
                window.BarcodeDetector = class {
                    static async getSupportedFormats() { return ['qr_code']; }
                    async detect(seen) { return seen.width > 100 ? [{rawValue: '%s'}] : []; }
                };
                """.formatted(code(pass)));
        Page page = VerifyPage.open(context, port, "zh").page();
        page.setInputFiles("#picture", new FilePayload("qr.png", "image/png", picture.body()));
        page.locator("#answer [data-result=VALID]").waitFor();
    }

    @Test
    void saysWithoutScriptsWhatItNeeds() {
        try (BrowserContext bare =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = bare.newPage();
            page.navigate("http://127.0.0.1:" + port + "/verify");
            assertThat(page.locator("main").innerText()).contains("本页需要 JavaScript");
            assertThat(page.locator("#code").isVisible()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 360, VALID", "zh, 1280, LIST_STALE", "en, 360, LIST_STALE", "en, 1280, WRONG_VEHICLE"})
    void keepsNobodyOut(String language, int width, String result) {
        context.close();
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 800));
        VerifyPage verify = VerifyPage.open(context, port, language);
        if (result.equals("LIST_STALE")) {
            at(verify, CLOCK.instant().plus(Duration.ofHours(25)));
        }
        String plate = result.equals("WRONG_VEHICLE") ? "鲁F10002" : "鲁F10001";
        assertThat(verify.check(code(office.granted(Office.heavyTruck())), plate))
                .isEqualTo(result);
        Sight.check(verify.page(), "verify-" + result, language, width);
        Page page = verify.page();
        page.focus("#code");
        for (String next : List.of("plate", "", "refresh")) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo(next);
        }
    }

    private static void at(VerifyPage verify, Instant moment) {
        verify.page().clock().setFixedTime(Date.from(moment));
    }

    private static String code(JsonNode pass) {
        return pass.get("code").asString();
    }

    /** A new pass on which somebody has acted. */
    private JsonNode act(String login, String act, String cause, String more) {
        return act(office.granted(Office.heavyTruck()), login, act, cause, more);
    }

    private JsonNode act(JsonNode pass, String login, String act, String cause, String more) {
        HttpResponse<String> answer = office.as(login)
                .post(
                        "/api/truck-passes/" + pass.get("number").asString() + "/acts",
                        "{\"act\": \"%s\", \"cause\": \"%s\", \"reason\": \"经查\"%s}".formatted(act, cause, more),
                        "If-Match",
                        "\"0\"");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Caller.json(answer).get("code")).isEqualTo(pass.get("code"));
        return pass;
    }

    /** The lowest bit of the last byte of the signature. */
    private static String oneBitChanged(String code) {
        int begin = code.length() - (code.substring(4).length() % 3 == 0 ? 3 : 2);
        int value = 0;
        for (int i = code.length() - 1; i >= begin; i--) {
            value = value * 45 + BASE45.indexOf(code.charAt(i));
        }
        value ^= 1;
        var changed = new StringBuilder(code.substring(0, begin));
        for (; changed.length() < code.length(); value /= 45) {
            changed.append(BASE45.charAt(value % 45));
        }
        return changed.toString();
    }
}
