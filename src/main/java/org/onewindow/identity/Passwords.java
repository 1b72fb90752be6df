package org.onewindow.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

    /** What whoever guesses at an account of this office tries first (ASVS 5.0, 6.2.11). */
    private static final List<String> CONTEXT = List.of(
            "onewindow",
            "one window",
            "一窗通办",
            "yantai",
            "烟台",
            "shandong",
            "山东",
            "gongan",
            "公安",
            "jingcha",
            "警察",
            "jiaojing",
            "交警",
            "police",
            "政务",
            "服务",
            "车管所",
            "通行证",
            "户籍");

    private static final int FEWEST_OWN = 4;

    /** From here on, of 0 to 4: more than 100 million guesses. */
    private static final int ENOUGH = 3;

    /** Its lists of frequent passwords, names and words are read when the first one is judged. */
    private static final class Estimate {

        private static final Zxcvbn OF = new Zxcvbn();
    }

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
     *     {@code password-unchanged}, {@code password-guessable}, {@code password-common}; TOO_MANY as for signing in
     */
    public void change(Actor actor, String old, String chosen) {
        Accounts.Credentials known =
                accounts.credentialsOf(actor.id()).orElseThrow(() -> Refusal.notFound("account-unknown"));
        failures.refuseWhenClosed(known.login());
        boolean right = hashing.run(() -> encoder.matches(old, known.password()));
        if (!right) {
            failures.note(known.login());
        }
        Defects defects = new Defects()
                .require(right, "old", "password-wrong")
                .require(!chosen.equals(old), "chosen", "password-unchanged");
        judge(defects, "chosen", chosen, known.login());
        defects.refuse();
        accounts.setPassword(actor.id(), hash(chosen), false);
    }

    /** @param known what others know of whoever chooses, such as his login; empty ones do not count */
    static void judge(Defects defects, String field, String chosen, String... known) {
        String lower = chosen.toLowerCase(Locale.ROOT);
        defects.require(chosen.codePointCount(0, chosen.length()) >= FEWEST, field, "password-short", FEWEST)
                .require(chosen.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, field, "password-long")
                .require(
                        Stream.of(known)
                                .filter(one -> !one.isEmpty())
                                .noneMatch(one -> lower.contains(one.toLowerCase(Locale.ROOT))),
                        field,
                        "password-guessable");
        if (chosen.length() >= FEWEST && chosen.length() <= MOST_BYTES) {
            defects.require(
                    own(lower) >= FEWEST_OWN && Estimate.OF.measure(chosen).getScore() >= ENOUGH,
                    field,
                    "password-common");
        }
    }

    /** How many letters are left without the words, digits and signs that everybody would think of here. */
    private static long own(String lower) {
        String left = lower;
        for (String word : CONTEXT) {
            left = left.replace(word, "");
        }
        return left.codePoints().filter(Character::isLetter).count();
    }

    /** @throws Refusal TOO_MANY {@code too-many-logins} */
    String hash(String chosen) {
        return hashing.run(() -> encoder.encode(chosen));
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
