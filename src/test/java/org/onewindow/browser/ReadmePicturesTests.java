package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.journey.Office;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Takes the ten pictures that {@code README.md} shows, in both languages; {@code -Dpictures} names the folder. */
@Tag("browser")
@RunningOffice
class ReadmePicturesTests {

    private static final Path FOLDER = Path.of(System.getProperty("pictures", "target/pictures"));
    private static final int LARGEST_BYTES = 80 * 1024;

    private final String base;
    private final Office office;

    @Autowired
    ReadmePicturesTests(@LocalServerPort int port) {
        base = "http://127.0.0.1:" + port;
        office = new Office(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void areTaken(String language) throws Exception {
        JsonNode opened = Office.underReview(office.as("li.na"), Office.heavyTruck());
        JsonNode pass = office.granted(Office.heavyTruck());
        Office.received(office.as("li.na"), "HZ020");
        Office.withdrawAll(office.as("li.na"), "HZ023");
        try (Chromium chromium = Chromium.open();
                BrowserContext phone =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(390, 780));
                BrowserContext desk =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
            Page page = phone.newPage();
            page.navigate(base + "/?lang=" + language);
            take(page, "1-home", language);
            page.navigate(base + "/portal/items/JG028");
            take(page, "2-guide", language);
            page.navigate(base + "/portal/question");
            take(page, "3-question", language);
            Seat.signIn(page, base, "li.na", language);
            page.navigate(base + "/portal/items/HZ023/visit");
            take(page, "4-outlets", language);
            page.click("main .cards h3 a");
            page.waitForSelector(".times");
            take(page, "5-times", language);
            page.navigate(base + "/portal/cases/" + opened.get("id").asString());
            take(page, "6-case", language);
            page.navigate(base + "/portal/passes/" + pass.get("number").asString());
            take(page, "7-pass", language);

            Page work = desk.newPage();
            Seat.signIn(work, base, "wang.fang", language);
            take(work, "8-queue", language);
            work.navigate(base + "/desk/work-items/"
                    + Office.workItem(office.as("chen.gang"), opened).get("id").asString());
            work.click(".right form button");
            work.click(".diagram summary");
            work.waitForSelector(".diagram[data-drawn=yes]");
            work.locator(".diagram").scrollIntoViewIfNeeded();
            take(work, "9-desk", language);
            Seat.signIn(work, base, "chen.gang", language);
            work.navigate(base + "/desk/board");
            take(work, "10-board", language);
        }
        Office.withdrawAll(office.as("li.na"), "HZ020");
    }

    private static void take(Page page, String name, String language) throws Exception {
        assertThat(Files.readString(Path.of("README.md"))).contains("/" + name + "-" + language + ".jpg");
        Path file = Files.createDirectories(FOLDER).resolve(name + "-" + language + ".jpg");
        page.screenshot(new Page.ScreenshotOptions()
                .setType(ScreenshotType.JPEG)
                .setQuality(50)
                .setPath(file));
        assertThat(Files.size(file)).as(name).isLessThan(LARGEST_BYTES);
    }
}
