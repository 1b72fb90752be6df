package org.onewindow.roadcheck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import org.onewindow.passcode.PassToken;
import org.onewindow.vault.Keyring;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of withdrawn codes as it would be signed at this moment, for tests of other modules. */
public final class SignedList {

    private SignedList() {}

    /** Whether it names this code: by the first bytes of a digest, as the list is written. */
    public static boolean names(ApplicationContext office, String code) {
        Keyring keyring = office.getBean(Keyring.class);
        var withdrawals = new Withdrawals(
                office.getBean(JdbcClient.class), keyring, java.time.Duration.ZERO, office.getBean(Clock.class));
        String jti = PassToken.read(code, keyring.publicKeys(Keyring.Purpose.PASS)::get)
                .claims()
                .jti();
        return new String(withdrawals.signed(), ISO_8859_1).contains(name(jti));
    }

    static String name(String jti) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(jti));
            return new String(Arrays.copyOf(digest, 8), ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
