package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The page of the check in a browser, first with the network and then, for good, without it. */
public final class VerifyPage {

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private VerifyPage(Page page) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Loads the page and waits until it says that it needs the network no more. */
    public static VerifyPage open(BrowserContext context, int port, String language) {
        var verify = new VerifyPage(context.newPage());
        verify.page.navigate("http://127.0.0.1:" + port + "/verify?lang=" + language);
        verify.awaitReady();
        assertThat(verify.complaints).isEmpty();
        return verify;
    }

    /** Cuts the network, of page and service worker, and loads the page anew. */
    public VerifyPage withoutNetwork() {
        page.context().setOffline(true);
        // The second goes through the worker, which then asks the network.
        for (String path : List.of("/api/pass-keys", "/favicon.svg?unheard-of")) {
            assertThat(page.evaluate("path => fetch(path).then(() => 'answered', () => 'cut off')", path))
                    .as(path)
                    .isEqualTo("cut off");
        }
        page.reload();
        awaitReady();
        return this;
    }

    private void awaitReady() {
        page.locator("#ready")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("本页已可离线使用|now works without")))
                .waitFor();
    }

    /** What the page says of a code, typed as a handheld scanner does it. */
    public String check(String code, String plate) {
        page.fill("#plate", plate);
        page.fill("#code", code);
        page.press("#code", "Enter");
        Locator result = page.locator("#answer [data-result]");
        result.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return result.getAttribute("data-result");
    }

    public Page page() {
        return page;
    }
}
