package org.onewindow.outlet;

/** A point on the ground in degrees; WGS84 wherever nothing else is said. */
public record Point(double latitude, double longitude) {

    /** Mean radius of the earth in metres. */
    private static final double RADIUS = 6_371_008.8;

    private static final double DETOUR = 4.0 / 3;
    private static final double METRES_A_MINUTE = 80;

    private static final double KRASOVSKY_AXIS = 6_378_245.0;
    private static final double KRASOVSKY_ECCENTRICITY_SQUARED = 0.00669342162296594323;

    /** Great-circle distance in metres, right to half a per cent. */
    public double metresTo(Point other) {
        double north = Math.toRadians(other.latitude - latitude);
        double east = Math.toRadians(other.longitude - longitude);
        double half = square(Math.sin(north / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(east / 2));
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
    }

    /** Minutes on foot at 80 metres a minute, by a way that is longer than the crow's by a guessed third; rounded up. */
    long walkingMinutesTo(Point other) {
        return (long) Math.ceil(metresTo(other) * DETOUR / METRES_A_MINUTE);
    }

    /** This WGS84 point as public maps in China draw it (GCJ-02); unchanged where they do not shift. */
    public Point toGcj02() {
        if (longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271) {
            return this;
        }
        double x = longitude - 105;
        double y = latitude - 35;
        double waves = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2 / 3;
        double north = -100
                + 2 * x
                + 3 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + waves
                + (20 * Math.sin(y * Math.PI) + 40 * Math.sin(y / 3 * Math.PI)) * 2 / 3
                + (160 * Math.sin(y / 12 * Math.PI) + 320 * Math.sin(y * Math.PI / 30)) * 2 / 3;
        double east = 300
                + x
                + 2 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + waves
                + (20 * Math.sin(x * Math.PI) + 40 * Math.sin(x / 3 * Math.PI)) * 2 / 3
                + (150 * Math.sin(x / 12 * Math.PI) + 300 * Math.sin(x / 30 * Math.PI)) * 2 / 3;
        double radians = Math.toRadians(latitude);
        double curve = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * square(Math.sin(radians));
        double meridian = KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY_SQUARED) / (curve * Math.sqrt(curve));
        double parallel = KRASOVSKY_AXIS / Math.sqrt(curve) * Math.cos(radians);
        return new Point(latitude + Math.toDegrees(north / meridian), longitude + Math.toDegrees(east / parallel));
    }

    /** The WGS84 point that a map in China draws at this GCJ-02 one, right to a centimetre. */
    Point fromGcj02() {
        Point guess = this;
        for (int step = 0; step < 4; step++) {
            Point drawn = guess.toGcj02();
            guess = new Point(
                    guess.latitude + latitude - drawn.latitude, guess.longitude + longitude - drawn.longitude);
        }
        return guess;
    }

    private static double square(double x) {
        return x * x;
    }
}
