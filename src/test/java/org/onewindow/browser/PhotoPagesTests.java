package org.onewindow.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.journey.Office;
import org.onewindow.journey.Visitor;
import org.onewindow.photo.Portraits;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A citizen stands before the camera of a phone; the camera is a film of one shipped portrait. */
@Tag("browser")
@RunningOffice
class PhotoPagesTests {

    @TempDir
    private static Path folder;

    private static byte[] portrait;
    private static Chromium chromium;

    private static final String ZHOU_JIE = "370602190001010032";
    private static final String ITEM = "HZ032";

    private final String base;
    private final Office office;

    @Autowired
    PhotoPagesTests(@LocalServerPort int port) {
        base = "http://127.0.0.1:" + port;
        office = new Office(port);
    }

    @BeforeAll
    static void start() throws IOException {
        portrait = Portraits.studioFile(5);
        Path film = folder.resolve("camera.y4m");
        Files.write(film, film(ImageIO.read(new ByteArrayInputStream(portrait))));
        chromium = Chromium.open(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + film);
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theCameraSaysWhatToChangeAndWhatItTakesIsKept() {
        try (BrowserContext context = phone(true)) {
            Page page = context.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });
            signIn(page);
            Response camera = page.navigate(base + "/portal/photo/camera");
            assertThat(camera.headerValue("permissions-policy")).isEqualTo("camera=(self)");
            page.waitForSelector("body[data-fits=true]");
            assertThat(page.locator("#advice")).containsText("可以拍摄");
            Sight.check(page, "portal-camera", "zh", 360);
            page.click("#shoot");
            page.waitForURL(base + "/portal/photo");
            waitForPortrait(page);
            Sight.check(page, "portal-photo", "zh", 360);
            delete(page, "永久删除这张照片");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aFileIsCheckedAndKeptWithoutScriptsToo() throws IOException {
        byte[] turned = Portraits.turnedFile();
        try (BrowserContext context = phone(false)) {
            Page page = context.newPage();
            signIn(page);
            Response mine = page.navigate(base + "/portal/photo?lang=en");
            assertThat(mine.headerValue("permissions-policy")).contains("camera=()");
            send(page, turned);
            assertThat(page.locator("[role=alert]")).containsText("Hold it upright");
            Sight.shoot(page, "portal-photo-wrong", "en", 360);
            send(page, portrait);
            assertThat(page.locator(".portrait")).hasCount(1);
            page.locator("details:has(#receiver) summary").click();
            page.selectOption("#receiver", "YT.JJ.ZF");
            page.selectOption("#purpose", "other-permit");
            page.click("details:has(#receiver) button");
            Locator consents = page.locator("section[aria-labelledby=consents]");
            assertThat(consents).containsText("Zhifu Brigade");
            assertThat(consents).containsText("given");
            page.click("text=Take it back");
            assertThat(consents).containsText("taken back");
            Sight.shoot(page, "portal-photo", "en", 360);
            delete(page, "Delete this photograph for good");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 412, on", "en, 360, off", "en, 1280, off", "zh-CN, 1280, on"})
    void theCameraPageKeepsNobodyOut(String language, int width, String elder) {
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 740))) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(base + "/portal/photo/camera?lang=" + language + "&elder=" + elder);
            page.waitForSelector("body[data-fits=true]");
            Sight.check(page, "portal-camera-" + elder, language, width);
            page.navigate(base + "/portal/photo");
            Sight.check(page, "portal-photo-" + elder, language, width);
        }
    }

    /** The clerk sits at an outlet that takes part; what fails is told rule by rule. */
    @ParameterizedTest
    @CsvSource({"zh-CN, 1280", "en, 360"})
    void aClerkPhotographsWhoStandsBeforeHim(String language, int width) {
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 740))) {
            Page page = context.newPage();
            Seat.signIn(page, base, "zhao.min", language);
            page.navigate(base + "/desk/photo/camera");
            page.waitForSelector("body[data-fits=true]");
            Sight.check(page, "desk-photo", language, width);
            page.selectOption("#outlet", "LS07");
            page.fill("#citizenId", ZHOU_JIE);
            page.setInputFiles("#photo", new FilePayload("photo.png", "image/png", Portraits.turnedFile()));
            page.click("#upload button");
            Locator checks = page.locator(".checks li");
            assertThat(checks).hasCount(27);
            assertThat(checks.first()).containsText(language.equals("en") ? "Hold it upright" : "端正头部");
            assertThat(checks.first()).containsText("≤ 8");
            Sight.check(page, "desk-photo-report", language, width);
            page.fill("#citizenId", ZHOU_JIE);
            page.waitForSelector("body[data-fits=true]");
            page.click("#shoot");
            page.waitForURL("**/desk/photo/camera?taken&outlet=LS07");
            assertThat(page.locator(".news[role=status]").first())
                    .containsText(language.equals("en") ? "is in the library" : "已存入照片库");

            page.context().clearCookies();
            signIn(page);
            page.navigate(base + "/portal/photo");
            assertThat(page.locator(".portrait")).hasCount(1);
            delete(page, "永久删除这张照片");
        }
    }

    /** Shown before sending, and to the clerk when he asks for it; the applicant sees that he did. */
    @Test
    void anApplicationTakesThePhotographFromTheLibrary() {
        Visitor citizen = office.as("zhou.jie");
        Office.withdrawAll(citizen, ITEM);
        try (BrowserContext context = phone(true)) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(base + "/portal/photo");
            page.setInputFiles("#photo", new FilePayload("photo.png", "image/png", portrait));
            page.click("text=检查并保存");
            assertThat(page.locator(".portrait")).hasCount(1);
            page.navigate(base + "/portal/items/" + ITEM + "/application");
            page.selectOption("#unit", "YT.JJ.ZF");
            page.check("[value=COUNTER]");
            page.click("main form button");
            page.waitForURL("**/request");
            page.click("main form button");
            page.waitForURL(url -> !url.endsWith("/request"));
            assertThat(page.locator("main")).containsText("使用您照片库中的照片");
            assertThat(page.locator("main")).containsText("重新拍摄");
            Sight.check(page, "portal-service-photo", "zh", 360);
            String id = page.url().replaceFirst(".*/", "");
            page.click("main form[action$=submission] button");
            page.waitForURL("**/sent");

            JsonNode sent = Office.read(citizen, "/api/cases/" + id);
            String item =
                    Office.workItem(office.as("wang.fang"), sent).get("id").asString();
            Page desk = context.browser().newContext().newPage();
            Seat.signIn(desk, base, "wang.fang", "zh-CN");
            desk.navigate(base + "/desk/work-items/" + item);
            assertThat(desk.locator("text=查看照片")).isVisible();
            assertThat(desk.locator(".portrait")).hasCount(0);
            Sight.check(desk, "desk-item-photo", "zh", 1280);
            desk.click("text=查看照片");
            waitForPortrait(desk);
            desk.context().close();

            page.navigate(base + "/portal/photo");
            Locator access =
                    page.locator("section[aria-labelledby=accesses] li").first();
            assertThat(access).containsText("芝罘大队");
            assertThat(access).containsText("已查看");
            delete(page, "永久删除这张照片");
        }
        Office.withdrawAll(citizen, ITEM);
    }

    @Test
    void aClerkAsksForAPhotographAndLooksAtItOnceItIsAllowed() {
        try (BrowserContext context = phone(true)) {
            Page page = context.newPage();
            signIn(page);
            page.navigate(base + "/portal/photo?lang=en");
            send(page, portrait);
            assertThat(page.locator(".portrait")).hasCount(1);

            Page desk = context.browser()
                    .newContext(new Browser.NewContextOptions().setViewportSize(1280, 740))
                    .newPage();
            Seat.signIn(desk, base, "zhao.min", "en");
            desk.navigate(base + "/desk/photo/requests");
            ask(desk, "370602190001010033", "PHOTO-1");
            assertThat(desk.locator("#citizenId-wrong")).isVisible();
            ask(desk, ZHOU_JIE, "PHOTO-1");
            Locator asked = desk.locator("li:has-text('PHOTO-1')").first();
            assertThat(asked).containsText("waits for the answer");
            assertThat(asked.locator("a")).hasCount(0);

            page.navigate(base + "/portal/photo");
            page.locator("section[aria-labelledby=requests] li:has-text('Laishan')")
                    .first()
                    .locator("button[value=true]")
                    .click();
            assertThat(page.locator("section[aria-labelledby=consents]")).containsText("Laishan");
            desk.navigate(base + "/desk/photo/requests");
            assertThat(asked).containsText("may be fetched");
            Sight.check(desk, "desk-photo-requests", "en", 1280);
            asked.locator("a").click();
            waitForPortrait(desk);
            desk.context().close();

            page.navigate(base + "/portal/photo");
            assertThat(page.locator("section[aria-labelledby=accesses] li").first())
                    .containsText("Laishan");
            delete(page, "Delete this photograph for good");
        }
    }

    private static void ask(Page desk, String citizenId, String about) {
        desk.fill("#citizenId", citizenId);
        desk.selectOption("#spec", "SOCIAL_CARD");
        desk.selectOption("#purpose", "social-card");
        desk.fill("#about", about);
        desk.click(".right form button");
    }

    private static void send(Page page, byte[] file) {
        page.setInputFiles("#photo", new FilePayload("photo.png", "image/png", file));
        page.click("text=Check and keep");
    }

    private static void waitForPortrait(Page page) {
        assertThat(page.locator(".portrait")).hasCount(1);
        page.waitForCondition(() -> (boolean) page.evaluate("document.querySelector('.portrait').naturalWidth > 200"));
    }

    private static void delete(Page page, String words) {
        page.click("text=" + words);
        assertThat(page.locator(".portrait")).hasCount(0);
        assertThat(page.locator("#take")).isVisible();
    }

    private static BrowserContext phone(boolean scripts) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(scripts)
                        .setViewportSize(360, 740));
    }

    private void signIn(Page page) {
        page.navigate(base + "/login?lang=zh-CN");
        page.fill("#username", "zhou.jie");
        page.fill("#password", Caller.DEMO_PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL("**/portal");
    }

    /** One picture as a film: YUV4MPEG2, full range, a colour for each 2 × 2 pixels. */
    private static byte[] film(BufferedImage picture) {
        int width = picture.getWidth() / 2 * 2;
        int height = picture.getHeight() / 2 * 2;
        var film = new ByteArrayOutputStream();
        film.writeBytes(("YUV4MPEG2 W" + width + " H" + height + " F10:1 Ip A1:1 C420jpeg\nFRAME\n")
                .getBytes(StandardCharsets.US_ASCII));
        plane(film, picture, width, height, 1, 0.299, 0.587, 0.114, 0);
        plane(film, picture, width, height, 2, -0.1687, -0.3313, 0.5, 128);
        plane(film, picture, width, height, 2, 0.5, -0.4187, -0.0813, 128);
        return film.toByteArray();
    }

    private static void plane(
            ByteArrayOutputStream film,
            BufferedImage picture,
            int width,
            int height,
            int step,
            double red,
            double green,
            double blue,
            int zero) {
        for (int y = 0; y < height; y += step) {
            for (int x = 0; x < width; x += step) {
                int rgb = picture.getRGB(x, y);
                double value = red * (rgb >> 16 & 0xFF) + green * (rgb >> 8 & 0xFF) + blue * (rgb & 0xFF) + zero;
                film.write((int) Math.round(Math.max(0, Math.min(255, value))));
            }
        }
    }
}
