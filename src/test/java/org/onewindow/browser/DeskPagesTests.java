package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.workItem;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.onewindow.journey.Office;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A clerk finds a case, decides it and acts on the pass. */
@Tag("browser")
@RunningOffice
class DeskPagesTests {

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
    void claimsAndDecidesWithoutScriptsByTheKeyboardAlone() {
        JsonNode opened = underReview(office.as("li.na"), heavyTruck());
        String number = opened.get("number").asString();
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            var keys = new Keyboard(page);
            keys.signIn(base, "wang.fang");
            assertThat(page.url()).endsWith("/desk");
            keys.to("[name=text]").types(number).goes("**/desk/search");
            keys.to("ol h3 a:has-text('" + number + "')").goes("**/desk/work-items/*");
            assertThat(page.locator("main").innerText()).contains("领取后才能办理", "无疑的", "138****0002");
            keys.to("button:has-text('领取')").presses("Enter");
            page.waitForSelector("[value=grant]");

            keys.to("button:has-text('办结')").goes("**/completion");
            keys.to("[role=alert] a").presses("Enter");
            keys.chooses("outcome", "grant");
            keys.to("#note").types("材料齐全");
            keys.to("button:has-text('办结')").goes("**/desk?done=grant");
            assertThat(page.locator("[role=status]").innerText()).contains("已办理：准予");
        }
        assertThat(read(office.as("li.na"), "/api/cases/" + opened.get("id").asString())
                        .at("/status/code")
                        .asString())
                .isEqualTo("GRANTED");
    }

    /** From the identity card to the result in the visitor's hand: nothing is read anew, and little is typed. */
    @Test
    void handlesOnTheSpotWhoeverComesToTheWindowByTheKeyboardAlone() {
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            var keys = new Keyboard(page);
            keys.signIn(base, "wang.fang");
            keys.to(".nav a[href='/desk/receptions']").goes("**/desk/receptions");
            keys.to("#citizenId").types("370602190001011019");
            keys.to("#name").types("赵虚构");
            keys.to("#mobile").types("13800000019").goes("**/desk/receptions/*");
            assertThat(page.locator("h1").innerText()).contains("回执 SJ");
            String reception = page.url();
            keys.picks("#item", "HZ022");
            keys.to("button[value=work]").goes("**/desk/work-items/*");
            keys.chooses("outcome", "finish");
            keys.to("button:has-text('办结')").goes("**/desk?done=finish");
            page.navigate(reception);
            assertThat(page.locator(".right .cards li").first().innerText()).contains("户");
        }
    }

    @Test
    void theDiagramSpeaksTheLanguageOfThePageAndMarksWhereTheCaseStands() {
        String item = place(underReview(office.as("li.na"), heavyTruck()));
        for (String language : List.of("zh", "en")) {
            try (BrowserContext context = chromium.browser().newContext()) {
                Page page = context.newPage();
                Seat.signIn(page, base, "wang.fang", language);
                page.navigate(base + item);
                page.click(".diagram summary");
                page.waitForSelector(".diagram[data-drawn=yes]");
                assertThat(page.locator(".djs-element.now").getAttribute("data-element-id"))
                        .isEqualTo("review");
                assertThat(page.locator(".diagram [aria-current=step]").innerText())
                        .contains(language.equals("zh") ? "审核" : "Review");
                assertThat(page.locator(".bjs-powered-by").isVisible()).isTrue();
                assertThat(page.locator(".drawing").innerText().matches("(?s).*\\p{IsHan}.*"))
                        .isEqualTo(language.equals("zh"));
                page.navigate(base + "/desk");
                page.keyboard().press("j");
                assertThat(page.evaluate("document.activeElement.closest('.queue li') != null"))
                        .isEqualTo(true);
            }
        }
    }

    @Test
    void isLargerForWhoeverChoosesItUntilHeLeavesIt() {
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(base + "/?elder=on");
            assertThat(size(page)).isGreaterThanOrEqualTo(24);
            Seat.signIn(page, base, "wang.fang", "zh");
            page.navigate(base + "/desk/board");
            assertThat(size(page)).isGreaterThanOrEqualTo(24);
            page.click("header .size");
            page.waitForSelector("html:not(.elder)");
            assertThat(size(page)).isLessThan(20);
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
