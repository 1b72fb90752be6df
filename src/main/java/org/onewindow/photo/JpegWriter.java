package org.onewindow.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG files of a wanted size in bytes and density, and nothing in them but pixels. */
final class JpegWriter {

    /** Below this blocks can be seen; the guide asks for 70. */
    private static final float LEAST_QUALITY = 0.70f;

    /** Nothing is lost that a cut could show. */
    private static final float MASTER_QUALITY = 0.95f;

    private static final int LONGEST_COMMENT = 65_533;

    private JpegWriter() {}

    /** For keeping: as good as it gets, whatever its length. */
    static byte[] master(Picture picture) {
        return encode(picture, MASTER_QUALITY);
    }

    /** The best that fits; empty when only a worse quality than allowed would. */
    static Optional<byte[]> write(Picture picture, int dpi, int leastBytes, int mostBytes) {
        float low = LEAST_QUALITY;
        float high = 1;
        byte[] best = encode(picture, low);
        if (best.length > mostBytes) {
            return Optional.empty();
        }
        for (int i = 0; i < 6; i++) {
            float quality = (low + high) / 2;
            byte[] file = encode(picture, quality);
            if (file.length <= mostBytes) {
                best = file;
                low = quality;
            } else {
                high = quality;
            }
        }
        // Unit 1 is dots per inch.
        ByteBuffer.wrap(best).put(13, (byte) 1).putShort(14, (short) dpi).putShort(16, (short) dpi);
        return Optional.of(filled(best, leastBytes));
    }

    /** Comments before the picture: a file that ends after its pixels is what every reader expects. */
    private static byte[] filled(byte[] file, int leastBytes) {
        byte[] full = file;
        while (full.length < leastBytes) {
            int length = Math.min(LONGEST_COMMENT, Math.max(2, leastBytes - full.length - 2));
            int start = 4 + ByteBuffer.wrap(full).getShort(4);
            full = ByteBuffer.allocate(full.length + length + 2)
                    .put(full, 0, start)
                    .putShort((short) 0xFFFE)
                    .putShort((short) length)
                    .put(new byte[length - 2])
                    .put(full, start, full.length - start)
                    .array();
        }
        return full;
    }

    private static byte[] encode(Picture picture, float quality) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
