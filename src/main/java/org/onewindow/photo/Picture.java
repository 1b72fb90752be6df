package org.onewindow.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The pixels of a photograph, upright, and nothing else of its file. Places are continuous: the middle of the first pixel is
 * (0.5, 0.5). OpenCV cuts from a copy of them, which {@link #close} frees at once.
 */
final class Picture implements AutoCloseable {

    /** What lies outside looks like the nearest pixel inside. */
    static final int EDGE = -1;

    private final int width;
    private final int height;
    private final byte[] bgr;
    private Mat copy;

    /** @param bgr blue, green and red of each pixel, row by row */
    Picture(int width, int height, byte[] bgr) {
        this.width = width;
        this.height = height;
        this.bgr = bgr;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    byte[] bgr() {
        return bgr;
    }

    int value(int x, int y, int channel) {
        return bgr[(y * width + x) * 3 + channel] & 0xFF;
    }

    /**
     * A window into this picture, at any size and angle; each of its pixels is the mean of what it covers.
     *
     * @param x left upper corner of the window
     * @param ux from one column of the window to the next; the way from row to row is square to it
     * @param outside grey level of what lies outside of this picture, or {@link #EDGE}
     */
    Picture window(double x, double y, double ux, double uy, int columns, int rows, int outside) {
        // A bilinear sample covers two pixels already.
        int n = Math.max(1, (int) Math.ceil(Math.hypot(ux, uy) / 2));
        double across = ux / n;
        double down = uy / n;
        try (var numbers = new DoublePointer(
                        across, -down, x + (across - down) / 2 - 0.5, down, across, y + (across + down) / 2 - 0.5);
                var way = new Mat(2, 3, CV_64F, numbers);
                var grey = new Scalar(outside, outside, outside, 0);
                var fine = new Mat();
                var samples = new Size(columns * n, rows * n);
                var means = new Mat();
                var size = new Size(columns, rows)) {
            int edge = outside == EDGE ? opencv_core.BORDER_REPLICATE : opencv_core.BORDER_CONSTANT;
            int how = opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP;
            opencv_imgproc.warpAffine(mat(), fine, way, samples, how, edge, grey);
            opencv_imgproc.resize(fine, means, size, 0, 0, opencv_imgproc.INTER_AREA);
            var pixels = new byte[columns * rows * 3];
            means.data().get(pixels);
            return new Picture(columns, rows, pixels);
        }
    }

    /** A JPEG file of these pixels and nothing else. */
    byte[] jpeg(int quality) {
        try (var how = new IntPointer(
                        opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality, opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE, 1);
                var written = new BytePointer()) {
            if (!opencv_imgcodecs.imencode(".jpg", mat(), written, how)) {
                throw new IllegalStateException("no JPEG of " + width + " × " + height);
            }
            var file = new byte[(int) written.limit()];
            written.get(file);
            return file;
        }
    }

    private synchronized Mat mat() {
        if (copy == null) {
            copy = new Mat(height, width, CV_8UC3);
            copy.data().put(bgr);
        }
        return copy;
    }

    @Override
    public synchronized void close() {
        if (copy != null) {
            copy.close();
            copy = null;
        }
    }
}
