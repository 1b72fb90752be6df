package org.onewindow.photo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.onewindow.photo.Faces.Face;
import org.onewindow.photo.Faces.Mask;
import org.onewindow.photo.QualityRules.Rule;

/** Takes the measures of {@link Rule}, in the units of {@code photo/quality.yml}. */
final class Measures {

    /** Sharpness is compared at one size: this many pixels between the pupils. */
    private static final double SHARPNESS_PUPILS = 90;

    private static final int GRID = 256;

    /** So many pixels of the face either way, as the camera took them, are searched for the lines of a screen. */
    private static final int SIDE = 128;

    /** Cheeks that neither a beard nor glasses cover, and the upper end of the forehead. */
    private static final int[] CHEEKS = {50, 280, 205, 425, 117, 346};

    private static final int FOREHEAD = 10;

    /** Points along both lids, from the corner on the left of the picture to the one on the right. */
    private static final int[][] LIDS = {
        {33, 246, 161, 160, 159, 158, 157, 173, 133}, {33, 7, 163, 144, 145, 153, 154, 155, 133},
        {362, 398, 384, 385, 386, 387, 388, 466, 263}, {362, 382, 381, 380, 374, 373, 390, 249, 263}
    };

    private static final int EYE_COLUMNS = 48;

    private static final double[] FADE = IntStream.range(0, SIDE)
            .mapToDouble(i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIDE))
            .toArray();

    private final Picture picture;
    private final Map<Rule, Double> values = new EnumMap<>(Rule.class);

    private Head head;

    private Measures(Picture picture) {
        this.picture = picture;
    }

    Map<Rule, Double> values() {
        return values;
    }

    /** Of the largest face; {@code null} where there is none. */
    Head head() {
        return head;
    }

    /** Without a face only their number can be measured. */
    static Measures of(Picture picture, Faces finder, PhotoSpec standard) {
        var measures = new Measures(picture);
        List<Face> faces = finder.find(picture, true);
        measures.values.put(Rule.NO_FACE, (double) faces.size());
        if (!faces.isEmpty()) {
            Mask person = finder.person(picture);
            Head head = Head.of(faces.get(0), person, picture);
            measures.head = head;
            measures.values.put(Rule.MULTIPLE_FACES, (double) faces.size());
            measures.pose(faces.get(0), head);
            measures.frame(Cut.best(head, standard));
            measures.forehead(faces.get(0), head);
            measures.light(head);
            measures.screen(head);
            measures.background(person);
        }
        return measures;
    }

    private void pose(Face face, Head head) {
        values.put(Rule.FACE_TOO_SMALL, head.pupils());
        values.put(Rule.HEAD_CROPPED, head.margin(picture) / head.chin());
        values.put(Rule.EYES_NOT_LEVEL, Math.abs(head.roll()));
        values.put(Rule.TURNED, angle(face, 234, 454));
        values.put(Rule.NODDING, angle(face, 10, 152));
        double lids = Math.min(distance(face, 159, 145), distance(face, 386, 374));
        values.put(Rule.EYES_CLOSED, lids / head.chin());
        values.put(Rule.MOUTH_OPEN, distance(face, 13, 14) / head.chin());
        values.put(Rule.GAZE, Math.abs(dark(face, LIDS[0], LIDS[1]) + dark(face, LIDS[2], LIDS[3])) / 2);
    }

    /**
     * Where between the corners of an eye its dark part lies, iris and pupil: 0 in the middle, -0.5 and 0.5 at the corners.
     * Near the lids it is dark with lashes, so only the middle of the gap is looked at.
     */
    private double dark(Face face, int[] upper, int[] lower) {
        double x = face.x(upper[0]);
        double y = face.y(upper[0]);
        double width = distance(face, upper[0], upper[8]);
        double ux = (face.x(upper[8]) - x) / EYE_COLUMNS;
        double uy = (face.y(upper[8]) - y) / EYE_COLUMNS;
        double step = width / EYE_COLUMNS;
        int middle = EYE_COLUMNS / 2;
        Picture eye = picture.window(x + middle * uy, y - middle * ux, ux, uy, EYE_COLUMNS, EYE_COLUMNS, Picture.EDGE);
        var seen = new ArrayList<double[]>();
        double most = 0;
        double least = 255;
        for (int column = 0; column < EYE_COLUMNS; column++) {
            double from = lid(face, upper, column + 0.5, step);
            double to = lid(face, lower, column + 0.5, step);
            double inner = 0.2 * (to - from);
            for (int row = (int) Math.ceil(middle + from + inner); row < middle + to - inner; row++) {
                double luma = luma(eye, column, row);
                seen.add(new double[] {column + 0.5, luma});
                most = Math.max(most, luma);
                least = Math.min(least, luma);
            }
        }
        double weights = 0;
        double sum = 0;
        for (double[] pixel : seen) {
            double weight = Math.max(0, (most + least) / 2 - pixel[1]);
            weights += weight;
            sum += weight * pixel[0];
        }
        return weights == 0 ? 0 : sum / weights / EYE_COLUMNS - 0.5;
    }

    /** How far below the line between the corners a lid lies in a column, in steps. */
    private static double lid(Face face, int[] lid, double column, double step) {
        double x = face.x(lid[0]);
        double y = face.y(lid[0]);
        double length = distance(face, lid[0], lid[8]);
        double ux = (face.x(lid[8]) - x) / length;
        double uy = (face.y(lid[8]) - y) / length;
        double beforeAcross = 0;
        double beforeDown = 0;
        for (int point : lid) {
            double across = ((face.x(point) - x) * ux + (face.y(point) - y) * uy) / step;
            double down = ((face.y(point) - y) * ux - (face.x(point) - x) * uy) / step;
            if (across >= column) {
                double part = (column - beforeAcross) / Math.max(1e-6, across - beforeAcross);
                return beforeDown + part * (down - beforeDown);
            }
            beforeAcross = across;
            beforeDown = down;
        }
        return 0;
    }

    /** As large as they will be on the document, and whether the photograph has room for it. */
    private void frame(Cut cut) {
        values.put(Rule.HEAD_HEIGHT, cut.scale() * cut.head().length());
        values.put(Rule.HEAD_WIDTH, cut.scale() * cut.head().headWidth());
        values.put(Rule.OFF_CENTRE, Math.max(0, cut.outside(picture)));
    }

    /** How much the upper end of the forehead looks like the cheeks: a hat is of another brightness or colour, or both. */
    private void forehead(Face face, Head head) {
        double[] cheeks = new double[3];
        for (int point : CHEEKS) {
            double[] colour = colour(face, point, head);
            for (int i = 0; i < 3; i++) {
                cheeks[i] += colour[i] / CHEEKS.length;
            }
        }
        double[] top = colour(face, FOREHEAD, head);
        double brightness = Math.min(top[0], cheeks[0]) / Math.max(1, Math.max(top[0], cheeks[0]));
        double hue = Math.hypot(top[1] - cheeks[1], top[2] - cheeks[2]);
        values.put(Rule.HEAD_COVERED, brightness * Math.max(0, 1 - hue / 50));
    }

    /** Brightness and both differences of colour around a point. */
    private double[] colour(Face face, int point, Head head) {
        double step = head.pupils() / SHARPNESS_PUPILS;
        Picture spot =
                picture.window(face.x(point) - 2 * step, face.y(point) - 2 * step, 4 * step, 0, 1, 1, Picture.EDGE);
        double blue = spot.value(0, 0, 0);
        double green = spot.value(0, 0, 1);
        double red = spot.value(0, 0, 2);
        return new double[] {
            luma(spot, 0, 0), 0.5 * blue - 0.3313 * green - 0.1687 * red, 0.5 * red - 0.4187 * green - 0.0813 * blue
        };
    }

    /**
     * How much stronger one fine pattern is than those that are a little finer, coarser or turned. Skin has all of them alike;
     * the lines of a screen are one. What repeats every 8 or 4 pixels is the work of JPEG and is not looked at.
     */
    private void screen(Head head) {
        int left = (int) (head.eyeX() - SIDE / 2.0);
        int top = (int) (head.eyeY() + 0.35 * head.chin() - SIDE / 2.0);
        Picture face = picture.window(left, top, 1, 0, SIDE, SIDE, Picture.EDGE);
        double mean = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            mean += luma(face, i % SIDE, i / SIDE) / (SIDE * SIDE);
        }
        var faded = new float[SIDE * SIDE];
        for (int i = 0; i < faded.length; i++) {
            faded[i] = (float) ((luma(face, i % SIDE, i / SIDE) - mean) * FADE[i % SIDE] * FADE[i / SIDE]);
        }
        float[] power = Faces.patterns(faded, SIDE);
        double most = 0;
        for (int v = 0; v < SIDE / 2; v++) {
            for (int u = 1 - SIDE / 2; u < SIDE / 2; u++) {
                double fine = Math.hypot(u, v);
                boolean jpeg = Math.abs(Math.IEEEremainder(u, 16)) <= 1 && Math.abs(Math.IEEEremainder(v, 16)) <= 1;
                if (fine >= SIDE / 8.0 && fine < SIDE / 2.0 && !jpeg) {
                    most = Math.max(most, at(power, u, v) / (around(power, u, v) + SIDE));
                }
            }
        }
        values.put(Rule.SCREEN, most);
    }

    private static double around(float[] power, int u, int v) {
        double sum = 0;
        for (int down = -3; down <= 3; down++) {
            for (int across = -3; across <= 3; across++) {
                if (Math.max(Math.abs(down), Math.abs(across)) >= 2) {
                    sum += at(power, u + across, v + down);
                }
            }
        }
        return sum / 40;
    }

    private static double at(float[] power, int u, int v) {
        return power[Math.floorMod(v, SIDE) * SIDE + Math.floorMod(u, SIDE)];
    }

    /** How much nearer to the camera the first point is than the second, in degrees. */
    private static double angle(Face face, int one, int other) {
        return Math.toDegrees(Math.atan2(face.depth(other) - face.depth(one), distance(face, one, other)));
    }

    private static double distance(Face face, int one, int other) {
        return Math.hypot(face.x(one) - face.x(other), face.y(one) - face.y(other));
    }

    /** On the face from the brows to the mouth, without hair and background. */
    private void light(Head head) {
        double step = head.pupils() / SHARPNESS_PUPILS;
        int columns = (int) (0.8 * head.faceWidth() / step);
        int rows = (int) (1.0 * head.chin() / step);
        double x = head.eyeX() + head.middle() - columns * step / 2;
        double y = head.eyeY() - 0.2 * head.chin();
        Picture face = picture.window(x, y, step, 0, columns, rows, Picture.EDGE);
        var histogram = new int[256];
        var halves = new double[2][32];
        double sum = 0;
        double chroma = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double luma = luma(face, column, row);
                sum += luma;
                histogram[(int) luma]++;
                chroma += chroma(face, column, row);
                halves[column * 2 / columns][(int) luma / 8]++;
            }
        }
        int pixels = columns * rows;
        values.put(Rule.TOO_DARK, sum / pixels / 255);
        values.put(Rule.UNDEREXPOSED, share(histogram, 0, 25, pixels));
        values.put(Rule.OVEREXPOSED, share(histogram, 247, 255, pixels));
        values.put(
                Rule.LOW_CONTRAST, (double) percentile(histogram, 0.98, pixels) - percentile(histogram, 0.02, pixels));
        values.put(Rule.NO_COLOUR, chroma / pixels);
        double overlap = 0;
        for (int i = 0; i < 32; i++) {
            overlap += Math.min(halves[0][i], halves[1][i]);
        }
        values.put(Rule.UNEVEN_LIGHT, overlap / (pixels / 2.0));
        edges(face);
    }

    private void edges(Picture face) {
        double sum = 0;
        double squares = 0;
        double across = 0;
        double down = 0;
        int count = 0;
        for (int y = 1; y < face.height() - 1; y++) {
            for (int x = 1; x < face.width() - 1; x++) {
                double here = 2 * luma(face, x, y);
                double horizontal = luma(face, x - 1, y) + luma(face, x + 1, y) - here;
                double vertical = luma(face, x, y - 1) + luma(face, x, y + 1) - here;
                sum += horizontal + vertical;
                squares += (horizontal + vertical) * (horizontal + vertical);
                across += horizontal * horizontal;
                down += vertical * vertical;
                count++;
            }
        }
        values.put(Rule.BLURRED, squares / count - sum / count * sum / count);
        values.put(Rule.SHAKEN, Math.min(across, down) / Math.max(1e-9, Math.max(across, down)));
    }

    private void background(Mask person) {
        Picture small = picture.window(person.x(), person.y(), person.pixel(), 0, GRID, GRID, Picture.EDGE);
        var cells = new double[6][2];
        var means = new double[3];
        double squares = 0;
        int count = 0;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                double x = person.x() + (column + 0.5) * person.pixel();
                double y = person.y() + (row + 0.5) * person.pixel();
                boolean inside = x > 0 && y > 0 && x < picture.width() && y < picture.height();
                if (inside && clear(person, x, y)) {
                    double luma = luma(small, column, row);
                    for (int channel = 0; channel < 3; channel++) {
                        means[channel] += small.value(column, row, channel);
                    }
                    squares += luma * luma;
                    count++;
                    double[] cell = cells[(int) (x * 3 / picture.width()) + 3 * (int) (y * 2 / picture.height())];
                    cell[0] += luma;
                    cell[1]++;
                }
            }
        }
        if (count == 0) {
            // Nothing is seen of it: as bad as a black one.
            values.put(Rule.BACKGROUND_NOT_WHITE, 0.0);
            return;
        }
        double least = 255;
        double most = 0;
        for (int channel = 0; channel < 3; channel++) {
            means[channel] /= count;
            least = Math.min(least, means[channel]);
            most = Math.max(most, means[channel]);
        }
        double mean = 0.114 * means[0] + 0.587 * means[1] + 0.299 * means[2];
        values.put(Rule.BACKGROUND_NOT_WHITE, least);
        values.put(Rule.BACKGROUND_COLOURED, most - least);
        values.put(Rule.BACKGROUND_NOT_UNIFORM, Math.sqrt(Math.max(0, squares / count - mean * mean)));
        var lights = new ArrayList<Double>();
        for (double[] cell : cells) {
            if (cell[1] >= 40) {
                lights.add(cell[0] / cell[1]);
            }
        }
        lights.sort(null);
        values.put(Rule.BACKGROUND_PATCHY, lights.isEmpty() ? 0 : lights.get(lights.size() - 1) - lights.get(0));
    }

    /** Whether nothing of the person is near. */
    private static boolean clear(Mask person, double x, double y) {
        double near = 2 * person.pixel();
        return person.at(x, y) < 0.05
                && person.at(x - near, y) < 0.05
                && person.at(x + near, y) < 0.05
                && person.at(x, y - near) < 0.05
                && person.at(x, y + near) < 0.05;
    }

    private static double luma(Picture of, int x, int y) {
        return 0.114 * of.value(x, y, 0) + 0.587 * of.value(x, y, 1) + 0.299 * of.value(x, y, 2);
    }

    private static double chroma(Picture of, int x, int y) {
        int most = Math.max(of.value(x, y, 0), Math.max(of.value(x, y, 1), of.value(x, y, 2)));
        return most - Math.min(of.value(x, y, 0), Math.min(of.value(x, y, 1), of.value(x, y, 2)));
    }

    private static double share(int[] histogram, int from, int to, int pixels) {
        double count = 0;
        for (int i = from; i <= to; i++) {
            count += histogram[i];
        }
        return count / pixels;
    }

    private static int percentile(int[] histogram, double share, int pixels) {
        int seen = 0;
        int value = -1;
        while (seen < share * pixels) {
            seen += histogram[++value];
        }
        return value;
    }
}
