package org.onewindow.shared;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with an application, so that the applicant is told once and not item by item. */
public final class Defects {

    private final List<Refusal.Defect> found = new ArrayList<>();

    /** Notes a defect unless {@code holds}. */
    public Defects require(boolean holds, String field, String code, Object... arguments) {
        if (!holds) {
            found.add(new Refusal.Defect(field, code, List.of(arguments)));
        }
        return this;
    }

    public List<Refusal.Defect> found() {
        return List.copyOf(found);
    }

    public boolean any() {
        return !found.isEmpty();
    }

    /** @throws Refusal of kind INVALID that names all defects, if there is one */
    public void refuse() {
        if (any()) {
            throw Refusal.invalid(found);
        }
    }
}
