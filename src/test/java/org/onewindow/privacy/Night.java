package org.onewindow.privacy;

import org.springframework.context.ApplicationContext;

/** What the office does every night, done now, for tests of other modules. */
public final class Night {

    private Night() {}

    public static void pass(ApplicationContext office) {
        office.getBean(Erasures.class).eraseWhatIsDue();
    }
}
