package org.onewindow.photo;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Writes JPEG files of a wanted size in bytes and density, and nothing in them but pixels. */
final class JpegWriter {

    /** Below this blocks can be seen; the guide asks for 70. */
    private static final int LEAST_QUALITY = 70;

    private static final int BEST_QUALITY = 100;
    private static final int FIRST_TRY = 90;

    /** Nothing is lost that a cut could show. */
    private static final int MASTER_QUALITY = 95;

    private static final int LONGEST_COMMENT = 65_533;

    private JpegWriter() {}

    /** For keeping: as good as it gets, whatever its length. */
    static byte[] master(Picture picture) {
        return picture.jpeg(MASTER_QUALITY);
    }

    /**
     * As good as fits, within a tenth of the most bytes or one step of quality; empty when only a worse quality than allowed
     * would fit.
     */
    static Optional<byte[]> write(Picture picture, int dpi, int leastBytes, int mostBytes) {
        byte[] best = null;
        int fits = LEAST_QUALITY - 1;
        int tooLong = BEST_QUALITY + 1;
        int quality = FIRST_TRY;
        while (fits < quality && quality < tooLong) {
            byte[] file = picture.jpeg(quality);
            if (file.length > mostBytes) {
                tooLong = quality;
            } else {
                best = file;
                fits = quality;
                if (file.length > 0.9 * mostBytes) {
                    break;
                }
            }
            // Near the best quality the length grows about as 1 / (101 - quality).
            double wanted = 101 - (101 - quality) * (file.length / (0.95 * mostBytes));
            quality = (int) Math.max(fits + 1, Math.min(tooLong - 1, Math.round(wanted)));
        }
        if (best == null) {
            return Optional.empty();
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
}
