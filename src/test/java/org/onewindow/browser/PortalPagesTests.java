package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.onewindow.journey.Office;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An agent with a phone applies, follows the case and shows the pass. */
@Tag("browser")
@RunningOffice
class PortalPagesTests {

    private static Chromium chromium;

    private final String base;
    private final Office office;

    @Autowired
    PortalPagesTests(@LocalServerPort int port) {
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
    void appliesWithoutScriptsByTheKeyboardAlone() {
        try (BrowserContext context = phoneWithoutScripts()) {
            Page page = context.newPage();
            var keys = new Keyboard(page);
            keys.signIn(base, "li.na");
            assertThat(page.url()).endsWith("/portal");
            keys.to("a:has-text('申请货车通行码')").goes("**/portal/apply");
            assertThat(page.locator("main").innerText()).contains("不用上传驾驶证");
            keys.to("button:has-text('开始申请')").goes("**/vehicle");

            keys.to("[name='plate.number']").presses("Enter");
            page.waitForSelector("[role=alert]");
            assertThat(page.locator("[role=alert]").innerText()).contains("号牌号码", "通行码种类");
            keys.to("[role=alert] [href='#plate.number']").presses("Enter");
            assertThat(page.locator("[name='plate.number']:focus").count()).isEqualTo(1);
            keys.types("鲁F10001").chooses("plate.type", "01").chooses("passClass", "LARGE");
            keys.to("button[type=submit]:has-text('继续')").goes("**/where");
            assertThat(page.locator("main").innerText()).contains("芝罘区限行区域");

            keys.to("[name=zones][value=ZF]").presses("Space");
            keys.to("[name='period.from']").types(day(Office.today()));
            keys.to("[name='period.to']").types(day(Office.today().plusDays(9)));
            keys.to("button[type=submit]:has-text('继续')").goes("**/goods");
            keys.to("[name=purpose]").types("运送建材");
            keys.to("[name='goods.kind']").types("建材");
            keys.chooses("goods.hazardous", "false");
            keys.to("button[type=submit]:has-text('继续')").goes("**/applicant");
            keys.chooses("applicant.kind", "91370600MA0000007C");
            assertThat(page.inputValue("[name='contact.mobile']")).isEqualTo("13800000002");
            keys.to("button[type=submit]:has-text('继续')").goes("**/portal/applications/*");

            assertThat(page.locator("main").innerText())
                    .contains("鲁F10001", "大型货车通行码", "芝罘区限行区域", "全天", "运送建材", "烟台示例物流有限公司");
            keys.to("li:has-text('用途') a").goes("**/goods");
            keys.to("[name=purpose]").presses("Control+A").types("运送钢材");
            keys.to("button[type=submit]:has-text('继续')").goes("**/portal/applications/*");
            assertThat(page.locator("main").innerText()).contains("运送钢材");
            keys.to("button:has-text('提交申请')").goes("**/sent");

            assertThat(page.locator("h1").innerText()).isEqualTo("申请已提交");
            keys.to("a:has-text('查看办件进度')").presses("Enter");
            page.waitForSelector(".stages");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                page.reload();
                return page.locator("main").innerText().contains("由审核人员办理");
            });
            keys.to("a:has-text('撤回申请')").goes("**/withdrawal");
            keys.to("button:has-text('确认撤回')").presses("Enter");
            page.waitForSelector("button:has-text('再次申请')");
            assertThat(page.locator("[role=status]").innerText()).contains("已撤回");
            keys.to("button:has-text('再次申请')").goes("**/portal/applications/*");
            keys.to("button:has-text('删除草稿')").goes("**/portal");
        }
    }

    @Test
    void booksAndCancelsWithoutScriptsByTheKeyboardAlone() {
        Office.withdrawAll(office.as("li.na"), "HZ023");
        try (BrowserContext context = phoneWithoutScripts()) {
            Page page = context.newPage();
            var keys = new Keyboard(page);
            keys.signIn(base, "li.na");
            page.navigate(base + "/portal/items/HZ023/visit");
            keys.to("#place").types("莱山").presses("Enter");
            page.waitForSelector("main :text('公里')");
            keys.to(".cards h3 a").presses("Enter");
            page.waitForSelector(".times");
            keys.to(".times button:not([disabled])").goes("**/portal/visits/*");
            keys.to("form[action$=confirmation] button").presses("Enter");
            page.waitForSelector("a[href$='visit.ics']");
            keys.to("main details:has(form[action$=cancellation]) summary").presses("Enter");
            keys.to("form[action$=cancellation] button").presses("Enter");
            page.waitForSelector(
                    "form[action$=cancellation]",
                    new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        }
    }

    /** Left while it is sent, and found again. */
    @Test
    void aFleetIsSentWhileItsAgentIsElsewhere() {
        try (BrowserContext context = phoneWithoutScripts()) {
            Page page = context.newPage();
            Seat.signIn(page, base, "li.na", "zh");
            page.navigate(base + "/portal/fleets/application");
            EveryPageTests.fillFleet(page);
            page.click("main form button");
            page.waitForURL("**/portal/fleets/*");
            String fleet = page.url();
            assertThat(page.locator("#progress progress").count()).isEqualTo(1);
            page.navigate(base + "/portal");
            page.click("a:has-text('车队申请')");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                page.navigate(fleet);
                return page.getAttribute("#progress", "data-waiting").equals("0");
            });
            assertThat(page.locator("#progress").innerText()).contains("1 辆没有提交", "鲁F10001");
            page.click("#progress a:has-text('鲁F10001')");
            page.waitForURL("**/portal/cases/*");
        }
        Office.withdrawAll(office.as("li.na"), "JG028");
    }

    /** Over the plain sketch a deployer's tiles may lie; without them no picture is asked for. */
    @Test
    void asksNoServerForAMap() {
        try (BrowserContext context = phoneWithoutScripts()) {
            Page page = context.newPage();
            Seat.signIn(page, base, "li.na", "zh");
            page.navigate(base + "/portal/items/HZ023/visit");
            assertThat(page.locator("svg.map circle.near").count()).isEqualTo(10);
            assertThat(page.locator("svg.map image").count()).isZero();
        }
    }

    private static BrowserContext phoneWithoutScripts() {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setLocale("en-US")
                        .setViewportSize(360, 740));
    }

    /** As it is typed into a field for a date. */
    private static String day(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("MMdduuuu"));
    }
}
