package org.onewindow.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onewindow.photo.PhotoSpec.Range;
import org.onewindow.photo.PhotoSpec.Status;

class CutTests {

    private static final PhotoSpec EXIT_ENTRY = new PhotoSpec(
            "EXIT_ENTRY",
            "出入境证件",
            "Exit-entry documents",
            354,
            472,
            300,
            new Range(230, 283),
            null,
            new Range(331, 390),
            new Range(25, 45),
            new Range(176, 251),
            null,
            new Range(82, 118),
            new Range(30, 45),
            "-",
            Status.UNSURE);

    /** Black, with a white spot of 9 × 9 pixels around each place. */
    private static Picture spots(double[]... places) {
        var picture = new Picture(1000, 1300, new byte[1000 * 1300 * 3]);
        for (double[] place : places) {
            for (int y = -4; y <= 4; y++) {
                for (int x = -4; x <= 4; x++) {
                    int at = (((int) place[1] + y) * 1000 + (int) place[0] + x) * 3;
                    picture.bgr()[at] = picture.bgr()[at + 1] = picture.bgr()[at + 2] = (byte) 255;
                }
            }
        }
        return picture;
    }

    /** The middle of what is bright in the window. */
    private static double[] middle(Picture picture, int fromX, int toX, int fromY, int toY) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int row = fromY; row < toY; row++) {
            for (int column = fromX; column < toX; column++) {
                int value = picture.value(column, row, 1);
                sum += value;
                x += value * (column + 0.5);
                y += value * (row + 0.5);
            }
        }
        return new double[] {x / sum, y / sum};
    }

    @Test
    void eyesAndChinLieWithinOnePixelOfWhereTheyWereMeantToBe() {
        for (double degrees : new double[] {0, 4, -7}) {
            double ux = Math.cos(Math.toRadians(degrees));
            double uy = Math.sin(Math.toRadians(degrees));
            double ex = 500.5;
            double ey = 600.5;
            var head = new Head(ex, ey, ux, uy, 180, 330, 360, 360, 430, 480, 0, 150);
            double[] left = {ex - 90 * ux, ey - 90 * uy};
            double[] right = {ex + 90 * ux, ey + 90 * uy};
            double[] chin = {ex - 330 * uy, ey + 330 * ux};
            Cut cut = Cut.best(head, EXIT_ENTRY);

            Picture rendition = cut.from(spots(left, right, chin));

            double line = cut.margin() + cut.scale() * 360;
            int eyes = (int) line;
            int width = rendition.width() / 2;
            near(middle(rendition, 0, width, eyes - 20, eyes + 20), 177 - 90 * cut.scale(), line);
            near(middle(rendition, width, 354, eyes - 20, eyes + 20), 177 + 90 * cut.scale(), line);
            double end = line + 330 * cut.scale();
            int bottom = (int) end;
            near(middle(rendition, 0, 354, bottom - 15, bottom + 15), 177, end);
        }
    }

    private static void near(double[] found, double x, double y) {
        assertThat(found[0]).isCloseTo(x, within(1.0));
        assertThat(found[1]).isCloseTo(y, within(1.0));
    }

    @Test
    void ordinaryHeadsOfAnySizeFitTheStandardAndNoneIsSaidToFitThatDoesNot() {
        var random = new Random(20261124);
        int fit = 0;
        for (int i = 0; i < 500; i++) {
            double chin = 100 + 500 * random.nextDouble();
            double crown = chin * (0.95 + 0.30 * random.nextDouble());
            double pupils = chin * (0.50 + 0.12 * random.nextDouble());
            double face = pupils * (2.1 + 0.3 * random.nextDouble());
            var head = new Head(900, 900, 1, 0, pupils, chin, crown, crown, face, face * 1.15, 0, chin / 2);

            Cut cut = Cut.best(head, EXIT_ENTRY);

            if (cut.holds()) {
                fit++;
                double scale = cut.scale();
                assertThat(scale * (chin + crown)).isBetween(330.9, 390.1);
                assertThat(scale * pupils).isBetween(81.9, 118.1);
                assertThat(cut.margin() + scale * crown).isBetween(175.9, 251.1);
                assertThat(cut.margin()).isBetween(24.9, 45.1);
                assertThat(scale * head.headWidth()).isBetween(229.9, 283.1);
            }
        }
        assertThat(fit).isGreaterThan(400);
    }

    @Test
    void aHeadThatNoEnlargementMakesRightDoesNotFit() {
        var narrow = new Head(500, 600, 1, 0, 100, 330, 360, 360, 200, 220, 0, 150);
        assertThat(Cut.best(narrow, EXIT_ENTRY).holds()).isFalse();
    }

    @Test
    void filesHaveTheLengthAndDensityThatIsAskedFor() {
        Picture portrait = PictureReader.read(Portraits.file("grace_hopper.jpg"));
        for (int least : List.of(80_000, 150_000, 600_000)) {
            byte[] file = JpegWriter.write(portrait, 350, least, least + 30_000).orElseThrow();
            assertThat(file.length).isBetween(least, least + 30_000);
            assertThat(new byte[] {file[13], file[14], file[15], file[16], file[17]})
                    .containsExactly(1, 350 >> 8, 350 & 0xFF, 350 >> 8, 350 & 0xFF);
            assertThat(file).endsWith(0xFF, 0xD9);
            assertThat(PictureReader.read(file).width()).isEqualTo(512);
        }
        assertThat(JpegWriter.write(portrait, 300, 1_000, 8_000)).isEmpty();
    }
}
