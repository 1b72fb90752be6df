package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a page must be for everybody to use it. */
final class Sight {

    private static final String AXE = axe();

    private Sight() {}

    private static String axe() {
        try (InputStream in = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing serious that axe finds (contrast of 4.5 is of it), no wider than the screen, and all targets of the size of a thumb, but the mark that the viewer's makers draw. */
    static void check(Page page, String name, String language, int width) {
        shoot(page, name, language, width);
        assertThat(barriers(page)).as(name + " " + language + " " + width).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " is no wider than the screen")
                .isEqualTo(true);
        assertThat(page.evaluate("""
                [...document.querySelectorAll('a:not(.bjs-powered-by, .skip), button, input, select, textarea, summary')]
                    .map(e => e.closest('label') || e)
                    .filter(e => e.offsetParent)
                    .filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44)
                    .map(e => e.outerHTML)""")).as("targets of " + name).isEqualTo(List.of());
    }

    /**
     * What axe finds serious or critical, with the elements. Asked by itself rather than by its builder, which would send half a
     * megabyte for each width and have all that is in order described too.
     */
    static List<?> barriers(Page page) {
        if (page.evaluate("window.axe === undefined").equals(true)) {
            page.evaluate(AXE + ";0");
        }
        return (List<?>) page.evaluate("""
                axe.run(document, {resultTypes: ['violations'], iframes: false, preload: false}).then(found => found.violations
                    .filter(one => ['serious', 'critical'].includes(one.impact))
                    .map(one => one.help + ': ' + one.nodes.map(node => node.html).join(' ')))""");
    }

    /** For people to look at; where the browser is too busy to draw it, the page is none the worse. */
    static void shoot(Page page, String name, String language, int width) {
        try {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setType(ScreenshotType.JPEG)
                    .setQuality(60)
                    .setPath(Path.of("target/screenshots", name + "-" + language + "-" + width + ".jpg")));
        } catch (PlaywrightException busy) {
            System.getLogger(Sight.class.getName()).log(System.Logger.Level.WARNING, "no picture of " + name, busy);
        }
    }
}
