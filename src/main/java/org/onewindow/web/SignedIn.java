package org.onewindow.web;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/** Somebody who has shown who he is, by token or by form; its name is the account id, its authorities are the roles. */
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String account;
    private final String unit;

    SignedIn(Actor actor) {
        super(AuthorityUtils.createAuthorityList(
                actor.roles().stream().map(role -> "ROLE_" + role).toList()));
        account = actor.id();
        unit = actor.unit();
        setAuthenticated(true);
    }

    Actor actor() {
        Set<String> authorities =
                getAuthorities().stream().map(GrantedAuthority::getAuthority).collect(Collectors.toSet());
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> authorities.contains("ROLE_" + role))
                .collect(Collectors.toSet());
        return new Actor(account, roles, unit);
    }

    /** Whether the citizens' pages are his. */
    boolean isCitizen() {
        return actor().is(Role.APPLICANT) || actor().is(Role.AGENT);
    }

    /** Whether the clerks' pages are his. */
    boolean isOfficer() {
        return actor().is(Role.CLERK) || actor().is(Role.SUPERVISOR);
    }

    /** Whether he goes out to people, and has no desk. */
    boolean isOutdoors() {
        return actor().is(Role.OFFICER) && !isOfficer();
    }

    @Override
    public String getPrincipal() {
        return account;
    }

    /** Nothing secret is kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
