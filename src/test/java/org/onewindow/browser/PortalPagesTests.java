package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.journey.Office;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An agent with a phone applies, follows the case and shows the pass. */
@RunningOffice
class PortalPagesTests {

    private static final String QUESTION =
            "/portal/question?zone=ZF&date=2026-11-24&time=12:00&bodyType=FLATBED&energy=DIESEL&lengthMm=9000"
                    + "&widthMm=2550&heightMm=3500&grossMassKg=25000&load=GENERAL&plate.type=";
    private static final int LARGEST_BYTES = 30 * 1024;
    private static final int LARGEST_DESK_BYTES = 60 * 1024;

    private static Chromium chromium;

    private final int port;
    private final String base;
    private final Office office;

    @Autowired
    PortalPagesTests(@LocalServerPort int port) {
        this.port = port;
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
    void appliesWithoutScriptsAndByKeyboard() {
        try (BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setViewportSize(360, 740))) {
            Page page = context.newPage();
            Seat.signIn(page, base, "li.na", "zh");
            assertThat(page.url()).endsWith("/portal");
            page.click("text=申请货车通行码");
            assertThat(page.locator("main").innerText()).contains("不用上传驾驶证");
            page.click("text=开始申请");

            page.locator("[name='plate.number']").press("Enter");
            assertThat(page.locator("[role=alert]").innerText()).contains("号牌号码", "通行码种类");
            page.click("[role=alert] [href='#plate.number']");
            page.keyboard().type("鲁F10001");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            page.check("[value=LARGE]");
            page.keyboard().press("Enter");
            // A key does not wait for the page that it brings.
            page.waitForURL("**/where");
            assertThat(page.locator("main").innerText()).contains("芝罘区限行区域");

            page.check("[value=ZF]");
            page.fill("[name='period.from']", Office.today().toString());
            page.fill("[name='period.to']", Office.today().plusDays(9).toString());
            page.click("text=保存并继续");

            page.fill("[name=purpose]", "运送建材");
            page.fill("[name='goods.kind']", "建材");
            page.check("[value=false]");
            page.click("text=保存并继续");

            page.check("text=烟台示例物流有限公司");
            assertThat(page.inputValue("[name='contact.mobile']")).isEqualTo("13800000002");
            page.click("text=保存并继续");

            assertThat(page.locator("main").innerText())
                    .contains("鲁F10001", "大型货车通行码", "芝罘区限行区域", "全天", "运送建材", "烟台示例物流有限公司");
            page.click("li:has-text('用途') a");
            page.fill("[name=purpose]", "运送钢材");
            page.click("text=保存并继续");
            assertThat(page.locator("main").innerText()).contains("运送钢材");
            page.click("text=提交申请");

            assertThat(page.locator("h1").innerText()).isEqualTo("申请已提交");
            Sight.shoot(page, "portal-sent", "zh", 360);
            page.click("text=查看办件进度");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                page.reload();
                return page.locator("main").innerText().contains("由审核人员办理");
            });
            page.click("text=撤回申请");
            page.click("text=确认撤回");
            assertThat(page.locator("[role=status]").innerText()).contains("已撤回");
            page.click("text=再次申请");
            page.click("text=删除草稿");
            assertThat(page.url()).endsWith("/portal");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 360", "zh, 1280", "en, 360", "en, 1280"})
    void keepsNobodyOut(String language, int width) {
        JsonNode pass = office.granted(Office.heavyTruck());
        String number = pass.get("number").asString();
        try (Seat seat = new Seat(chromium, port, "portal", language, width, LARGEST_BYTES)) {
            Page page = seat.page;
            seat.visit(QUESTION + "&lang=" + language, "question");
            seat.visit("/portal/question?zone=XX", "question-wrong");
            seat.visit("/portal/items", "items");
            seat.visit("/portal/items/JG001", "item");
            seat.signIn("li.na");
            seat.visit("/password", "password");
            seat.visit("/second-factor", "second-factor");
            seat.visit("/portal", "cases");
            seat.visit("/portal/apply", "apply");
            seat.visit("/portal/cases/" + pass.get("caseId").asString(), "case");
            seat.visit("/portal/passes/" + number, "pass");
            assertThat(page.evaluate("document.querySelector('.qr').naturalWidth > 0"))
                    .isEqualTo(true);
            page.navigate(base + "/portal/apply");
            page.click("main form button");
            String draft = seat.place().replaceFirst("/vehicle$", "");
            for (String step : List.of("/vehicle", "/where", "/goods", "/applicant", "")) {
                seat.visit(draft + step, "step" + step.replace('/', '-'));
            }
            page.navigate(base + draft + "/vehicle");
            page.fill("[name='plate.number']", "F1");
            page.click("main form button");
            seat.look("step-wrong");
            seat.visit("/portal/cases/nobodys", "refused");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 360", "en, 1280"})
    void appliesForAnyItemAndBooksAVisit(String language, int width) {
        try (Seat seat = new Seat(chromium, port, "portal", language, width, LARGEST_BYTES)) {
            Page page = seat.page;
            seat.signIn("li.na");
            Office.withdrawAll(office.as("li.na"), "HZ023");
            seat.visit("/portal/items/HZ023/application", "service-where");
            page.click("main form button");
            seat.look("service-wrong");
            page.selectOption("#unit", "YT.JJ.ZF");
            page.check("[value=COUNTER]");
            page.click("main form button");
            page.waitForURL("**/request");
            seat.look("service-request");
            page.fill("#note", "随母姓");
            page.click("main form button");
            seat.look("service-check");
            page.click("main form[action$=submission] button");
            seat.look("service-sent");
            page.click("main a.action");
            seat.look("service-case");

            seat.visit("/portal/items/HZ023/visit", "outlets");
            page.click("main .cards h3 a");
            seat.look("slots");
            page.click(".times button:not([disabled])");
            page.waitForURL("**/portal/visits/*");
            seat.look("visit-held");
            page.click("main form[action$=confirmation] button");
            seat.look("visit");
            String visit = seat.place();
            seat.visit("/portal/visits", "visits");
            seat.visit(visit + "/outlets", "visit-outlets");
            page.navigate(base + visit);
            page.click("main summary");
            page.click("main form[action$=cancellation] button");
            seat.look("visit-cancelled");
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, 360", "en, 1280"})
    void asksForAVisitAtHome(String language, int width) {
        try (Seat seat = new Seat(chromium, port, "portal", language, width, LARGEST_BYTES)) {
            Page page = seat.page;
            seat.signIn("li.na");
            seat.visit("/portal/items/HZ023", "item-at-home");
            page.click("main a[href^='/portal/home-visits/new']");
            page.waitForURL("**/portal/home-visits/new?*");
            seat.look("home-districts");
            page.click("main .cards a[href*='370602']");
            page.waitForSelector("#home");
            seat.look("home-form");
            page.click("main form button");
            page.waitForSelector("[role=alert]");
            seat.look("home-form-wrong");
            page.check("[value=AGED]");
            page.selectOption("#near", "ZF13");
            page.fill("#home", "演示路9号（虚构）");
            page.selectOption("#items", "JG028");
            page.click("main form button");
            page.waitForSelector("form[action$=cancellation]", attached());
            seat.look("home-visit");
            String visit = seat.place();
            seat.visit("/portal/home-visits", "home-visits");
            try (Seat clerk = new Seat(chromium, port, "desk", language, width, LARGEST_DESK_BYTES)) {
                clerk.signIn("wang.fang");
                clerk.visit("/desk/home-visits", "home-visits");
                plan(clerk.page, visit.substring(visit.lastIndexOf('/') + 1));
                clerk.page.click("ol.queue details summary");
                clerk.look("home-visits-planned");
                clerk.page.click("ol.queue details button");
                clerk.page.waitForSelector("[role=alert]");
                clerk.look("home-visits-wrong");
            }
            page.navigate(base + visit);
            assertThat(page.locator("main dl strong").innerText()).contains("09:00");
            page.click("main summary");
            page.click("main form[action$=cancellation] button");
            page.waitForSelector(
                    "form[action$=cancellation]",
                    new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
            seat.look("home-visit-cancelled");
        }
    }

    private static Page.WaitForSelectorOptions attached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
    }

    private void plan(Page page, String visit) {
        String form = "form[action$='" + visit + "/plan'] ";
        page.fill(form + "[name=day]", office.workingDay("ZF13").toString());
        page.fill(form + "[name=time]", "09:00");
        page.click(form + "button");
        page.waitForURL("**/desk/home-visits?day=*");
    }

    @Test
    void booksAndCancelsByTheKeyboardAlone() {
        Office.withdrawAll(office.as("li.na"), "HZ023");
        try (BrowserContext context =
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(360, 740))) {
            Page page = context.newPage();
            Seat.signIn(page, base, "li.na", "zh");
            page.navigate(base + "/portal/items/HZ023/visit");
            tabTo(page, ".cards h3 a");
            page.keyboard().press("Enter");
            page.waitForSelector(".times");
            tabTo(page, ".times button:not([disabled])");
            page.keyboard().press("Enter");
            page.waitForURL("**/portal/visits/*");
            tabTo(page, "form[action$=confirmation] button");
            page.keyboard().press("Enter");
            page.waitForSelector("main summary");
            tabTo(page, "main details:has(form[action$=cancellation]) summary");
            page.keyboard().press("Enter");
            tabTo(page, "form[action$=cancellation] button");
            page.keyboard().press("Enter");
            page.waitForSelector(
                    "form[action$=cancellation]",
                    new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        }
    }

    private static void tabTo(Page page, String place) {
        for (int pressed = 0; pressed < 80; pressed++) {
            page.keyboard().press("Tab");
            if (page.locator(":focus").count() > 0
                    && Boolean.TRUE.equals(page.evaluate("place => document.activeElement.matches(place)", place))) {
                return;
            }
        }
        throw new AssertionError("no key leads to " + place);
    }
}
