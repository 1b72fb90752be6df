package org.onewindow.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import org.apache.commons.codec.binary.Base32;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/**
 * How passwords come into being. No rule about their letters and no forced change after some time: both make people choose
 * worse ones (OWASP ASVS 5.0, 6.2.5 and 6.2.10). What an administrator sets is random and opens nothing but its own change.
 */
@Service
public class Passwords {

    private static final int FEWEST = 12;

    /** bcrypt looks at no more. */
    private static final int MOST_BYTES = 72;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Accounts accounts;
    private final LoginFailures failures;
    private final PasswordEncoder encoder;
    /** As for signing in. */
    private final Bulkhead hashing = new Bulkhead(1, 20);

    Passwords(Accounts accounts, LoginFailures failures, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.failures = failures;
        this.encoder = encoder;
    }

    /** 100 bits of chance, in letters and digits that are not mistaken for each other. */
    static String initial() {
        byte[] bytes = new byte[13];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeAsString(bytes).replace("=", "").substring(0, 20);
    }

    /**
     * A wrong {@code old} counts as a wrong login, so that a session left open does not help to guess.
     *
     * @param old what the account has now
     * @param chosen 12 characters at least and 72 bytes in UTF-8 at most, not the old one and without the login in it
     * @throws Refusal INVALID with the field: {@code password-wrong}, {@code password-short}, {@code password-long},
     *     {@code password-unchanged}, {@code password-guessable}; TOO_MANY as for signing in
     */
    public void change(Actor actor, String old, String chosen) {
        Accounts.Credentials known =
                accounts.credentialsOf(actor.id()).orElseThrow(() -> Refusal.notFound("account-unknown"));
        failures.refuseWhenClosed(known.login());
        boolean right = hashing.run(() -> encoder.matches(old, known.password()));
        if (!right) {
            failures.note(known.login());
        }
        new Defects()
                .require(right, "old", "password-wrong")
                .require(chosen.codePointCount(0, chosen.length()) >= FEWEST, "chosen", "password-short", FEWEST)
                .require(chosen.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, "chosen", "password-long")
                .require(!chosen.equals(old), "chosen", "password-unchanged")
                .require(
                        !chosen.toLowerCase(Locale.ROOT).contains(known.login().toLowerCase(Locale.ROOT)),
                        "chosen",
                        "password-guessable")
                .refuse();
        accounts.setPassword(actor.id(), hashing.run(() -> encoder.encode(chosen)), false);
    }

    /**
     * Sets a random one for somebody who forgot his.
     *
     * @return the new password, told this once
     * @throws Refusal NOT_FOUND {@code account-unknown}
     */
    String reset(String accountId) {
        String password = initial();
        accounts.setPassword(accountId, encoder.encode(password), true);
        return password;
    }
}
