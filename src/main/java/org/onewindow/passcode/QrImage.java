package org.onewindow.passcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws QR codes (ISO/IEC 18004) at level M: about a seventh of the code may be unreadable. A higher level would make the
 * modules of a code on a windscreen smaller and so shorten the distance at which it is read.
 *
 * <p>The standard chooses one of eight masks by a penalty. Under it about one code of our length in sixty has, by chance, a
 * pattern that a common reader takes for one of the three corners, and is not found at any size. Such a code gets another mask.
 */
public final class QrImage {

    private static final ErrorCorrectionLevel LEVEL = ErrorCorrectionLevel.M;

    /** Modules of white around the code. */
    private static final int QUIET = 4;

    private static final int MASKS = 8;

    /** Pixels of a side of the picture in which a reader looks for the code before anybody else has to. */
    private static final int PROBE = 400;

    static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, LEVEL, EncodeHintType.MARGIN, QUIET);

    private QrImage() {}

    /**
     * The dark modules of the code, without a quiet zone, for drawing at any size.
     *
     * @param text printable ASCII; characters of Base45 take the least room, two in eleven bits
     * @throws IllegalArgumentException when it is something else, or too long for a code
     */
    public static BitMatrix modules(String text) {
        try {
            return encoded(text, 0, Map.of(EncodeHintType.ERROR_CORRECTION, LEVEL, EncodeHintType.MARGIN, 0));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** The same code as an SVG image with its quiet zone; it scales to any size. */
    public static String svg(String text) {
        BitMatrix modules = modules(text);
        int edge = modules.getWidth() + 2 * QUIET;
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
                <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
                """.formatted(edge, path);
    }

    private static BitMatrix encoded(String text, int size, Map<EncodeHintType, Object> hints) throws WriterException {
        if (!text.matches("[ -~]+")) {
            throw new IllegalArgumentException("no QR code can be drawn of that");
        }
        BitMatrix usual = drawn(text, PROBE, HINTS);
        if (isRead(usual)) {
            return drawn(text, size, hints);
        }
        for (int mask = 0; mask < MASKS; mask++) {
            if (isRead(drawn(text, PROBE, masked(HINTS, mask)))) {
                return drawn(text, size, masked(hints, mask));
            }
        }
        return drawn(text, size, hints);
    }

    private static BitMatrix drawn(String text, int size, Map<EncodeHintType, Object> hints) throws WriterException {
        return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, size, size, hints);
    }

    private static Map<EncodeHintType, Object> masked(Map<EncodeHintType, Object> hints, int mask) {
        var all = new EnumMap<>(hints);
        all.put(EncodeHintType.QR_MASK_PATTERN, mask);
        return all;
    }

    private static boolean isRead(BitMatrix picture) {
        var pixels = new BufferedImageLuminanceSource(MatrixToImageWriter.toBufferedImage(picture));
        try {
            new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(pixels)));
            return true;
        } catch (ReaderException e) {
            return false;
        }
    }

    /**
     * A square PNG, the same bytes for the same arguments.
     *
     * @param text printable ASCII; characters of Base45 take the least room, two in eleven bits
     * @param size of a side with the quiet zone, 200 to 2000 pixels
     * @throws IllegalArgumentException when text or size is outside that, or the text is too long for a code
     */
    public static byte[] png(String text, int size) {
        if (size < 200 || size > 2000) {
            throw new IllegalArgumentException("no QR code can be drawn of that");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            BitMatrix modules = encoded(text, size, HINTS);
            ImageIO.write(MatrixToImageWriter.toBufferedImage(modules), "png", out);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
