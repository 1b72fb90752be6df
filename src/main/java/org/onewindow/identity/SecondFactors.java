package org.onewindow.identity;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The second factor of staff: one-time codes of six digits, changing every 30 seconds (TOTP, RFC 6238 with HMAC-SHA-1 as
 * every authenticator knows it). A factor counts once its owner has shown a code of it; a code counts once, on whatever
 * node, and up to 30 seconds before or after its time.
 */
@Service
@Transactional
public class SecondFactors {

    /**
     * What an authenticator needs, told once.
     *
     * @param secret Base32
     * @param uri the same as {@code otpauth:} address, for a QR code
     */
    public record Enrolment(String secret, String uri) {

        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }

    /** How far somebody has come with his second factor. */
    public enum Standing {
        NONE,
        /** Shown, but no code of it was seen yet. */
        BEGUN,
        CONFIRMED
    }

    /** How a code stands against the factor of an account. */
    enum Answer {
        /** The account has no confirmed factor. */
        NONE,
        MISSING,
        WRONG,
        RIGHT
    }

    private record Factor(byte[] secret, boolean confirmed) {}

    private static final int SECRET_BYTES = 20;

    private final SecureRandom random = new SecureRandom();
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    SecondFactors(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * A new secret; it counts once {@link #confirm} has seen a code of it. An earlier one that never counted is forgotten.
     *
     * @throws Refusal CONFLICT {@code second-factor-exists}
     */
    public Enrolment enrol(String accountId) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        jdbc.sql("DELETE FROM second_factor WHERE account_id = :account AND confirmed_at IS NULL")
                .param("account", accountId)
                .update();
        try {
            jdbc.sql("""
                            INSERT INTO second_factor (account_id, secret_sealed, created_at, last_step)
                            VALUES (:account, :secret, :now, 0)
                            """)
                    .param("account", accountId)
                    .param("secret", cipher.seal(base64(secret), "second_factor", accountId, "secret"))
                    .param("now", Times.sql(clock.instant()))
                    .update();
        } catch (DuplicateKeyException counts) {
            throw Refusal.conflict("second-factor-exists");
        }
        String shown = new Base32().encodeAsString(secret);
        String login = jdbc.sql("SELECT login FROM account WHERE id = :account")
                .param("account", accountId)
                .query(String.class)
                .single();
        String uri = UriComponentsBuilder.fromUriString("otpauth://totp/One%20Window:{login}")
                .queryParam("secret", shown)
                .queryParam("issuer", "One%20Window")
                .encode()
                .buildAndExpand(login)
                .toUriString();
        return new Enrolment(shown, uri);
    }

    /**
     * From now on the account signs in with its codes.
     *
     * @throws Refusal CONFLICT {@code second-factor-exists}, NOT_FOUND {@code second-factor-unknown} when none was begun,
     *     INVALID {@code second-factor-wrong} on {@code code}
     */
    public void confirm(String accountId, String code) {
        Factor factor = factor(accountId).orElseThrow(() -> Refusal.notFound("second-factor-unknown"));
        if (factor.confirmed()) {
            throw Refusal.conflict("second-factor-exists");
        }
        if (!accept(accountId, factor, code)) {
            throw Refusal.invalid("code", "second-factor-wrong");
        }
        jdbc.sql("UPDATE second_factor SET confirmed_at = :now WHERE account_id = :account")
                .param("account", accountId)
                .param("now", Times.sql(clock.instant()))
                .update();
    }

    public Standing standing(String accountId) {
        return factor(accountId)
                .map(factor -> factor.confirmed() ? Standing.CONFIRMED : Standing.BEGUN)
                .orElse(Standing.NONE);
    }

    /**
     * Forgets the factor of somebody who lost it; he signs in with his password and enrols a new one.
     *
     * @throws Refusal NOT_FOUND {@code second-factor-unknown}
     */
    public void remove(String accountId) {
        if (jdbc.sql("DELETE FROM second_factor WHERE account_id = :account")
                        .param("account", accountId)
                        .update()
                == 0) {
            throw Refusal.notFound("second-factor-unknown");
        }
    }

    /** @param code may be {@code null} or empty */
    Answer check(String accountId, String code) {
        Optional<Factor> factor = factor(accountId).filter(Factor::confirmed);
        if (factor.isEmpty()) {
            return Answer.NONE;
        }
        if (code == null || code.isBlank()) {
            return Answer.MISSING;
        }
        return accept(accountId, factor.get(), code) ? Answer.RIGHT : Answer.WRONG;
    }

    /** Steps at or before the last accepted one are gone: who looked over a shoulder comes too late. */
    private boolean accept(String accountId, Factor factor, String code) {
        Instant now = clock.instant();
        long seconds = codes.getTimeStep().toSeconds();
        long step = now.getEpochSecond() / seconds;
        String typed = code.replace(" ", "");
        return LongStream.rangeClosed(step - 1, step + 1)
                .filter(near ->
                        code(factor, Instant.ofEpochSecond(near * seconds)).equals(typed))
                .anyMatch(near -> jdbc.sql("""
                                UPDATE second_factor SET last_step = :step
                                 WHERE account_id = :account AND last_step < :step
                                """)
                                .param("account", accountId)
                                .param("step", near)
                                .update()
                        == 1);
    }

    private String code(Factor factor, Instant at) {
        try {
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(factor.secret(), codes.getAlgorithm()), at, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC refuses the secret", e);
        }
    }

    private Optional<Factor> factor(String accountId) {
        return jdbc.sql("SELECT secret_sealed, confirmed_at FROM second_factor WHERE account_id = :account")
                .param("account", accountId)
                .query((row, n) -> new Factor(
                        Base64.getDecoder()
                                .decode(cipher.open(
                                        row.getString("secret_sealed"), "second_factor", accountId, "secret")),
                        row.getObject("confirmed_at") != null))
                .optional();
    }

    private static String base64(byte[] secret) {
        return Base64.getEncoder().encodeToString(secret);
    }
}
