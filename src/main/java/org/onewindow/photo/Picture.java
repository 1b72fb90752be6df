package org.onewindow.photo;

/**
 * The pixels of a photograph, upright, and nothing else of its file. Places are continuous: the middle of the first pixel is
 * (0.5, 0.5).
 *
 * @param bgr blue, green and red of each pixel, row by row
 */
record Picture(int width, int height, byte[] bgr) {

    /** What lies outside looks like the nearest pixel inside. */
    static final int EDGE = -1;

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
        var pixels = new byte[columns * rows * 3];
        // A bilinear sample covers two pixels already.
        int n = Math.max(1, (int) Math.ceil(Math.hypot(ux, uy) / 2));
        var sum = new double[3];
        for (int row = 0, to = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, to += 3) {
                sum[0] = sum[1] = sum[2] = 0;
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        double across = column + (i + 0.5) / n;
                        double down = row + (j + 0.5) / n;
                        add(x + across * ux - down * uy, y + across * uy + down * ux, outside, sum);
                    }
                }
                for (int channel = 0; channel < 3; channel++) {
                    pixels[to + channel] = (byte) Math.round(sum[channel] / (n * n));
                }
            }
        }
        return new Picture(columns, rows, pixels);
    }

    private void add(double x, double y, int outside, double[] sum) {
        if (outside != EDGE && (x < 0 || y < 0 || x > width || y > height)) {
            sum[0] += outside;
            sum[1] += outside;
            sum[2] += outside;
            return;
        }
        double left = Math.max(0, Math.min(width - 1, x - 0.5));
        double top = Math.max(0, Math.min(height - 1, y - 0.5));
        int x0 = (int) left;
        int y0 = (int) top;
        double fx = left - x0;
        double fy = top - y0;
        int here = (y0 * width + x0) * 3;
        int right = x0 + 1 < width ? 3 : 0;
        int below = y0 + 1 < height ? width * 3 : 0;
        for (int channel = 0; channel < 3; channel++) {
            double upper = (bgr[here + channel] & 0xFF) * (1 - fx) + (bgr[here + right + channel] & 0xFF) * fx;
            double lower =
                    (bgr[here + below + channel] & 0xFF) * (1 - fx) + (bgr[here + below + right + channel] & 0xFF) * fx;
            sum[channel] += upper * (1 - fy) + lower * fy;
        }
    }
}
