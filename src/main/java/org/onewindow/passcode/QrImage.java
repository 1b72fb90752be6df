package org.onewindow.passcode;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws QR codes (ISO/IEC 18004) at level M: about a seventh of the code may be unreadable. A higher level would make the
 * modules of a code on a windscreen smaller and so shorten the distance at which it is read.
 */
public final class QrImage {

    static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4);

    private QrImage() {}

    /**
     * A square PNG, the same bytes for the same arguments.
     *
     * @param text only characters of Base45, which the code packs two in eleven bits
     * @param size of a side with the quiet zone, 200 to 2000 pixels
     * @throws IllegalArgumentException when text or size is outside that, or the text is too long for a code
     */
    public static byte[] png(String text, int size) {
        if (size < 200 || size > 2000 || !text.matches("[0-9A-Z $%*+./:-]+")) {
            throw new IllegalArgumentException("no QR code can be drawn of that");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            BitMatrix modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, size, size, HINTS);
            ImageIO.write(MatrixToImageWriter.toBufferedImage(modules), "png", out);
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
