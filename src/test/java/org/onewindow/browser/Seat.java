package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.onewindow.journey.Spoken;
import org.onewindow.support.Caller;

/** Somebody in front of a browser: signs in and goes from page to page, and every page is looked at in every width. */
final class Seat implements AutoCloseable {

    /** With all that it is made of, but the viewer of diagrams. */
    private static final int LARGEST_BYTES = 150 * 1024;

    private static final int PATIENCE = 20_000;

    final Page page;

    private final BrowserContext context;
    private final String base;
    private final String area;
    private final String language;
    private final int[] widths;

    /** What the browser was kept from, and what it asked of other hosts. */
    private final List<String> strange = new ArrayList<>();

    /** All that is wrong with the pages that were looked at: told at once, at the end. */
    private final List<String> complaints = new ArrayList<>();

    private final Set<String> templates = new TreeSet<>();
    private final Set<String> paths = new TreeSet<>();

    /** @param area first word of the names of the pictures */
    Seat(Chromium chromium, int port, String area, String language, int... widths) {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(widths[0], 800));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        base = "http://127.0.0.1:" + port;
        page.onConsoleMessage(said -> {
            if (said.text().contains("Content Security Policy")) {
                strange.add(said.text());
            }
        });
        page.onPageError(strange::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().matches("(data|blob):.*")) {
                strange.add(request.url());
            }
        });
        this.area = area;
        this.language = language;
        this.widths = widths;
    }

    /** Whoever sat here before has left; how he liked the pages stays. */
    void signIn(String login) {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("ONEWINDOW"));
        signIn(page, base, login, language);
    }

    static void signIn(Page page, String base, String login, String language) {
        page.navigate(base + "/login?lang=" + language);
        page.fill("#username", login);
        page.fill("#password", Caller.DEMO_PASSWORD);
        page.press("#password", "Enter");
        page.waitForURL(url -> !url.contains("/login"));
    }

    void visit(String path, String name) {
        Response answer = page.navigate(base + path);
        note(() -> assertThat(answer.headerValue("content-security-policy"))
                .as(name)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe"));
        look(name);
    }

    /** The page that is shown now. */
    void look(String name) {
        templates.add(String.valueOf(page.getAttribute("body", "data-page")));
        paths.add(place().replaceFirst("[?#].*", ""));
        for (int width : widths) {
            page.setViewportSize(width, 800);
            note(() -> Sight.check(page, area + "-" + name, language, width));
        }
        note(() -> assertThat(strange).as(name).isEmpty());
        strange.clear();
        note(() -> assertThat(bytes()).as("bytes of " + name).isLessThan(LARGEST_BYTES));
        note(() -> assertThat(Spoken.strange(page.content(), language))
                .as(name + " speaks its language")
                .isEmpty());
    }

    private void note(Runnable look) {
        try {
            look.run();
        } catch (AssertionError wrong) {
            complaints.add(wrong.getMessage());
        }
    }

    /** Does something in front of the browser; what does not work is a complaint, and the rest of it is left out. */
    void attempt(Consumer<Seat> something) {
        try {
            something.accept(this);
        } catch (AssertionError | RuntimeException failed) {
            complaints.add(place() + ": " + failed);
        }
    }

    List<String> complaints() {
        return complaints;
    }

    private int bytes() {
        return ((Number) page.evaluate("""
                performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))
                    .filter(e => !e.name.includes('/bpmn-js/') && !e.name.includes('/desk/diagrams/'))
                    .reduce((sum, e) => sum + e.encodedBodySize, 0)""")).intValue();
    }

    /** Follows or sends it, waits until another page has come, and looks at that. */
    void click(String what, String name) {
        go(what);
        look(name);
    }

    /** The same without a look. */
    void go(String what) {
        page.evaluate("document.body.dataset.left = 'no'");
        page.click(what);
        page.waitForSelector(
                "body:not([data-left])", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /** Where the browser is, without the host. */
    String place() {
        return page.url().substring(base.length());
    }

    /** Of the pages that were looked at, what they are made by. */
    Set<String> templates() {
        return templates;
    }

    /** Addresses that were looked at. */
    Set<String> paths() {
        return paths;
    }

    @Override
    public void close() {
        context.close();
    }
}
