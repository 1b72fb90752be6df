package org.onewindow.photo;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.onewindow.photo.PhotoSpec.Range;

/**
 * How a photograph is cut for a document, with the axis of the face upright in the middle.
 *
 * @param scale pixels of the rendition for one of the photograph
 * @param margin above the head, in pixels of the rendition
 */
record Cut(Head head, PhotoSpec spec, double scale, double margin) {

    private static final int STEPS = 400;

    /**
     * As near to the middle of all ranges as it can be. The eyes' line weighs most: where hair stands high it may be cut
     * rather than the eyes moved (GA 461).
     */
    static Cut best(Head head, PhotoSpec spec) {
        double[] ends = Stream.of(
                        ends(spec.headWidth(), head.headWidth()),
                        ends(spec.faceWidth(), head.faceWidth()),
                        ends(spec.headLength(), head.length()),
                        ends(spec.pupils(), head.pupils()))
                .flatMapToDouble(end -> end)
                .sorted()
                .toArray();
        double least = ends[0];
        double most = ends[ends.length - 1];
        Cut best = null;
        for (int i = 0; i <= STEPS; i++) {
            double scale = least + (most - least) * i / STEPS;
            Cut cut = new Cut(head, spec, scale, margin(head, spec, scale));
            if (best == null || cut.cost() < best.cost()) {
                best = cut;
            }
        }
        return best;
    }

    private static DoubleStream ends(Range range, double measure) {
        return range == null ? DoubleStream.empty() : DoubleStream.of(range.from() / measure, range.to() / measure);
    }

    private static double margin(Head head, PhotoSpec spec, double scale) {
        double crown = scale * head.crown();
        double most = spec.height() - scale * head.length();
        double least = Double.NEGATIVE_INFINITY;
        if (spec.eyesFromTop() != null) {
            least = spec.eyesFromTop().from() - crown;
            most = Math.min(most, spec.eyesFromTop().to() - crown);
        }
        if (spec.eyesFromBottom() != null) {
            most = Math.min(most, spec.height() - spec.eyesFromBottom() - crown);
        }
        Range wanted = spec.crownMargin();
        double middle = wanted == null ? 0.08 * spec.height() : (wanted.from() + wanted.to()) / 2;
        return Math.min(most, Math.max(least, middle));
    }

    private double cost() {
        return 10 * cost(spec.eyesFromTop(), margin + scale * head.crown())
                + 8 * cost(spec.pupils(), scale * head.pupils())
                + 6 * cost(spec.headLength(), scale * head.length())
                + 4 * cost(spec.headWidth(), scale * head.headWidth())
                + 4 * cost(spec.faceWidth(), scale * head.faceWidth())
                + 2 * cost(spec.crownMargin(), margin);
    }

    private static double cost(Range range, double value) {
        if (range == null) {
            return 0;
        }
        double off = range.off(value);
        return off <= 1 ? 0.05 * off * off : 1 + 20 * (off - 1);
    }

    boolean holds() {
        return spec.holds(head, scale, margin, 0.01);
    }

    /** Whether all of it lies in the photograph, but for wall above the head. */
    boolean inside(Picture picture) {
        return outside(picture) <= 0;
    }

    /** How far its farthest corner lies beside or below the photograph, in parts of its own width; 0 or less when none does. */
    double outside(Picture picture) {
        return Stream.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {0, 1}, new double[] {1, 1})
                        .mapToDouble(corner -> {
                            double x = x(corner[0] * spec.width(), corner[1] * spec.height());
                            double y = y(corner[0] * spec.width(), corner[1] * spec.height());
                            return Math.max(Math.max(-x, x - picture.width()), y - picture.height());
                        })
                        .max()
                        .orElseThrow()
                * scale
                / spec.width();
    }

    Picture from(Picture picture) {
        return picture.window(
                x(0, 0),
                y(0, 0),
                head.acrossX() / scale,
                head.acrossY() / scale,
                spec.width(),
                spec.height(),
                Picture.EDGE);
    }

    /** Where a place of the rendition lies in the photograph. */
    private double x(double column, double row) {
        double across = head.middle() + (column - spec.width() / 2.0) / scale;
        double down = (row - margin) / scale - head.crown();
        return head.eyeX() + across * head.acrossX() - down * head.acrossY();
    }

    private double y(double column, double row) {
        double across = head.middle() + (column - spec.width() / 2.0) / scale;
        double down = (row - margin) / scale - head.crown();
        return head.eyeY() + across * head.acrossY() + down * head.acrossX();
    }
}
