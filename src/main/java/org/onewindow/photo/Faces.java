package org.onewindow.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.springframework.stereotype.Component;

/**
 * Finds faces, 468 points on each, and the person in front of the background. Three small models (MediaPipe, Apache-2.0) are
 * run by OpenCV, which is loaded with the first photograph. Compares nobody with anybody and keeps nothing.
 */
@Component
class Faces {

    /**
     * @param points x, y and depth of each point in pixels of the picture, by the numbers of the MediaPipe face mesh
     */
    record Face(float[] points) {

        double x(int point) {
            return points[point * 3];
        }

        double y(int point) {
            return points[point * 3 + 1];
        }

        /** Smaller is nearer to the camera. */
        double depth(int point) {
            return points[point * 3 + 2];
        }
    }

    /** Where the person is: 1 for certain, 0 for the background; over a square that holds the whole picture. */
    record Mask(double x, double y, double pixel, float[] person) {

        double at(double px, double py) {
            double column = Math.max(0, Math.min(SEGMENT - 1.001, (px - x) / pixel - 0.5));
            double row = Math.max(0, Math.min(SEGMENT - 1.001, (py - y) / pixel - 0.5));
            int i = (int) row * SEGMENT + (int) column;
            double fx = column - (int) column;
            double fy = row - (int) row;
            return (person[i] * (1 - fx) + person[i + 1] * fx) * (1 - fy)
                    + (person[i + SEGMENT] * (1 - fx) + person[i + SEGMENT + 1] * fx) * fy;
        }
    }

    private record Box(double score, double x, double y, double side, double ux, double uy) {

        /** Whether most of the smaller one lies in the other. */
        boolean same(Box other) {
            double half = (side + other.side) / 2;
            double width = half - Math.abs(x - other.x);
            double height = half - Math.abs(y - other.y);
            double smaller = Math.min(side, other.side);
            return width > 0
                    && height > 0
                    && Math.min(width, smaller) * Math.min(height, smaller) > 0.3 * smaller * smaller;
        }
    }

    private static final int DETECT = 128;
    private static final int MESH = 192;
    private static final int SEGMENT = 256;
    private static final double SURE = 0.5;

    private Net detector;
    private Net mesh;
    private Net segmenter;

    /** Largest first. Small ones are looked for in parts of the picture as well, if {@code closely}. */
    synchronized List<Face> find(Picture picture, boolean closely) {
        load();
        var boxes = new ArrayList<Box>();
        double side = Math.max(picture.width(), picture.height());
        detect(picture, (picture.width() - side) / 2, (picture.height() - side) / 2, side, boxes);
        if (closely) {
            double part = 0.6 * side;
            for (int i = 0; i < 4; i++) {
                double x = (i & 1) == 0 ? 0 : Math.max(0, picture.width() - part);
                double y = (i & 2) == 0 ? 0 : Math.max(0, picture.height() - part);
                detect(picture, x, y, part, boxes);
            }
        }
        boxes.sort(Comparator.comparingDouble(Box::score).reversed());
        var kept = new ArrayList<Box>();
        for (Box box : boxes) {
            if (kept.stream().noneMatch(box::same)) {
                kept.add(box);
            }
        }
        kept.sort(Comparator.comparingDouble(Box::side).reversed());
        var faces = new ArrayList<Face>();
        for (Box box : kept) {
            face(picture, box).ifPresent(faces::add);
        }
        return faces;
    }

    /**
     * The face of a picture in which its place is known: upright, in the middle.
     *
     * @param top where its points end above, in pixels from the upper edge
     * @param chin where they end below
     * @return empty when there is none
     */
    synchronized Optional<Face> upright(Picture picture, double top, double chin) {
        load();
        return Optional.ofNullable(
                points(picture, new Box(1, picture.width() / 2.0, (top + chin) / 2, chin - top, 1, 0)));
    }

    /** Looked at twice: what is no face to somebody who stands right before it is none. */
    private Optional<Face> face(Picture picture, Box box) {
        return Optional.ofNullable(points(picture, box)).map(rough -> points(picture, around(rough)));
    }

    synchronized Mask person(Picture picture) {
        load();
        double side = Math.max(picture.width(), picture.height());
        double pixel = side / SEGMENT;
        double x = (picture.width() - side) / 2;
        double y = (picture.height() - side) / 2;
        Picture small = picture.window(x, y, pixel, 0, SEGMENT, SEGMENT, Picture.EDGE);
        return new Mask(x, y, pixel, run(segmenter, small, 1 / 255f, 0).get(0));
    }

    private void detect(Picture picture, double x, double y, double side, List<Box> boxes) {
        Picture small = picture.window(x, y, side / DETECT, 0, DETECT, DETECT, 0);
        List<float[]> answer = run(detector, small, 2 / 255f, -1);
        float[] scores = answer.get(answer.get(0).length < answer.get(1).length ? 0 : 1);
        float[] places = answer.get(answer.get(0).length < answer.get(1).length ? 1 : 0);
        for (int anchor = 0; anchor < scores.length; anchor++) {
            double score = sigmoid(scores[anchor]);
            if (score >= SURE) {
                // 16 × 16 cells with two anchors each, then 8 × 8 with six.
                int cell = anchor < 512 ? anchor / 2 : (anchor - 512) / 6;
                int cells = anchor < 512 ? 16 : 8;
                double ax = (cell % cells + 0.5) / cells;
                double ay = (cell / cells + 0.5) / cells;
                int at = anchor * 16;
                double ux = places[at + 6] - places[at + 4];
                double uy = places[at + 7] - places[at + 5];
                double length = Math.hypot(ux, uy);
                boxes.add(new Box(
                        score,
                        x + (places[at] / DETECT + ax) * side,
                        y + (places[at + 1] / DETECT + ay) * side,
                        Math.max(places[at + 2], places[at + 3]) / DETECT * side,
                        ux / length,
                        uy / length));
            }
        }
    }

    /** {@code null} when the second model sees no face there. */
    private Face points(Picture picture, Box box) {
        double step = box.side() * 1.5 / MESH;
        double ux = box.ux() * step;
        double uy = box.uy() * step;
        double x = box.x() - (ux - uy) * MESH / 2;
        double y = box.y() - (uy + ux) * MESH / 2;
        List<float[]> answer = run(mesh, picture.window(x, y, ux, uy, MESH, MESH, Picture.EDGE), 1 / 255f, 0);
        float[] found = answer.get(answer.get(0).length > 1 ? 0 : 1);
        float[] present = answer.get(answer.get(0).length > 1 ? 1 : 0);
        if (sigmoid(present[0]) < SURE) {
            return null;
        }
        var points = new float[found.length];
        for (int i = 0; i < found.length; i += 3) {
            points[i] = (float) (x + found[i] * ux - found[i + 1] * uy);
            points[i + 1] = (float) (y + found[i] * uy + found[i + 1] * ux);
            points[i + 2] = (float) (found[i + 2] * step);
        }
        return new Face(points);
    }

    private static Box around(Face face) {
        double ux = face.x(263) - face.x(33);
        double uy = face.y(263) - face.y(33);
        double length = Math.hypot(ux, uy);
        ux /= length;
        uy /= length;
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < face.points().length / 3; i++) {
            double across = face.x(i) * ux + face.y(i) * uy;
            double down = face.y(i) * ux - face.x(i) * uy;
            left = Math.min(left, across);
            right = Math.max(right, across);
            top = Math.min(top, down);
            bottom = Math.max(bottom, down);
        }
        double across = (left + right) / 2;
        double down = (top + bottom) / 2;
        return new Box(
                1, across * ux - down * uy, across * uy + down * ux, Math.max(right - left, bottom - top), ux, uy);
    }

    private static List<float[]> run(Net net, Picture picture, float scale, float shift) {
        int plane = picture.width() * picture.height();
        var values = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < 3; channel++) {
                values[(2 - channel) * plane + i] = (picture.bgr()[i * 3 + channel] & 0xFF) * scale + shift;
            }
        }
        try (var pointer = new FloatPointer(values);
                var input = new Mat(new int[] {1, 3, picture.height(), picture.width()}, CV_32F, pointer);
                StringVector names = net.getUnconnectedOutLayersNames();
                var outputs = new MatVector()) {
            net.setInput(input);
            net.forward(outputs, names);
            var answers = new ArrayList<float[]>();
            for (long i = 0; i < outputs.size(); i++) {
                var answer = new float[(int) outputs.get(i).total()];
                new FloatPointer(outputs.get(i).ptr()).get(answer);
                answers.add(answer);
            }
            return answers;
        }
    }

    /**
     * How strong each pattern of lines is in a square of grey levels.
     *
     * @return row by row, the number of its waves from left to right in the column, and from top to bottom in the row
     */
    static float[] patterns(float[] grey, int side) {
        var both = new float[2 * side * side];
        try (var pointer = new FloatPointer(grey);
                var square = new Mat(side, side, CV_32F, pointer);
                var waves = new Mat()) {
            opencv_core.dft(square, waves, opencv_core.DFT_COMPLEX_OUTPUT, 0);
            new FloatPointer(waves.ptr()).get(both);
        }
        var power = new float[side * side];
        for (int i = 0; i < power.length; i++) {
            power[i] = both[2 * i] * both[2 * i] + both[2 * i + 1] * both[2 * i + 1];
        }
        return power;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private void load() {
        if (segmenter == null) {
            detector = read("face_detection_short_range.tflite");
            mesh = read("face_landmark.tflite");
            segmenter = read("selfie_segmentation.tflite");
        }
    }

    private static Net read(String model) {
        try (InputStream in = Faces.class.getResourceAsStream("/photo/models/" + model)) {
            byte[] bytes = in.readAllBytes();
            try (var pointer = new BytePointer(bytes)) {
                return opencv_dnn.readNetFromTFLite(pointer, bytes.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
