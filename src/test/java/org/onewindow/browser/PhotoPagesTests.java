package org.onewindow.browser;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.photo.Portraits;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A citizen stands before the camera of a phone; the camera is a film of one shipped portrait. */
@RunningOffice
class PhotoPagesTests {

    @TempDir
    private static Path folder;

    private static byte[] portrait;
    private static Chromium chromium;

    private final String base;

    @Autowired
    PhotoPagesTests(@LocalServerPort int port) {
        base = "http://127.0.0.1:" + port;
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
            assertThat(page.locator("#advice").innerText()).contains("可以拍摄");
            Sight.check(page, "portal-camera", "zh", 360);
            page.click("#shoot");
            page.waitForURL(base + "/portal/photo");
            assertThat(page.evaluate("document.querySelector('.portrait').naturalWidth > 200"))
                    .isEqualTo(true);
            Sight.check(page, "portal-photo", "zh", 360);
            page.click("text=永久删除这张照片");
            assertThat(page.locator(".portrait").count()).isZero();
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
            assertThat(page.locator("[role=alert]").innerText()).contains("Hold it upright");
            Sight.check(page, "portal-photo-wrong", "en", 360);
            send(page, portrait);
            assertThat(page.locator(".portrait").count()).isEqualTo(1);
            page.locator("details:has(#receiver) summary").click();
            page.selectOption("#receiver", "YT.JJ.ZF");
            page.selectOption("#purpose", "other-permit");
            page.click("details:has(#receiver) button");
            Locator consents = page.locator("section[aria-labelledby=consents]");
            assertThat(consents.innerText()).contains("Zhifu Brigade", "given");
            page.click("text=Take it back");
            assertThat(consents.innerText()).contains("taken back");
            Sight.check(page, "portal-photo", "en", 360);
            page.click("text=Delete this photograph for good");
            assertThat(page.locator(".portrait").count()).isZero();
        }
    }

    private static void send(Page page, byte[] file) {
        page.setInputFiles("#photo", new FilePayload("photo.png", "image/png", file));
        page.click("text=Check and keep");
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
