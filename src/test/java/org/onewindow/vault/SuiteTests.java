package org.onewindow.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring.Purpose;

class SuiteTests {

    private static final HexFormat HEX = HexFormat.of();
    private static final Instant START = Instant.parse("2026-08-03T01:00:00Z");
    private static final String MASTER = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    private Path home;

    /** RFC 8998, appendix A.1. */
    @Test
    void sm4InGaloisCounterModeGivesThePublishedBytes() throws Exception {
        var key = new SecretKeySpec(HEX.parseHex("0123456789abcdeffedcba9876543210"), Suite.GM.cipher());
        byte[] nonce = HEX.parseHex("00001234567800000000abcd");
        byte[] context = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain = HEX.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");

        byte[] sealed = Aes.cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);

        assertThat(HEX.formatHex(sealed))
                .isEqualTo("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
    }

    /** GB/T 32905-2016, appendix A.1; the HMAC by its definition in RFC 2104. */
    @Test
    void sm3AndItsHmacGiveThePublishedBytes() throws Exception {
        assertThat(HEX.formatHex(sm3("abc".getBytes(US_ASCII))))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");

        byte[] key = "a key".getBytes(US_ASCII);
        byte[] text = "a text".getBytes(US_ASCII);
        byte[] inner = padded(key, 0x36, text);
        byte[] outer = padded(key, 0x5c, sm3(inner));
        Mac mac = Mac.getInstance(Suite.GM.mac(), Suite.GM.provider());
        mac.init(new SecretKeySpec(key, Suite.GM.mac()));
        assertThat(mac.doFinal(text)).isEqualTo(sm3(outer));
    }

    private static byte[] sm3(byte[] text) throws Exception {
        return MessageDigest.getInstance("SM3", Suite.GM.provider()).digest(text);
    }

    private static byte[] padded(byte[] key, int with, byte[] text) {
        var all = new byte[64 + text.length];
        for (int i = 0; i < 64; i++) {
            all[i] = (byte) ((i < key.length ? key[i] : 0) ^ with);
        }
        System.arraycopy(text, 0, all, 64, text.length);
        return all;
    }

    /** GB/T 32918.5-2017, appendix A.2. */
    @Test
    void sm2ChecksThePublishedSignature() throws Exception {
        var curve = ((ECPublicKey) Suite.GM.newPair().getPublic()).getParams();
        var point = new ECPoint(
                new BigInteger("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020", 16),
                new BigInteger("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13", 16));
        PublicKey key = Suite.GM.keyFactory().generatePublic(new ECPublicKeySpec(point, curve));
        byte[] signature = HEX.parseHex("3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                + "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

        assertThat(SigningKey.verifies("gm00000000", key, "message digest".getBytes(US_ASCII), signature))
                .isTrue();
        assertThat(SigningKey.verifies("gm00000000", key, "message digesT".getBytes(US_ASCII), signature))
                .isFalse();
    }

    @Test
    void theStatesAlgorithmsSignTheAuditAndWhatOthersCheckStaysAsItIs() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Keyring keyring = keyring(database, Suite.GM, START);
            SigningKey audit = keyring.signingKey(Purpose.AUDIT);
            byte[] text = "heads".getBytes(US_ASCII);
            byte[] signed = audit.sign(text);
            PublicKey known =
                    keyring(database, Suite.GM, START).publicKeys(Purpose.AUDIT).get(audit.id());

            assertThat(audit.id()).matches("gm[0-9a-f]{8}");
            assertThat(SigningKey.verifies(audit.id(), known, text, signed)).isTrue();
            signed[signed.length - 1] ^= 1;
            assertThat(SigningKey.verifies(audit.id(), known, text, signed)).isFalse();
            assertThat(keyring.signingKey(Purpose.PASS).id()).matches("[0-9a-f]{8}");
        }
    }

    private Keyring keyring(TestDatabase database, Suite suite, Instant now) {
        return new Keyring(database, Clock.fixed(now, ZoneOffset.UTC), MASTER, "", home.toString(), suite.name());
    }

    @Test
    void anOfficeOfTheStateSealsAndIndexesByTheStatesAlgorithms() {
        try (TestDatabase database = TestDatabase.fresh()) {
            var cipher = new FieldCipher(keyring(database, Suite.GM, START));
            String sealed = cipher.seal("370602190001010016", "account", "1", "id_no");

            assertThat(sealed).matches("gm[0-9a-f]{8}:[A-Za-z0-9+/]+=*");
            assertThat(cipher.open(sealed, "account", "1", "id_no")).isEqualTo("370602190001010016");
            assertThat(cipher.blindIndex("370602190001010016", "id-no")).matches("[0-9a-f]{32}");
            assertThatThrownBy(() -> cipher.open(sealed, "account", "2", "id_no"))
                    .isInstanceOf(BrokenSeal.class);
        }
    }

    @Test
    void anotherSuiteIsUsedAMinuteLaterAndOpensWhatTheFirstHasSealedAndFindsItsIndex() {
        try (TestDatabase database = TestDatabase.fresh()) {
            Keyring before = keyring(database, Suite.INTL, START);
            var old = new FieldCipher(before);
            String sealed = old.seal("x", "account", "1", "name");
            String index = old.blindIndex("x", "id-no");
            keyring(database, Suite.GM, START);

            var soon = new FieldCipher(keyring(database, Suite.GM, START.plusSeconds(59)));
            assertThat(soon.seal("x", "account", "1", "name")).startsWith(sealed.substring(0, 9));
            var later = new FieldCipher(keyring(database, Suite.GM, START.plusSeconds(60)));
            String anew = later.seal("x", "account", "1", "name");
            assertThat(anew).startsWith("gm");
            assertThat(later.open(sealed, "account", "1", "name")).isEqualTo("x");
            assertThat(soon.blindIndex("x", "id-no")).isEqualTo(index);
            assertThat(later.blindIndex("x", "id-no")).matches("2:[0-9a-f]{30}");
            assertThat(later.blindIndexes("x", "id-no")).containsExactly(index, later.blindIndex("x", "id-no"));
            assertThat(old.open(anew, "account", "1", "name")).isEqualTo("x");
            assertThat(before.known()).hasSize(Purpose.values().length + 3);
        }
    }

    @Test
    void aKeystoreThatDoesNotOpenIsToldWithoutItsPassword() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "one-window",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")),
                new KeyStore.PasswordProtection("made-up-password".toCharArray()));
        Path file = home.resolve("keys.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "made-up-password".toCharArray());
        }

        assertThat(MasterKey.inKeystore(file, "made-up-password").getEncoded()).isEqualTo(new byte[32]);
        assertThatThrownBy(() -> MasterKey.inKeystore(file, "another"))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("keys.p12")
                .hasMessageNotContaining("another");
        assertThatThrownBy(() -> MasterKey.find("keystore:" + home.resolve("none"), "jdbc:mysql://x/y", home, false))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("cannot be opened");
    }
}
