package org.onewindow.photo;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onewindow.photo.Faces.Face;
import org.onewindow.photo.Faces.Mask;

/**
 * A head's measures in pixels of its picture. Eyes, chin and the joints of the ears come from the face, the top of the hair
 * and the width with ears and hair from the outline of the person.
 *
 * @param eyeX middle between the eyes
 * @param acrossX unit vector from the eye on the left of the picture to the one on the right; square to it, downwards, lies
 *     the axis of the face
 * @param chin from the eyes down to the chin
 * @param crown from the eyes up to the top of the head, without what stands up high
 * @param hair from the eyes up to the end of the hair
 * @param faceWidth between the lines where the ears join the face
 * @param middle how far to the right of the eyes' middle the axis of the face lies
 * @param forehead from the eyes up to where the face's points end
 */
record Head(
        double eyeX,
        double eyeY,
        double acrossX,
        double acrossY,
        double pupils,
        double chin,
        double crown,
        double hair,
        double faceWidth,
        double headWidth,
        double middle,
        double forehead) {

    /** A forehead for landmarks that were kept without one, in distances from the eyes to the chin. */
    private static final double COMMON_FOREHEAD = 0.46;

    private static final int[] EYE = {33, 133, 159, 145};
    private static final int[] OTHER_EYE = {362, 263, 386, 374};

    static Head of(Face face, Mask mask, Picture picture) {
        Head bare = of(face, 0, 0, 0);
        double ux = bare.acrossX;
        double uy = bare.acrossY;
        double ex = bare.eyeX;
        double ey = bare.eyeY;
        double chin = bare.chin;
        double faceWidth = bare.faceWidth;

        double[] tops = IntStream.rangeClosed(-10, 10)
                .mapToDouble(i -> {
                    double across = bare.middle + i * 0.03 * faceWidth;
                    double up = 0.4 * chin;
                    while (up < 2.5 * chin && mask.at(ex + across * ux + up * uy, ey + across * uy - up * ux) > 0.5) {
                        up += 0.5;
                    }
                    return up;
                })
                .sorted()
                .toArray();
        double hair = Math.min(tops[17], toTop(ey, ux));
        // Above a quarter more than the chin's distance it is hair that stands up, which may be cut.
        double crown = Math.max(0.95 * chin, Math.min(1.25 * chin, hair));

        double down = 0.25 * chin;
        double left = side(mask, ex, ey, ux, uy, down, -1, faceWidth);
        double right = side(mask, ex, ey, ux, uy, down, 1, faceWidth);
        double headWidth = Math.max(1.04 * faceWidth, Math.min(1.30 * faceWidth, left + right));
        return of(face, crown, hair, headWidth);
    }

    /** The same head in another picture: all of the face as it is found there, hair and ears as far from it as they were. */
    Head in(Face face) {
        Head bare = of(face, 0, 0, 0);
        double more = (bare.chin + bare.pupils) / (chin + pupils);
        return of(face, more * crown, more * hair, more * headWidth);
    }

    private static Head of(Face face, double crown, double hair, double headWidth) {
        double x1 = mean(face, EYE, 0);
        double y1 = mean(face, EYE, 1);
        double x2 = mean(face, OTHER_EYE, 0);
        double y2 = mean(face, OTHER_EYE, 1);
        double pupils = Math.hypot(x2 - x1, y2 - y1);
        double ux = (x2 - x1) / pupils;
        double uy = (y2 - y1) / pupils;
        double ex = (x1 + x2) / 2;
        double ey = (y1 + y2) / 2;
        double chin = (face.y(152) - ey) * ux - (face.x(152) - ex) * uy;
        double faceWidth = Math.hypot(face.x(454) - face.x(234), face.y(454) - face.y(234));
        double middle = ((face.x(234) + face.x(454)) / 2 - ex) * ux + ((face.y(234) + face.y(454)) / 2 - ey) * uy;
        double forehead = (ey - face.y(10)) * ux + (face.x(10) - ex) * uy;
        return new Head(ex, ey, ux, uy, pupils, chin, crown, hair, faceWidth, headWidth, middle, forehead);
    }

    /** For keeping beside the picture. */
    String text() {
        return DoubleStream.of(
                        eyeX, eyeY, acrossX, acrossY, pupils, chin, crown, hair, faceWidth, headWidth, middle, forehead)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    /** What {@link #text} wrote. */
    static Head parse(String text) {
        double[] m = Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double forehead = m.length > 11 ? m[11] : COMMON_FOREHEAD * m[5];
        return new Head(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], forehead);
    }

    /** How much the eyes' line falls to the right, in degrees. */
    double roll() {
        return Math.toDegrees(Math.atan2(acrossY, acrossX));
    }

    double length() {
        return crown + chin;
    }

    /** The least distance of the head to the edge of the picture. */
    double margin(Picture picture) {
        double x = eyeX + middle * acrossX;
        double[] gaps = {
            toTop(eyeY, acrossX) - hair,
            x - headWidth / 2,
            picture.width() - x - headWidth / 2,
            picture.height() - eyeY - chin * acrossX
        };
        return Arrays.stream(gaps).min().orElseThrow();
    }

    private static double toTop(double eyeY, double ux) {
        return eyeY / Math.max(0.1, ux);
    }

    private static double side(
            Mask mask, double ex, double ey, double ux, double uy, double down, int way, double faceWidth) {
        double across = 0.3 * faceWidth;
        while (across < faceWidth
                && mask.at(ex + way * across * ux - down * uy, ey + way * across * uy + down * ux) > 0.5) {
            across += 0.5;
        }
        return across;
    }

    private static double mean(Face face, int[] points, int axis) {
        return Arrays.stream(points)
                .mapToDouble(point -> axis == 0 ? face.x(point) : face.y(point))
                .average()
                .orElseThrow();
    }
}
