package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.onewindow.support.Caller;

/** Somebody who has nothing but a keyboard: Tab leads him on, and nothing else does. */
final class Keyboard {

    private static final int MOST_TABS = 150;
    private static final int MOST_CHOICES = 40;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    void signIn(String base, String login) {
        page.navigate(base + "/login?lang=zh-CN");
        to("#username").types(login);
        to("#password").types(Caller.DEMO_PASSWORD).presses("Enter");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** By Tab alone; the place must show that it has the focus. */
    Keyboard to(String place) {
        for (int pressed = 0; pressed < MOST_TABS; pressed++) {
            page.keyboard().press("Tab");
            if (page.locator(":is(" + place + "):focus").count() == 1) {
                assertThat(page.locator(":is(" + place + "):focus-visible").count())
                        .as(place + " shows the focus")
                        .isEqualTo(1);
                return this;
            }
        }
        throw new AssertionError("no key leads to " + place + " at " + page.url());
    }

    Keyboard types(String text) {
        page.keyboard().type(text);
        return this;
    }

    Keyboard presses(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Of several of which one can be chosen. */
    Keyboard chooses(String name, String value) {
        String wanted = "[name='%s'][value='%s']".formatted(name, value);
        to("[name='" + name + "']").presses("Space");
        for (int pressed = 0; pressed < MOST_CHOICES && !page.isChecked(wanted); pressed++) {
            presses("ArrowDown");
        }
        assertThat(page.isChecked(wanted)).as(wanted).isTrue();
        return this;
    }

    Keyboard picks(String place, String value) {
        to(place);
        for (int pressed = 0; pressed < MOST_CHOICES && !page.inputValue(place).equals(value); pressed++) {
            presses("ArrowDown");
        }
        assertThat(page.inputValue(place)).as(place).isEqualTo(value);
        return this;
    }

    /** Follows or sends what has the focus, and waits for what comes. */
    void goes(String toAddress) {
        presses("Enter");
        page.waitForURL(toAddress);
    }
}
