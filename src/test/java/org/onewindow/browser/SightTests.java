package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What looks at all pages sees what is wrong with one. */
@Tag("browser")
class SightTests {

    @Test
    void whatKeepsSomebodyOutIsSeen() {
        try (Chromium chromium = Chromium.open()) {
            Page page = chromium.browser().newPage();
            page.setViewportSize(360, 800);
            page.setContent("""
                    <html lang="zh"><title>好</title><main><h1>好</h1><a href="#" style="display:block;height:44px">好</a></main>""");
            Sight.check(page, "good", "zh", 360);
            page.setContent("""
                    <html lang="zh"><title>坏</title><main><h1 style="color:#bbb">看不清的标题</h1><img src="data:,"></main>""");
            assertThat(Sight.barriers(page)).hasSize(2);
            page.setContent("""
                    <html lang="zh"><title>坏</title><main><h1>坏</h1><a href="#">坏</a></main>""");
            assertThatThrownBy(() -> Sight.check(page, "bad", "zh", 360)).hasMessageContaining("targets");
        }
    }
}
