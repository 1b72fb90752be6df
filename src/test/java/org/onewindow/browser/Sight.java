package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;

/** What a page must be for everybody to use it. */
final class Sight {

    private Sight() {}

    /** Nothing serious that axe finds (contrast of 4.5 is of it), no wider than the screen, and all targets of the size of a thumb, but the mark that the viewer's makers draw. */
    static void check(Page page, String name, String language, int width) {
        shoot(page, name, language, width);
        // Without frames there is nothing for which a second page would be needed.
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .as(name + " " + language + " " + width)
                .filteredOn(violation -> List.of("serious", "critical").contains(violation.getImpact()))
                .isEmpty();
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

    /** For people to look at; where the browser is too busy to draw it, the page is none the worse. */
    static void shoot(Page page, String name, String language, int width) {
        try {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target/screenshots", name + "-" + language + "-" + width + ".png")));
        } catch (PlaywrightException busy) {
            System.getLogger(Sight.class.getName()).log(System.Logger.Level.WARNING, "no picture of " + name, busy);
        }
    }
}
