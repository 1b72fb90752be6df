package org.onewindow.passcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORInteger;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORString;
import com.authlete.cbor.CBORTaggedItem;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ReaderException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Mode;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.passcode.PassToken.Outcome;
import org.onewindow.passcode.PassToken.Reading;
import org.onewindow.shared.Plate;

class PassTokenTests {

    private static final String KEY_ID = "0a1b2c3d";
    private static final KeyPair KEY = pair("secp256r1");
    private static final Function<String, PublicKey> KEYS = Map.of(KEY_ID, KEY.getPublic())::get;
    private static final String BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final PassClaims USUAL = claims("YT20260803TP0000123Z", "W2", List.of("YT-ZF-1", "YT-LS-2"));
    private static final String CODE = PassToken.sign(USUAL, KEY_ID, KEY.getPrivate());

    private static PassClaims claims(String number, String passClass, List<String> zones) {
        return new PassClaims(
                "YT.JJ",
                Instant.parse("2026-08-03T01:00:00Z"),
                Instant.parse("2026-08-04T16:00:00Z"),
                Instant.parse("2026-11-01T16:00:00Z"),
                "000102030405060708090a0b0c0d0eff",
                number,
                Plate.parse("鲁F12345", "01"),
                passClass,
                zones,
                List.of(new PassClaims.Hours(1350, 330), new PassClaims.Hours(570, 690)));
    }

    private static KeyPair pair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Outcome read(String code) {
        Reading reading = PassToken.read(code, KEYS);
        assertThat(reading.claims() != null).isEqualTo(reading.outcome() == Outcome.VALID_SIGNATURE);
        return reading.outcome();
    }

    @Test
    void readsWhatItSigned() {
        assertThat(PassToken.read(CODE, KEYS)).isEqualTo(new Reading(Outcome.VALID_SIGNATURE, USUAL));
    }

    @Test
    void keepsCharactersOutsideTheBasicPlane() {
        PassClaims rare = claims("𠮷123", "大型𠮷", List.of("𠮷", ""));
        String code = PassToken.sign(rare, KEY_ID, KEY.getPrivate());

        assertThat(PassToken.read(code, KEYS).claims()).isEqualTo(rare);
    }

    @Test
    void saysSecondsOnlyAndKeepsHoursInTheDay() {
        Instant fine = Instant.parse("2026-08-03T01:00:00.999Z");
        PassClaims claims =
                new PassClaims("i", fine, fine, fine, USUAL.jti(), "n", USUAL.plate(), "c", List.of(), List.of());
        String code = PassToken.sign(claims, KEY_ID, KEY.getPrivate());

        assertThat(PassToken.read(code, KEYS).claims()).isEqualTo(claims);
        assertThat(claims.expires()).isEqualTo("2026-08-03T01:00:00Z");
        assertThat(new PassClaims.Hours(0, 1440)).isNotNull();
        for (int[] wrong : new int[][] {{-1, 5}, {1440, 5}, {5, 0}, {5, 1441}, {5, 5}}) {
            assertThatThrownBy(() -> new PassClaims.Hours(wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noticesEveryAlteredCharacter() {
        for (int i = 0; i < CODE.length(); i++) {
            char next = BASE45.charAt((BASE45.indexOf(CODE.charAt(i)) + 1) % 45);
            String altered = CODE.substring(0, i) + next + CODE.substring(i + 1);
            assertThat(read(altered)).as(altered).isNotEqualTo(Outcome.VALID_SIGNATURE);
        }
    }

    @Test
    void noticesEveryAlteredByte() {
        byte[] bytes = Base45.decode(CODE.substring(4));
        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= (byte) (1 << i % 8);
            assertThat(read("TP1:" + Base45.encode(altered))).as("byte " + i).isNotEqualTo(Outcome.VALID_SIGNATURE);
        }
    }

    @Test
    void noticesEveryCutAndEveryAddition() {
        for (int i = 0; i < CODE.length(); i++) {
            assertThat(read(CODE.substring(0, i))).isEqualTo(Outcome.MALFORMED);
            assertThat(read(CODE.substring(0, i) + "0" + CODE.substring(i))).isNotEqualTo(Outcome.VALID_SIGNATURE);
        }
        byte[] bytes = Base45.decode(CODE.substring(4));
        assertThat(read("TP1:" + Base45.encode(Arrays.copyOf(bytes, bytes.length + 1))))
                .isEqualTo(Outcome.MALFORMED);
        assertThat(read("TP1:" + Base45.encode(Arrays.copyOf(bytes, bytes.length - 1))))
                .isEqualTo(Outcome.MALFORMED);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"TP1:", "TP1", "tp1:00", "HC1:6BF", "TP1:é", "TP1:0", "TP1:::::", "https://example.org/"})
    void refusesWhatIsNoPassCode(String text) {
        assertThat(read(text)).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void refusesAnotherPrefixSmallLettersAndSpaceAround() {
        assertThat(read("TP2:" + CODE.substring(4))).isEqualTo(Outcome.MALFORMED);
        assertThat(read(CODE.toLowerCase(java.util.Locale.ROOT))).isEqualTo(Outcome.MALFORMED);
        assertThat(read(" " + CODE)).isEqualTo(Outcome.MALFORMED);
        assertThat(read(CODE + "\n")).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void refusesAnotherKeyUnderTheSameId() {
        String forged = PassToken.sign(USUAL, KEY_ID, pair("secp256r1").getPrivate());

        assertThat(read(forged)).isEqualTo(Outcome.BAD_SIGNATURE);
        assertThat(PassToken.read(CODE, id -> pair("secp384r1").getPublic()).outcome())
                .isEqualTo(Outcome.BAD_SIGNATURE);
    }

    @Test
    void saysWhenItDoesNotKnowTheKey() {
        assertThat(read(PassToken.sign(USUAL, "ffffffff", KEY.getPrivate()))).isEqualTo(Outcome.UNKNOWN_KEY);
    }

    @Test
    void signsOnlyWhatFits() {
        assertThatThrownBy(() -> PassToken.sign(claims("n".repeat(1400), "c", List.of()), KEY_ID, KEY.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PassToken.sign(USUAL, KEY_ID, null)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Signs by hand, without the code under test, so that every part can be of another form. */
    private static String forge(CBORPairList header, CBORPairList open, byte[] payload) throws Exception {
        byte[] headerBytes = header.encode();
        byte[] toSign = new CBORItemList(List.of(
                        new CBORString("Signature1"),
                        new CBORByteArray(headerBytes),
                        new CBORByteArray(new byte[0]),
                        new CBORByteArray(payload)))
                .encode();
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(KEY.getPrivate());
        signature.update(toSign);
        return text(new CBORTaggedItem(
                        18,
                        new CBORItemList(
                                new CBORByteArray(headerBytes),
                                open,
                                new CBORByteArray(payload),
                                new CBORByteArray(signature.sign())))
                .encode());
    }

    private static String text(byte[] bytes) {
        return "TP1:" + Base45.encode(bytes);
    }

    private static CBORPair pair(int key, CBORItem value) {
        return new CBORPair(new CBORInteger(key), value);
    }

    private static CBORPairList header(CBORItem alg) {
        return new CBORPairList(pair(1, alg), pair(4, new CBORByteArray(KEY_ID.getBytes(StandardCharsets.US_ASCII))));
    }

    /** The claims of {@link #USUAL}, by hand. */
    private static List<CBORPair> claims(String number) {
        CBORPairList pass = new CBORPairList(
                pair(1, new CBORString(number)),
                pair(2, new CBORString("鲁F12345")),
                pair(3, new CBORString("01")),
                pair(4, new CBORString("W2")),
                pair(5, new CBORItemList(new CBORString("YT-ZF-1"), new CBORString("YT-LS-2"))),
                pair(6, new CBORItemList(integers(1350, 330), integers(570, 690))));
        return List.of(
                pair(1, new CBORString("YT.JJ")),
                pair(4, new CBORInteger((int) USUAL.expires().getEpochSecond())),
                pair(5, new CBORInteger((int) USUAL.notBefore().getEpochSecond())),
                pair(6, new CBORInteger((int) USUAL.issuedAt().getEpochSecond())),
                pair(7, new CBORByteArray(HexFormat.of().parseHex(USUAL.jti()))),
                pair(-65537, pass));
    }

    private static CBORItemList integers(int from, int to) {
        return new CBORItemList(new CBORInteger(from), new CBORInteger(to));
    }

    private static byte[] payload() {
        return new CBORPairList(claims(USUAL.number())).encode();
    }

    @Test
    void acceptsASignatureMadeByTheLetterOfTheStandard() throws Exception {
        assertThat(PassToken.read(forge(header(new CBORInteger(-7)), new CBORPairList(List.of()), payload()), KEYS))
                .isEqualTo(new Reading(Outcome.VALID_SIGNATURE, USUAL));
    }

    @Test
    void refusesALongerTextThanTheLimitEvenUnderARightSignature() throws Exception {
        CBORPairList none = new CBORPairList(List.of());
        byte[] payload = new CBORPairList(claims("N".repeat(1100))).encode();
        byte[] longer = new CBORPairList(claims("N".repeat(1200))).encode();

        assertThat(read(forge(header(new CBORInteger(-7)), none, payload))).isEqualTo(Outcome.VALID_SIGNATURE);
        assertThat(read(forge(header(new CBORInteger(-7)), none, longer))).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void refusesOtherAlgorithmsEvenUnderARightSignature() throws Exception {
        CBORPairList none = new CBORPairList(List.of());
        List<CBORItem> others = List.of(
                new CBORInteger(0), // reserved: no algorithm
                new CBORInteger(5), // HMAC 256/256, HS256
                new CBORInteger(-35), // ES384
                new CBORInteger(-257), // RS256
                new CBORString("none"),
                new CBORString("ES256"));
        for (CBORItem alg : others) {
            assertThat(read(forge(header(alg), none, payload()))).as("" + alg).isEqualTo(Outcome.MALFORMED);
        }
        CBORPair kid = header(new CBORInteger(-7)).getPairs().get(1);
        assertThat(read(forge(new CBORPairList(kid), new CBORPairList(pair(1, new CBORInteger(-7))), payload())))
                .isEqualTo(Outcome.MALFORMED);
        assertThat(read(forge(new CBORPairList(pair(1, new CBORInteger(-7))), new CBORPairList(kid), payload())))
                .isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void refusesAnythingInTheUnprotectedHeader() throws Exception {
        CBORPairList open = new CBORPairList(pair(99, new CBORInteger(1)));
        assertThat(read(forge(header(new CBORInteger(-7)), open, payload()))).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void refusesSignedClaimsOfAnotherForm() throws Exception {
        CBORPairList none = new CBORPairList(List.of());
        byte[] right = payload();
        byte[] longer = Arrays.copyOf(right, right.length + 1);
        byte[] indefinite = longer.clone();
        indefinite[0] = (byte) 0xbf;
        indefinite[right.length] = (byte) 0xff;
        byte[] wrongType = right.clone();
        wrongType[1] = 2; // sub where iss belongs
        List<CBORPair> more = new ArrayList<>(claims(USUAL.number()));
        more.add(pair(8, new CBORInteger(1)));
        List<CBORPair> turned = new ArrayList<>(claims(USUAL.number()));
        Collections.reverse(turned);
        for (byte[] payload : List.of(
                new byte[0],
                new byte[] {(byte) 0xf6},
                none.encode(),
                new CBORPairList(pair(1, new CBORInteger(1))).encode(),
                longer,
                indefinite,
                wrongType,
                new CBORPairList(more).encode(),
                new CBORPairList(turned).encode())) {
            assertThat(read(forge(header(new CBORInteger(-7)), none, payload)))
                    .as(HexFormat.of().formatHex(payload))
                    .isEqualTo(Outcome.MALFORMED);
        }
    }

    @Test
    void refusesBombsBeforeDecodingThem() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        read(text(new byte[] {0}));
        for (String bomb : List.of(
                "d2845a04000000", // a header of 64 MB
                "5a04000000",
                "7a04000000",
                "9a04000000",
                "ba04000000",
                "5b7fffffffffffffff",
                "5bffffffffffffffff",
                "9b7fffffffffffffff",
                "bb7fffffffffffffff",
                "9f".repeat(600),
                "81".repeat(1300),
                "a101".repeat(600),
                "d2".repeat(1300),
                "d284" + "81".repeat(1000),
                "5f4101ff",
                "1c",
                "f8",
                "ff")) {
            String code = text(HexFormat.of().parseHex(bomb));
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(read(code)).as(bomb).isEqualTo(Outcome.MALFORMED);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(bomb)
                    .isLessThan(4 << 20);
        }
    }

    @Test
    void neverThrowsOnTwentyThousandMutations() {
        Random random = new Random(20260803);
        byte[] original = Base45.decode(CODE.substring(4));
        for (int i = 0; i < 20_000; i++) {
            String code;
            if (i % 2 == 0) {
                StringBuilder text = new StringBuilder(CODE);
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
                        case 1 -> text.deleteCharAt(at);
                        default -> text.insert(at, BASE45.charAt(random.nextInt(45)));
                    }
                }
                code = text.toString();
            } else {
                // Half of these in the head, where the reading is tried and not the signature.
                byte[] bytes = Arrays.copyOf(original, original.length - random.nextInt(3));
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    bytes[random.nextInt(i % 4 == 1 ? 24 : bytes.length)] = (byte) random.nextInt();
                }
                code = Arrays.equals(bytes, original) ? "" : text(bytes);
            }
            assertThat(code.equals(CODE) || read(code) != Outcome.VALID_SIGNATURE)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"AB, BB8", "Hello!!, %69 VD92EX0", "base-45, UJCLQE7W581", "ietf!, QED8WEX0", "'', ''"})
    void encodesTheExamplesOfRfc9285(String plain, String encoded) {
        assertThat(Base45.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
        assertThat(Base45.decode(encoded)).asString(StandardCharsets.US_ASCII).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GGW", ":::", "::", "A", "BB8A", "bb8", "BB8\u0130", "V5"})
    void refusesWhatIsNoBase45(String text) {
        assertThatThrownBy(() -> Base45.decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decodesTheLargestBase45Values() {
        assertThat(Base45.decode("FGW")).containsExactly(0xff, 0xff);
        assertThat(Base45.decode("U5")).containsExactly(0xff);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 333, 2000})
    void drawsACodeThatAScannerReads(int size) throws Exception {
        byte[] png = QrImage.png(CODE, size);
        var image = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(image.getWidth()).isEqualTo(size);
        assertThat(image.getHeight()).isEqualTo(size);
        assertThat(scan(image)).isEqualTo(CODE);
        assertThat(QrImage.png(CODE, size)).isEqualTo(png);
    }

    @Test
    void packsAUsualPassIntoASmallCode() throws Exception {
        PassClaims usual = new PassClaims(
                "one-window",
                USUAL.issuedAt(),
                USUAL.notBefore(),
                USUAL.expires(),
                USUAL.jti(),
                "TP202608030000123X",
                USUAL.plate(),
                "LARGE",
                List.of("ZF", "LS"),
                List.of(new PassClaims.Hours(1350, 330)));
        var code =
                Encoder.encode(PassToken.sign(usual, KEY_ID, KEY.getPrivate()), ErrorCorrectionLevel.M, QrImage.HINTS);

        assertThat(code.getMode()).isEqualTo(Mode.ALPHANUMERIC);
        System.out.println("QR version of a usual pass: " + code.getVersion().getVersionNumber() + "-M");
        assertThat(code.getVersion().getVersionNumber()).isLessThanOrEqualTo(10);
    }

    @Test
    void stillReadsACodeFromBeforeTheColourWasWritten() throws Exception {
        String old = forge(header(new CBORInteger(-7)), new CBORPairList(List.of()), payload());

        assertThat(PassToken.read(old, KEYS)).isEqualTo(new Reading(Outcome.VALID_SIGNATURE, USUAL));
    }

    @Test
    void refusesAColourThatThePlateTypeDoesNotHave() throws Exception {
        for (int colour : new int[] {-1, 0, 4, 5}) {
            List<CBORPair> claims = new ArrayList<>(claims(USUAL.number()));
            List<CBORPair> pass =
                    new ArrayList<>(((CBORPairList) claims.remove(5).getValue()).getPairs());
            pass.add(pair(7, new CBORInteger(colour)));
            claims.add(pair(-65537, new CBORPairList(pass)));
            String code =
                    forge(header(new CBORInteger(-7)), new CBORPairList(List.of()), new CBORPairList(claims).encode());
            assertThat(read(code)).as("colour " + colour).isEqualTo(Outcome.MALFORMED);
        }
    }

    @Test
    void leavesAQuietZoneOfFourModules() throws Exception {
        int modules = Encoder.encode(CODE, ErrorCorrectionLevel.M, QrImage.HINTS)
                .getMatrix()
                .getWidth();
        int pixels = 5;
        var image = ImageIO.read(new ByteArrayInputStream(QrImage.png(CODE, (modules + 8) * pixels)));
        for (int i = 0; i < image.getWidth(); i++) {
            assertThat(image.getRGB(i, 4 * pixels - 1)).isEqualTo(0xffffffff);
            assertThat(image.getRGB(4 * pixels - 1, i)).isEqualTo(0xffffffff);
        }
        assertThat(image.getRGB(4 * pixels, 4 * pixels)).isEqualTo(0xff000000);
    }

    /** Made-up codes of the usual length that zxing does not find under the mask with the least penalty, at any size. */
    @ParameterizedTest
    @ValueSource(longs = {148, 166, 201, 261})
    void drawsACodeUnderAMaskThatAReaderFinds(long seed) throws Exception {
        var random = new Random(seed);
        var code = new StringBuilder("TP1:");
        for (int i = 0; i < 290; i++) {
            code.append(BASE45.charAt(random.nextInt(BASE45.length())));
        }
        var standard = new QRCodeWriter().encode(code.toString(), BarcodeFormat.QR_CODE, 600, 600, QrImage.HINTS);
        assertThatThrownBy(() -> scan(MatrixToImageWriter.toBufferedImage(standard)))
                .isInstanceOf(ReaderException.class);

        for (int size : List.of(200, 600, 1500)) {
            assertThat(scan(ImageIO.read(new ByteArrayInputStream(QrImage.png(code.toString(), size)))))
                    .isEqualTo(code.toString());
        }
    }

    private static String scan(BufferedImage picture) throws ReaderException {
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(picture))))
                .getText();
    }

    @Test
    void drawsOnlyBase45InASensibleSize() {
        assertThatThrownBy(() -> QrImage.png(CODE, 199)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrImage.png(CODE, 2001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrImage.png("鲁F12345", 200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrImage.png("", 200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrImage.png("A".repeat(5000), 200)).isInstanceOf(IllegalArgumentException.class);
    }
}
