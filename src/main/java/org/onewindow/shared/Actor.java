package org.onewindow.shared;

import java.util.Set;

/**
 * Who acts in a request or a step. Carries no personal data: the account id, the roles and the unit are enough to decide
 * what he may do and to write down that he did it.
 *
 * @param id account id, or {@code "rule"} for the system acting by rule
 * @param unit code of the organisation unit, a dotted path such as {@code YT.JJ.ZF}; empty for people outside the authority
 */
public record Actor(String id, Set<Role> roles, String unit) {

    /** The system itself, deciding by a published rule or keeping a deadline. */
    public static final Actor RULE = new Actor("rule", Set.of(), "");

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether this is somebody of the authority whose unit is {@code other} or stands above it in the tree. */
    public boolean worksFor(String other) {
        return !unit.isEmpty() && (other.equals(unit) || other.startsWith(unit + "."));
    }
}
