package org.onewindow.identity;

import java.time.Clock;
import java.util.Optional;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** The one check of login and password, behind the token endpoint and the form alike. */
@Service
public class Logins {

    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private final Accounts accounts;
    private final LoginFailures failures;
    private final PasswordEncoder encoder;
    private final Audit audit;
    private final Clock clock;
    /** What an unknown login is compared with, so that its answer takes as long as that of a known one. */
    private final String nobodysPassword;
    /** bcrypt at cost 10 takes 76 ms of a core: two at a time, and four seconds of them in line at most. */
    private final Bulkhead hashing = new Bulkhead(2, 50);

    Logins(Accounts accounts, LoginFailures failures, PasswordEncoder encoder, Audit audit, Clock clock) {
        this.accounts = accounts;
        this.failures = failures;
        this.encoder = encoder;
        this.audit = audit;
        this.clock = clock;
        nobodysPassword = encoder.encode("nobody");
    }

    /**
     * The account behind login and password.
     *
     * @throws BadCredentialsException when there is none: unknown, closed and wrong are told alike
     * @throws Refusal TOO_MANY {@code too-many-failures} after five failures within a minute, {@code too-many-logins} when
     *     too many wait; the argument of either is the number of seconds after which to come back
     */
    public Actor login(String login, String password) {
        return hashing.run(() -> {
            // Asked behind the bulkhead: two nodes overshoot the limit by as many tries as they hash at once, no more.
            failures.refuseWhenClosed(login);
            Optional<Accounts.Credentials> found = accounts.credentials(login);
            String expected = found.map(Accounts.Credentials::password).orElse(nobodysPassword);
            if (encoder.matches(password, expected)
                    && found.isPresent()
                    && found.get().enabled()) {
                failures.forget(login);
                audit.recordAlone(AuditRecord.of(clock.instant(), found.get().actor(), "login", "", AuditRecord.DONE));
                return found.get().actor();
            }
            failures.note(login);
            String account = found.map(known -> known.actor().id()).orElse("");
            audit.recordAlone(AuditRecord.of(clock.instant(), null, "login", account, "401"));
            log.info("Login refused, account {}", account.isEmpty() ? "unknown" : account);
            throw new BadCredentialsException("wrong-login");
        });
    }
}
