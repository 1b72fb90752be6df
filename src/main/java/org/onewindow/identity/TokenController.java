package org.onewindow.identity;

import java.time.Clock;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Role;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TokenController {

    /** @param code of the second factor, for an account that has one */
    record Login(String login, String password, String code) {

        /** A record would print its password. */
        @Override
        public String toString() {
            return "Login[…]";
        }
    }

    /** @param expiresIn seconds */
    record Token(String accessToken, String tokenType, long expiresIn, List<Role> roles, String unit) {}

    private final Logins logins;
    private final JwtEncoder encoder;
    private final Clock clock;

    TokenController(Logins logins, JwtEncoder encoder, Clock clock) {
        this.logins = logins;
        this.encoder = encoder;
        this.clock = clock;
    }

    @PostMapping("/api/tokens")
    Token exchange(@RequestBody Login request) {
        new Defects()
                .require(request.login() != null, "login", "login-missing")
                .require(request.password() != null, "password", "password-missing")
                .refuse();
        Actor actor = logins.login(request.login(), request.password(), request.code());
        return new Token(
                Tokens.issue(encoder, actor, clock.instant()),
                "Bearer",
                Tokens.LIFE.toSeconds(),
                actor.roles().stream().sorted().toList(),
                actor.unit());
    }
}
