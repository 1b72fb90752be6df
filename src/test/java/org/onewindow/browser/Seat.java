package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import org.onewindow.support.Caller;

/** Somebody in front of a browser: signs in and goes from page to page, and every page is looked at. */
final class Seat implements AutoCloseable {

    final Page page;

    private final BrowserContext context;
    private final String base;
    private final String area;
    private final String language;
    private final int width;
    private final int largestBytes;

    /** What the browser was kept from, and what it asked of other hosts. */
    private final List<String> strange = new ArrayList<>();

    /**
     * @param area first word of the names of the pictures
     * @param largestBytes no page is larger
     */
    Seat(Chromium chromium, int port, String area, String language, int width, int largestBytes) {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(width, 800));
        page = context.newPage();
        base = "http://127.0.0.1:" + port;
        page.onConsoleMessage(said -> {
            if (said.text().contains("Content Security Policy")) {
                strange.add(said.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().matches("(data|blob):.*")) {
                strange.add(request.url());
            }
        });
        this.area = area;
        this.language = language;
        this.width = width;
        this.largestBytes = largestBytes;
    }

    /** Whoever sat here before has left. */
    void signIn(String login) {
        context.clearCookies();
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
        assertThat(answer.body().length).as(name).isLessThan(largestBytes);
        look(name);
    }

    void look(String name) {
        Sight.check(page, area + "-" + name, language, width);
        assertThat(strange).as(name).isEmpty();
    }

    /** Where the browser is, without the host. */
    String place() {
        return page.url().substring(base.length());
    }

    @Override
    public void close() {
        context.close();
    }
}
