package org.onewindow.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Collection;
import java.util.Set;
import org.onewindow.shared.Role;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID Connect issuer that the office believes who somebody is. What he may do stands with his account here, and a
 * token's own roles are not read.
 *
 * @param uri as in the claim {@code iss}; its discovery document lies below it
 * @param audience of access tokens for our API; without one, its access tokens are not taken
 * @param loginClaim the claim that holds the login of an account here, or the identity number of a citizen
 * @param roles whom it can vouch for: an account with any other role is unknown to it
 * @param secondFactor how it tells that a second factor was shown; without it, ours is asked for
 * @param pages how people sign in to the pages there; without it, they do not
 */
record Issuer(
        @NotNull URI uri,
        String audience,
        @DefaultValue("sub") String loginClaim,
        @NotEmpty Set<Role> roles,
        @Valid SecondFactor secondFactor,
        @Valid Pages pages) {

    /** @param values of which the claim, such as {@code amr} or {@code acr}, must hold one */
    record SecondFactor(@NotBlank String claim, @NotEmpty Set<String> values) {

        boolean shownBy(Object told) {
            return told instanceof Collection<?> several
                    ? several.stream().anyMatch(values::contains)
                    : told instanceof String one && values.contains(one);
        }
    }

    /** @param name what the issuer is called on the login page */
    record Pages(
            @NotBlank String name,
            @NotBlank String clientId,
            @NotBlank String clientSecret) {

        /** A record would print its secret. */
        @Override
        public String toString() {
            return "Pages[" + clientId + "]";
        }
    }

    /** @throws IllegalArgumentException when trusting it would open what must stay shut */
    void check() {
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
        if (!"https".equals(uri.getScheme()) && !here) {
            throw new IllegalArgumentException("an issuer is asked over https: " + uri);
        }
        if (roles.contains(Role.OPERATOR) || roles.stream().anyMatch(Accounts.ADMINISTRATORS::contains)) {
            throw new IllegalArgumentException("operators and administrators sign in here only: " + uri);
        }
        if (pages != null && pages.clientId().equals(audience)) {
            throw new IllegalArgumentException(
                    "an ID token is no access token, so the audience has another name: " + uri);
        }
    }
}
