package org.onewindow.identity;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** The one check of login and password, behind the token endpoint and the form alike, and of what an issuer vouches for. */
@Service
public class Logins {

    /** Who needs a second factor. */
    enum Policy {
        STAFF,
        OPTIONAL
    }

    private static final Logger log = LoggerFactory.getLogger(Logins.class);

    private final Accounts accounts;
    private final LoginFailures failures;
    private final SecondFactors factors;
    private final PasswordEncoder encoder;
    private final Audit audit;
    private final Clock clock;
    /** What an unknown login is compared with, so that its answer takes as long as that of a known one. */
    private final String nobodysPassword;

    private final Policy policy;
    /** bcrypt at cost 10 takes 76 ms of a core: two at a time, and four seconds of them in line at most. */
    private final Bulkhead hashing = new Bulkhead(2, 50);

    /** @param policy {@code staff} when people of the authority need a second factor, {@code optional} when they may have one */
    Logins(
            Accounts accounts,
            LoginFailures failures,
            SecondFactors factors,
            PasswordEncoder encoder,
            Audit audit,
            Clock clock,
            @Value("${onewindow.identity.second-factor}") Policy policy) {
        this.accounts = accounts;
        this.failures = failures;
        this.factors = factors;
        this.policy = policy;
        this.encoder = encoder;
        this.audit = audit;
        this.clock = clock;
        nobodysPassword = encoder.encode("nobody");
    }

    /**
     * The account behind login, password and, where the account has a second factor, a code of it. Somebody of the authority
     * who needs a second factor and has none, or whose password another person knows, comes in without any role, so that he
     * can set that right and do nothing else.
     *
     * @param typed a login, or the identity number of a citizen who registered
     * @param code may be {@code null} or empty
     * @throws BadCredentialsException {@code wrong-login} when there is none: unknown, closed and wrong are told alike;
     *     {@code second-factor-missing} or {@code second-factor-wrong} when only the code is at fault
     * @throws Refusal TOO_MANY {@code too-many-failures} after five failures within a minute, {@code too-many-logins} when
     *     too many wait; the argument of either is the number of seconds after which to come back
     */
    public Actor login(String typed, String password, String code) {
        return hashing.run(() -> {
            // Asked behind the bulkhead: two nodes overshoot the limit by as many tries as they hash at once, no more.
            Optional<Accounts.Credentials> found = accounts.credentials(typed);
            // An account is closed under whatever name somebody guesses at it.
            String login = found.map(Accounts.Credentials::login).orElse(typed);
            failures.refuseWhenClosed(login);
            String expected = found.map(Accounts.Credentials::password).orElse(nobodysPassword);
            if (!encoder.matches(password, expected)
                    || found.isEmpty()
                    || !found.get().enabled()) {
                throw refused(login, found, "wrong-login");
            }
            Actor actor = found.get().actor();
            SecondFactors.Answer answer = factors.check(actor.id(), code);
            if (answer == SecondFactors.Answer.MISSING) {
                // The right password of somebody who was not yet asked for a code is no failure.
                throw new BadCredentialsException("second-factor-missing");
            }
            if (answer == SecondFactors.Answer.WRONG) {
                throw refused(login, found, "second-factor-wrong");
            }
            failures.forget(login);
            audit.recordAlone(AuditRecord.of(clock.instant(), actor, "login", "", AuditRecord.DONE));
            boolean unready = answer == SecondFactors.Answer.NONE && needsFactor(actor)
                    || found.get().initial();
            return unready ? new Actor(actor.id(), Set.of(), "") : actor;
        });
    }

    /**
     * The account that an issuer vouches for, for the pages. Who has a second factor here shows it here, unless he did so
     * there; who needs one and has none comes in without any role, as with a password.
     *
     * @param code may be {@code null} or empty
     * @throws BadCredentialsException as {@link #login}, and {@code issuer-account-unknown} when the account was closed
     * @throws Refusal TOO_MANY {@code too-many-failures}
     */
    public Actor login(Issuers.Vouched vouched, String code) {
        Optional<Accounts.Credentials> found =
                accounts.credentialsOf(vouched.accountId()).filter(Accounts.Credentials::enabled);
        String login = found.map(Accounts.Credentials::login)
                .orElseThrow(() -> new BadCredentialsException("issuer-account-unknown"));
        failures.refuseWhenClosed(login);
        Actor actor = found.get().actor();
        boolean unready = false;
        if (!vouched.secondFactor()) {
            SecondFactors.Answer answer = factors.check(actor.id(), code);
            if (answer == SecondFactors.Answer.MISSING) {
                throw new BadCredentialsException("second-factor-missing");
            }
            if (answer == SecondFactors.Answer.WRONG) {
                throw refused(login, found, "second-factor-wrong");
            }
            unready = answer == SecondFactors.Answer.NONE && needsFactor(actor);
        }
        audit.recordAlone(AuditRecord.of(clock.instant(), actor, "login", "", AuditRecord.DONE));
        return unready ? new Actor(actor.id(), Set.of(), "") : actor;
    }

    /** The same for a token with each request, which nobody can be asked about. */
    Actor caller(Issuers.Vouched vouched) {
        Actor actor = accounts.actor(vouched.accountId())
                .orElseThrow(() -> new BadCredentialsException("issuer-account-unknown"));
        if (!vouched.secondFactor()
                && (needsFactor(actor) || factors.standing(actor.id()) == SecondFactors.Standing.CONFIRMED)) {
            throw new BadCredentialsException("issuer-second-factor-missing");
        }
        return actor;
    }

    private boolean needsFactor(Actor actor) {
        return policy == Policy.STAFF && !actor.is(Role.APPLICANT) && !actor.is(Role.AGENT);
    }

    private BadCredentialsException refused(String login, Optional<Accounts.Credentials> found, String code) {
        failures.note(login);
        String account = found.map(known -> known.actor().id()).orElse("");
        audit.recordAlone(AuditRecord.of(clock.instant(), null, "login", account, "401"));
        log.info("Login refused, account {}", account.isEmpty() ? "unknown" : account);
        return new BadCredentialsException(code);
    }
}
