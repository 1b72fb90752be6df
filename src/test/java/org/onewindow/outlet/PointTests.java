package org.onewindow.outlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PointTests {

    @Test
    void aPublicMapDrawsYantaiHalfAKilometreToTheEast() {
        Point drawn = new Point(37.5, 121.4).toGcj02();
        assertThat(drawn.longitude()).isCloseTo(121.40526965, within(1e-7));
        assertThat(drawn.latitude()).isCloseTo(37.50102527, within(1e-7));
        assertThat(new Point(52.52, 13.40).toGcj02())
                .as("elsewhere it does not shift")
                .isEqualTo(new Point(52.52, 13.40));
    }

    @RepeatedTest(200)
    void thereAndBackIsACentimetreAndDistancesAreDistances(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        Point one = somewhere(random);
        Point other = somewhere(random);
        Point third = somewhere(random);
        assertThat(one.toGcj02().fromGcj02().metresTo(one)).isLessThan(0.01);
        assertThat(one.metresTo(one)).isZero();
        assertThat(one.metresTo(other)).isCloseTo(other.metresTo(one), within(1e-6));
        assertThat(one.metresTo(third)).isLessThanOrEqualTo(one.metresTo(other) + other.metresTo(third) + 1e-6);
    }

    @Test
    void aDegreeOfLatitudeIsAHundredAndElevenKilometres() {
        assertThat(new Point(37, 121).metresTo(new Point(38, 121))).isCloseTo(111_195, within(1.0));
        assertThat(new Point(0, 179.5).metresTo(new Point(0, -179.5))).isCloseTo(111_195, within(1.0));
    }

    private static Point somewhere(Random random) {
        return new Point(18 + 35 * random.nextDouble(), 74 + 60 * random.nextDouble());
    }
}
