package org.onewindow.photo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.onewindow.photo.Faces.Face;
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
        return shipped("specs.yaml", "onewindow.photo", PhotoSpecs.class);
    }

    /** A file that passes the check and can be cut for every document; each shade is another photograph. */
    public static byte[] studioFile(int shade) {
        return encoded(toned(wide(new Faces()), value -> Math.max(0, value - shade)), "png");
    }

    /**
     * What a camera with so many pixels sends of the studio, as JPEG.
     *
     * @param megapixels 1 for a phone's front camera, 2 for a window's camera, 13.5 for about the largest that is taken
     */
    public static byte[] cameraFile(double megapixels) {
        Picture portrait = wide(new Faces());
        double more = Math.sqrt(megapixels * 1_000_000.0 / (portrait.width() * (double) portrait.height()));
        int columns = (int) (portrait.width() * more);
        int rows = (int) (portrait.height() * more);
        return JpegWriter.master(portrait.window(0, 0, 1 / more, 0, columns, rows, Picture.EDGE));
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
        Picture portrait = inTheStudio(PictureReader.read(file("grace_hopper.jpg")), faces);
        return portrait.window(0, -120, 1, 0, portrait.width(), portrait.height() + 120, WALL);
    }

    /** The person before a white wall. */
    static Picture inTheStudio(Picture portrait, Faces faces) {
        Mask person = faces.person(portrait);
        byte[] pixels = portrait.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            int at = i / 3;
            double own = person.at(at % portrait.width() + 0.5, at / portrait.width() + 0.5);
            pixels[i] = (byte) Math.round((pixels[i] & 0xFF) * own + WALL * (1 - own));
        }
        return new Picture(portrait.width(), portrait.height(), pixels);
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

    /** The wall in another colour. */
    static Picture wall(Picture picture, int blue, int green, int red) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i += 3) {
            if ((pixels[i] & pixels[i + 1] & pixels[i + 2] & 0xF0) == 0xF0) {
                pixels[i] = (byte) blue;
                pixels[i + 1] = (byte) green;
                pixels[i + 2] = (byte) red;
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

    /** What a camera sees of a screen that shows it: fine lines from left to right and from top to bottom. */
    static Picture onAScreen(Picture picture, double pitch) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            double x = i / 3 % picture.width();
            double y = i / 3 / picture.width();
            double lines = Math.cos(2 * Math.PI * x / pitch) + Math.cos(2 * Math.PI * y / pitch);
            pixels[i] = (byte) Math.round((pixels[i] & 0xFF) * (0.94 + 0.03 * lines));
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** Squeezed from both sides, as whoever wants another format does. */
    static Picture squeezed(Picture picture, double to) {
        int width = (int) (picture.width() * to);
        var pixels = new byte[width * picture.height() * 3];
        for (int i = 0; i < pixels.length; i++) {
            int from = (int) ((i / 3 % width + 0.5) / to);
            pixels[i] = picture.bgr()[(i / 3 / width * picture.width() + from) * 3 + i % 3];
        }
        return new Picture(width, picture.height(), pixels);
    }

    /** Somebody in a cap of one colour, which ends a little above the brows. */
    static Picture inACap(Picture picture, Faces faces, int blue, int green, int red) {
        Head head = head(picture, faces);
        Mask person = faces.person(picture);
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            double x = i / 3 % picture.width() + 0.5;
            double y = i / 3 / picture.width() + 0.5;
            if (y < head.eyeY() - 0.36 * head.chin() && person.at(x, y) > 0.5) {
                pixels[i] = (byte) (i % 3 == 0 ? blue : i % 3 == 1 ? green : red);
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
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
    static Picture fromOneSide(Picture picture, int from) {
        return darker(picture, 4, (x, y) -> x > from);
    }

    /** The lower part of the face lies in a shadow. */
    static Picture shade(Picture picture, Faces faces) {
        Head head = head(picture, faces);
        return darker(
                picture,
                8,
                (x, y) -> y > head.eyeY() + 0.4 * head.chin()
                        && y < head.eyeY() + head.chin()
                        && Math.abs(x - head.eyeX()) < 0.6 * head.faceWidth());
    }

    /** The wall remains as it is. */
    private static Picture darker(Picture picture, int by, BiPredicate<Double, Double> where) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            int value = pixels[i] & 0xFF;
            if (value < 240 && where.test(i / 3 % picture.width() + 0.5, i / 3 / picture.width() + 0.5)) {
                pixels[i] = (byte) (value / by);
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** The same head thrown back: what is lower is nearer and wider. */
    static Picture thrownBack(Picture picture, Faces faces) {
        Head head = head(picture, faces);
        double from = head.eyeY() - head.hair();
        double length = head.hair() + head.chin();
        return warped(picture, (x, y) -> {
            double down = Math.max(0, Math.min(1, (y - from) / length));
            return new double[] {head.eyeX() + (x - head.eyeX()) * (1.65 - down), y - 0.5 * length * down * (1 - down)};
        });
    }

    /** The same person, whose eyes look aside: what lies between the lids is moved by a part of the eye's width. */
    static Picture lookingAside(Picture picture, Faces faces, double part) {
        Face face = faces.find(picture, false).get(0);
        return warped(picture, (x, y) -> {
            for (int[] eye : new int[][] {{33, 133, 159, 145}, {362, 263, 386, 374}}) {
                double middle = (face.x(eye[0]) + face.x(eye[1])) / 2;
                double line = (face.y(eye[2]) + face.y(eye[3])) / 2;
                double width = Math.abs(face.x(eye[1]) - face.x(eye[0]));
                double across = (x - middle) / (0.5 * width);
                double down = (y - line) / (0.75 * Math.abs(face.y(eye[3]) - face.y(eye[2])));
                double inside = Math.max(0, 1 - Math.pow(across, 4)) * Math.max(0, 1 - Math.pow(down, 4));
                if (inside > 0) {
                    return new double[] {x - part * width * inside, y};
                }
            }
            return new double[] {x, y};
        });
    }

    /** The same face, with each upper lid where the lower one is. */
    static Face lidsShut(Face face) {
        float[] points = face.points().clone();
        for (int[] lids : new int[][] {{159, 145}, {386, 374}}) {
            System.arraycopy(face.points(), lids[1] * 3, points, lids[0] * 3, 3);
        }
        return new Face(points);
    }

    /** The lower jaw is dropped; between the lips it is dark. */
    static Picture speaking(Picture picture, Faces faces) {
        Face face = faces.find(picture, false).get(0);
        Head head = head(picture, faces);
        double left = face.x(78);
        double right = face.x(308);
        double lips = (face.y(13) + face.y(14)) / 2;
        double gap = 0.3 * head.chin();
        Picture open = warped(picture, (x, y) -> {
            double across = (x - (left + right) / 2) / (0.75 * (right - left));
            double drop = gap * Math.sqrt(Math.max(0, 1 - across * across));
            double fade = Math.max(0, Math.min(1, (picture.height() - y) / (picture.height() - lips)));
            return new double[] {x, y <= lips ? y : Math.max(lips, y - drop * fade)};
        });
        byte[] pixels = open.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            double x = i / 3 % picture.width() + 0.5;
            double y = i / 3 / picture.width() + 0.5;
            double across = (x - (left + right) / 2) / (0.5 * (right - left));
            if (y > lips && y < lips + gap * Math.sqrt(Math.max(0, 1 - across * across))) {
                pixels[i] = (byte) (i % 3 == 2 ? 60 : 25);
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** A shadow on one corner of the wall. */
    static Picture shadowed(Picture picture, int columns, int rows, int by) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % picture.width();
            int y = i / 3 / picture.width();
            if (x < columns && y >= picture.height() - rows) {
                pixels[i] = (byte) Math.max(0, (pixels[i] & 0xFF) - by);
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** Narrow stripes on the wall: each part of it has the same light. */
    static Picture striped(Picture picture) {
        byte[] pixels = picture.bgr().clone();
        for (int i = 0; i < pixels.length; i += 3) {
            boolean wall = (pixels[i] & pixels[i + 1] & pixels[i + 2] & 0xF0) == 0xF0;
            if (wall && i / 3 % picture.width() / 8 % 2 == 0) {
                pixels[i] = pixels[i + 1] = pixels[i + 2] = (byte) 214;
            }
        }
        return new Picture(picture.width(), picture.height(), pixels);
    }

    /** Eileen Collins in front of a white wall, enlarged to the size of the other; 800 × 1000. */
    static Picture colleague(Faces faces) {
        return inTheStudio(
                PictureReader.read(file("astronaut.png")).window(60, -40, 0.4, 0, 800, 1000, Picture.EDGE), faces);
    }

    private static Head head(Picture picture, Faces faces) {
        return Head.of(faces.find(picture, false).get(0), faces.person(picture), picture);
    }

    /** @param source where in the picture a pixel of the new one is taken from */
    private static Picture warped(Picture picture, BiFunction<Double, Double, double[]> source) {
        var places = new float[picture.width() * picture.height() * 2];
        for (int i = 0; i < places.length; i += 2) {
            double[] from = source.apply(i / 2 % picture.width() + 0.5, i / 2 / picture.width() + 0.5);
            places[i] = (float) (from[0] - 0.5);
            places[i + 1] = (float) (from[1] - 0.5);
        }
        try (var bytes = new BytePointer(picture.bgr());
                var pixels = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, bytes);
                var numbers = new FloatPointer(places);
                var map = new Mat(picture.height(), picture.width(), opencv_core.CV_32FC2, numbers);
                var none = new Mat();
                var grey = new Scalar();
                var moved = new Mat()) {
            opencv_imgproc.remap(
                    pixels, moved, map, none, opencv_imgproc.INTER_LINEAR, opencv_core.BORDER_REPLICATE, grey);
            var warped = new byte[picture.bgr().length];
            moved.data().get(warped);
            return new Picture(picture.width(), picture.height(), warped);
        }
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
