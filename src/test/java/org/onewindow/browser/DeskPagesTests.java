package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.received;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.workItem;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.journey.Office;
import org.onewindow.support.RunningOffice;
import org.onewindow.web.OperationsPort;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A clerk finds a case, decides it and acts on the pass. */
@RunningOffice
class DeskPagesTests {

    private static final int LARGEST_BYTES = 60 * 1024;

    private static Chromium chromium;

    private final int port;
    private final String base;
    private final Office office;
    private final OperationsPort operations;

    @Autowired
    DeskPagesTests(@LocalServerPort int port, OperationsPort operations) {
        this.port = port;
        this.operations = operations;
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
            Seat.signIn(page, base, "wang.fang", "zh");
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
        String item = place(opened);
        String number = office.granted(heavyTruck()).get("number").asString();
        String acceptance = place(received(office.as("li.na"), "HZ020"));
        try (Seat seat = new Seat(chromium, port, "desk", language, width, LARGEST_BYTES)) {
            Page page = seat.page;
            seat.signIn("chen.gang");
            seat.visit("/desk", "queue");
            seat.visit("/desk/board", "board");
            seat.visit("/desk/trends", "trends");
            seat.visit("/desk/counter", "counters");
            seat.visit("/desk/counter/ZF13/calendar", "calendar");
            seat.visit("/desk/batches", "batches");
            seat.visit("/desk/objections", "objections");
            seat.visit(item, "free");
            seat.signIn("wang.fang");
            seat.visit("/desk/passes", "passes");
            seat.visit("/desk/passes/" + number, "pass");
            seat.visit(acceptance, "acceptance-free");
            page.click(".right form button");
            page.check("[value=notAccept]");
            page.click("button[accesskey=d]");
            seat.look("acceptance-wrong");
            page.navigate(base + item);
            page.click(".right form button");
            seat.look("item");
            page.click(".diagram summary");
            page.waitForSelector(".diagram[data-drawn=yes]");
            assertThat(page.locator(".djs-element.now").getAttribute("data-element-id"))
                    .isEqualTo("review");
            assertThat(page.locator(".diagram [aria-current=step]").innerText())
                    .contains(language.equals("zh") ? "审核" : "Review");
            assertThat(page.locator(".bjs-powered-by").isVisible()).isTrue();
            assertThat(page.locator(".drawing").innerText().matches("(?s).*\\p{IsHan}.*"))
                    .isEqualTo(language.equals("zh"));
            seat.look("diagram");
            page.check("[value=correct]");
            page.click("button[accesskey=d]");
            seat.look("wrong");
            page.check("[value=refuse]");
            page.fill("#note", "材料不实");
            page.click("button[accesskey=d]");
            seat.look("done");
            page.keyboard().press("j");
            assertThat(page.evaluate("document.activeElement.closest('.queue li') != null"))
                    .isEqualTo(true);
            seat.visit(item, "gone");
            seat.visit("/desk/work-items/nobodys", "refused");
        }
    }

    @Test
    void isLargerForWhoeverChoosesItUntilHeLeavesIt() {
        String item = place(received(office.as("li.na"), "HZ020"));
        try (Seat seat = new Seat(chromium, port, "elder", "zh", 360, LARGEST_BYTES)) {
            seat.visit("/?elder=on", "home");
            assertThat(size(seat.page)).isGreaterThanOrEqualTo(24);
            Seat.signIn(seat.page, base, "wang.fang", "zh");
            seat.visit("/desk", "queue");
            seat.visit(item, "item");
            seat.visit("/desk/board", "board");
            seat.visit("/desk/trends", "trends");
            seat.visit("/desk/counter/ZF13/calendar", "calendar");
            assertThat(size(seat.page)).isGreaterThanOrEqualTo(24);
            seat.page.click("header .size");
            assertThat(size(seat.page)).isLessThan(20);
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 360", "en, 1280"})
    void showsTheOperatorHowTheOfficeRuns(String language, int width) {
        try (Seat seat = new Seat(chromium, operations.number(), "operations", language, width, LARGEST_BYTES)) {
            seat.signIn("ops");
            seat.visit("/ops/overview", "overview");
        }
    }

    private static int size(Page page) {
        return ((Number) page.evaluate("parseInt(getComputedStyle(document.body).fontSize)")).intValue();
    }

    private String place(JsonNode opened) {
        return "/desk/work-items/"
                + workItem(office.as("chen.gang"), opened).get("id").asString();
    }
}
