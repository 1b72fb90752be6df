package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.workItem;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.journey.Office;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A clerk finds a case, decides it and acts on the pass. */
@RunningOffice
class DeskPagesTests {

    private static final int LARGEST_BYTES = 60 * 1024;

    private static Chromium chromium;

    private final String base;
    private final Office office;

    @Autowired
    DeskPagesTests(@LocalServerPort int port) {
        base = "http://127.0.0.1:" + port;
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

    @Test
    void decidesWithoutScriptsAndByKeyboard() {
        JsonNode opened = underReview(office.as("li.na"), heavyTruck());
        String number = opened.get("number").asString();
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            signIn(page, "wang.fang", "zh");
            assertThat(page.url()).endsWith("/desk");
            page.focus("[name=text]");
            page.keyboard().type(number);
            page.keyboard().press("Enter");
            page.waitForURL("**/desk/search");
            page.focus("ol h3 a:has-text('" + number + "')");
            page.keyboard().press("Enter");
            page.waitForURL("**/desk/work-items/*");
            assertThat(page.locator("main").innerText()).contains("领取后才能办理", "无疑的", "138****0002");
            page.focus("button:has-text('领取')");
            page.keyboard().press("Enter");

            page.focus("button:has-text('办结')");
            page.keyboard().press("Enter");
            page.waitForURL("**/completion");
            page.focus("[role=alert] a");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            assertThat(page.isChecked("[value=grant]")).isTrue();
            page.keyboard().press("Tab");
            page.keyboard().type("材料齐全");
            page.focus("button:has-text('办结')");
            page.keyboard().press("Enter");
            page.waitForURL("**/desk?done=grant");
            assertThat(page.locator("[role=status]").innerText()).contains("已办理：准予");
        }
        assertThat(read(office.as("li.na"), "/api/cases/" + opened.get("id").asString())
                        .at("/status/code")
                        .asString())
                .isEqualTo("GRANTED");
    }

    @ParameterizedTest
    @CsvSource({"zh, 360", "zh, 1280", "en, 360", "en, 1280"})
    void keepsNobodyOut(String language, int width) {
        JsonNode opened = underReview(office.as("li.na"), heavyTruck());
        String item = "/desk/work-items/"
                + workItem(office.as("chen.gang"), opened).get("id").asString();
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 800))) {
            Page page = context.newPage();
            signIn(page, "chen.gang", language);
            visit(page, "/desk", "queue", language, width);
            visit(page, "/desk/board", "board", language, width);
            visit(page, item, "free", language, width);
            signIn(page, "wang.fang", language);
            page.navigate(base + item);
            page.click(".right form button");
            Sight.check(page, "desk-item", language, width);
            page.check("[value=correct]");
            page.click("button[accesskey=d]");
            Sight.check(page, "desk-wrong", language, width);
            page.check("[value=refuse]");
            page.fill("#note", "材料不实");
            page.click("button[accesskey=d]");
            Sight.check(page, "desk-done", language, width);
            visit(page, item, "gone", language, width);
            visit(page, "/desk/work-items/nobodys", "refused", language, width);
        }
    }

    private void signIn(Page page, String login, String language) {
        page.context().clearCookies();
        page.navigate(base + "/login?lang=" + language);
        page.fill("#username", login);
        page.fill("#password", Caller.DEMO_PASSWORD);
        page.press("#password", "Enter");
    }

    private void visit(Page page, String path, String name, String language, int width) {
        Response answer = page.navigate(base + path);
        assertThat(answer.body().length).as(name).isLessThan(LARGEST_BYTES);
        Sight.check(page, "desk-" + name, language, width);
    }
}
