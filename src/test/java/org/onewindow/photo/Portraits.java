package org.onewindow.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.onewindow.photo.Faces.Mask;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** The three photographs under {@code src/test/resources/photo}, and what is made of them. */
public final class Portraits {

    private static final int WALL = 0xF8;

    private Portraits() {}

    /** The shipped figures, without Spring. */
    static <T> T shipped(String file, String prefix, Class<T> type) {
        try {
            var sources = new YamlPropertySourceLoader().load(file, new ClassPathResource("photo/" + file));
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind(prefix, type)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Photographs photographs(Faces faces) {
        return new Photographs(shipped("quality.yml", "onewindow.photo.quality", QualityRules.class), specs(), faces);
    }

    static PhotoSpecs specs() {
        return shipped("specs.yml", "onewindow.photo", PhotoSpecs.class);
    }

    /** A file that passes the check and can be cut for every document; each shade is another photograph. */
    public static byte[] studioFile(int shade) {
        return encoded(toned(wide(new Faces()), value -> Math.max(0, value - shade)), "png");
    }

    /** The same with the head tilted too far. */
    public static byte[] turnedFile() {
        return encoded(turned(wide(new Faces()), 12), "png");
    }

    /** The studio with room beside the shoulders, as near as a better camera would show it. */
    static Picture wide(Faces faces) {
        return studio(faces).window(-60, 0, 0.7, 0, 902, 1028, WALL);
    }

    static byte[] file(String name) {
        try (InputStream in = Portraits.class.getResourceAsStream("/photo/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Grace Hopper in front of a white wall, 512 × 720. */
    static Picture studio(Faces faces) {
        Picture portrait = PictureReader.read(file("grace_hopper.jpg"));
        Mask person = faces.person(portrait);
        byte[] pixels = portrait.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            int at = i / 3;
            double own = person.at(at % portrait.width() + 0.5, at / portrait.width() + 0.5);
            pixels[i] = (byte) Math.round((pixels[i] & 0xFF) * own + WALL * (1 - own));
        }
        return new Picture(portrait.width(), portrait.height(), pixels)
                .window(0, -120, 1, 0, portrait.width(), portrait.height() + 120, WALL);
    }

    static Picture wall() {
        var pixels = new byte[400 * 500 * 3];
        Arrays.fill(pixels, (byte) WALL);
        return new Picture(400, 500, pixels);
    }

    static Picture toned(Picture picture, IntUnaryOperator tone) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) tone.applyAsInt(pixels[i] & 0xFF);
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    static Picture grey(Picture picture) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = pixels[i + 2] = pixels[i + 1];
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** The wall in the colour of the sky. */
    static Picture blue(Picture picture) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i += 3) {
            if ((pixels[i] & pixels[i + 1] & pixels[i + 2] & 0xF0) == 0xF0) {
                pixels[i + 1] = (byte) 0xC5;
                pixels[i + 2] = 0x64;
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    static Picture turned(Picture picture, double degrees) {
        double ux = Math.cos(Math.toRadians(degrees));
        double uy = Math.sin(Math.toRadians(degrees));
        double x = picture.width() / 2.0 * (1 - ux) + picture.height() / 2.0 * uy;
        double y = picture.height() / 2.0 * (1 - ux) - picture.width() / 2.0 * uy;
        return picture.window(x, y, ux, uy, picture.width(), picture.height(), WALL);
    }

    static Picture blurred(Picture picture) {
        Picture small = picture.window(0, 0, 4, 0, picture.width() / 4, picture.height() / 4, WALL);
        return small.window(0, 0, 0.25, 0, picture.width(), picture.height(), WALL);
    }

    /** The camera moved sideways. */
    static Picture shaken(Picture picture) {
        byte[] pixels = picture.bgr().clone();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 8; x < picture.width() - 8; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int sum = 0;
                    for (int i = -8; i <= 8; i++) {
                        sum += picture.value(x + i, y, channel);
                    }
                    pixels[(y * picture.width() + x) * 3 + channel] = (byte) (sum / 17);
                }
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** The light comes from one side. */
    static Picture halfDark(Picture picture, int from) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            if (i / 3 % picture.width() > from) {
                pixels[i] = (byte) ((pixels[i] & 0xFF) / 3);
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    static Picture beside(Picture left, Picture right) {
        var pixels = new byte[(left.width() + right.width()) * left.height() * 3];
        int line = left.width() * 3;
        int other = right.width() * 3;
        for (int row = 0; row < left.height(); row++) {
            System.arraycopy(left.bgr(), row * line, pixels, row * (line + other), line);
            System.arraycopy(right.bgr(), row * other, pixels, row * (line + other) + line, other);
        }
        return new Picture(left.width() + right.width(), left.height(), pixels);
    }

    static byte[] encoded(Picture picture, String format) {
        var image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        System.arraycopy(picture.bgr(), 0, pixels, 0, pixels.length);
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
