package org.onewindow.casework;

import java.util.List;
import org.springframework.context.ApplicationContext;

/** What the route tells of the clocks, for tests of other modules. */
public final class ClocksOfACase {

    private ClocksOfACase() {}

    public static List<?> of(ApplicationContext office, Case c) {
        return office.getBean(CaseClocks.class).of(c);
    }
}
