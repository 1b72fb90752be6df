package org.onewindow.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of this machine; none is fetched. */
public final class Chromium implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable, String... arguments) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(Stream.concat(
                                        Stream.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
                                        Stream.of(arguments))
                                .toList()));
    }

    /**
     * Where there is no browser the test is skipped, unless the environment says {@code ONEWINDOW_BROWSER=required}. Another
     * one than the usual is named by {@code CHROME_BIN}.
     */
    public static Chromium open(String... arguments) {
        Optional<Path> found = Stream.concat(Stream.ofNullable(System.getenv("CHROME_BIN")), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String why = "no Chromium at CHROME_BIN or " + PLACES;
            if ("required".equals(System.getenv("ONEWINDOW_BROWSER"))) {
                throw new AssertionError(why);
            }
            Assumptions.abort("skipped: " + why);
        }
        return new Chromium(found.orElseThrow(), arguments);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
