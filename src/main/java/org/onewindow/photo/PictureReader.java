package org.onewindow.photo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.onewindow.shared.Refusal;

/**
 * Reads JPEG and PNG files of strangers. The file is walked through first, so that no decoder sees a size, a kind or a number
 * of passes that is refused here; of what surrounds the pixels only the orientation is heeded, and everything else, trailing
 * data too, is left out before decoding. Colours count as sRGB; what is transparent becomes white.
 */
final class PictureReader {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    private static final int MOST_SIDE = 4000;
    private static final int LEAST_SIDE = 200;

    /** A progressive file of a camera has about ten; each costs a pass over all pixels. */
    private static final int MOST_SCANS = 64;

    private static final long PNG = 0x89504E470D0A1A0AL;

    private final byte[] file;
    private final ByteBuffer in;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int orientation = 1;

    private PictureReader(byte[] file) {
        this.file = file;
        in = ByteBuffer.wrap(file);
    }

    /** @throws Refusal of kind INVALID or TOO_LARGE that says what is wrong with the file */
    static Picture read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Refusal.tooLarge("photo-file-too-large", MOST_BYTES / (1024 * 1024));
        }
        return own(file);
    }

    /** A file that the office wrote itself, of any length. */
    static Picture own(byte[] file) {
        var reader = new PictureReader(file);
        try {
            if (file.length > 8 && reader.in.getLong(0) == PNG) {
                reader.walkPng();
                return reader.decode("png");
            }
            if (file.length > 3 && (reader.in.getInt(0) >>> 8) == 0xFFD8FF) {
                reader.walkJpeg();
                return reader.decode("jpeg");
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof Refusal refusal) {
                throw refusal;
            }
            throw damaged();
        }
        throw Refusal.invalid("", "photo-format");
    }

    private void walkPng() {
        bare.write(file, 0, 8);
        in.position(8);
        for (int chunk = 0; ; chunk++) {
            int start = in.position();
            int length = in.getInt();
            String type =
                    StandardCharsets.ISO_8859_1.decode(in.slice(start + 4, 4)).toString();
            var sum = new CRC32();
            sum.update(in.slice(start + 4, Math.addExact(length, 4)));
            if ((int) sum.getValue() != in.getInt(start + 8 + length) || (chunk == 0) != type.equals("IHDR")) {
                throw damaged();
            }
            if (chunk == 0) {
                size(in.getInt(start + 8), in.getInt(start + 12));
                int depth = in.get(start + 16);
                int colours = in.get(start + 17);
                if (depth != 8 || colours == 3) {
                    throw Refusal.invalid("", "photo-colours");
                }
            }
            if (type.equals("acTL")) {
                throw Refusal.invalid("", "photo-moves");
            }
            if (type.equals("IHDR") || type.equals("IDAT") || type.equals("IEND")) {
                bare.write(file, start, length + 12);
            }
            if (type.equals("IEND")) {
                return;
            }
            in.position(start + 12 + length);
        }
    }

    private void walkJpeg() {
        bare.write(file, 0, 2);
        int at = 2;
        int scans = 0;
        boolean sized = false;
        while (true) {
            if (file[at] != (byte) 0xFF) {
                throw damaged();
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xD9) {
                bare.write(file, at, 2);
                if (!sized || scans == 0) {
                    throw damaged();
                }
                return;
            }
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = in.getShort(at + 2) & 0xFFFF;
            int end = at + 2 + length;
            if (length < 2 || end > file.length) {
                throw damaged();
            }
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                int components = file[at + 9];
                if (sized) {
                    throw damaged();
                }
                sized = true;
                size(in.getShort(at + 7) & 0xFFFF, in.getShort(at + 5) & 0xFFFF);
                // Baseline, extended, progressive; nothing that is lossless, arithmetic or in four colours.
                if (marker > 0xC2 || file[at + 4] != 8 || components != 1 && components != 3) {
                    throw Refusal.invalid("", "photo-colours");
                }
            }
            if (marker == 0xE1) {
                orientation = orientation(in.slice(at + 4, length - 2));
            }
            if (marker == 0xDA) {
                if (++scans > MOST_SCANS) {
                    throw damaged();
                }
                while (file[end] != (byte) 0xFF || file[end + 1] == 0 || (file[end + 1] & 0xF8) == 0xD0) {
                    end++;
                }
            }
            // The only application data that say how to read the pixels: JFIF and Adobe.
            if (marker < 0xE0 || marker == 0xE0 || marker == 0xEE) {
                bare.write(file, at, end - at);
            }
            at = end;
        }
    }

    private static void size(int width, int height) {
        if (width < 0 || height < 0 || width > MOST_SIDE || height > MOST_SIDE) {
            throw Refusal.invalid("", "photo-too-many-pixels", MOST_SIDE);
        }
        if (width < LEAST_SIDE || height < LEAST_SIDE) {
            throw Refusal.invalid("", "photo-too-few-pixels", LEAST_SIDE);
        }
    }

    /** 1 to 8 as EXIF counts; 1, upright, for whatever cannot be read. */
    private static int orientation(ByteBuffer exif) {
        if (exif.limit() < 14 || exif.getInt(0) != 0x45786966) {
            return 1;
        }
        ByteBuffer tiff = exif.slice(6, exif.limit() - 6);
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0, at = directory + 2; i < entries && at + 12 <= tiff.limit(); i++, at += 12) {
            if (tiff.getShort(at) == 0x0112) {
                int value = tiff.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private Picture decode(String format) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        boolean[] warned = new boolean[1];
        BufferedImage image;
        try (var pixels = new MemoryCacheImageInputStream(new ByteArrayInputStream(bare.toByteArray()))) {
            reader.addIIOReadWarningListener((source, warning) -> warned[0] = true);
            reader.setInput(pixels, true, true);
            image = reader.read(0);
        } finally {
            reader.dispose();
        }
        if (warned[0]) {
            throw damaged();
        }
        return upright(opaque(image));
    }

    private static Picture opaque(BufferedImage image) {
        BufferedImage plain = image;
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D canvas = plain.createGraphics();
            canvas.drawImage(image, 0, 0, Color.WHITE, null);
            canvas.dispose();
        }
        byte[] bgr = ((DataBufferByte) plain.getRaster().getDataBuffer()).getData();
        return new Picture(plain.getWidth(), plain.getHeight(), bgr);
    }

    private Picture upright(Picture lying) {
        if (orientation == 1) {
            return lying;
        }
        int w = lying.width();
        int h = lying.height();
        int width = orientation > 4 ? h : w;
        int height = orientation > 4 ? w : h;
        var pixels = new byte[width * height * 3];
        for (int y = 0, to = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                int from = switch (orientation) {
                    case 2 -> y * w + w - 1 - x;
                    case 3 -> (h - 1 - y) * w + w - 1 - x;
                    case 4 -> (h - 1 - y) * w + x;
                    case 5 -> x * w + y;
                    case 6 -> (h - 1 - x) * w + y;
                    case 7 -> (h - 1 - x) * w + w - 1 - y;
                    default -> x * w + w - 1 - y;
                };
                System.arraycopy(lying.bgr(), from * 3, pixels, to, 3);
            }
        }
        return new Picture(width, height, pixels);
    }

    private static Refusal damaged() {
        return Refusal.invalid("", "photo-damaged");
    }
}
