package org.onewindow.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.onewindow.photo.Faces.Face;
import org.onewindow.photo.PhotoSpec.Range;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RunningOffice
class PhotoRenditionTests {

    /** Pixels by which two ways of measuring differ; the edge of the hair is soft. */
    private static final double SLACK = 6;

    private final Caller caller;
    private final PhotoSpecs specs;
    private final Faces faces;

    @Autowired
    PhotoRenditionTests(@LocalServerPort int port, PhotoSpecs specs, Faces faces) {
        caller = new Caller(port);
        this.specs = specs;
        this.faces = faces;
    }

    @Test
    void noDocumentOfTheOfficeIsMissing() {
        assertThat(specs.specs().stream().map(PhotoSpec::code))
                .contains(
                        "ID_CARD",
                        "EXIT_ENTRY",
                        "PASSPORT",
                        "DRIVER",
                        "RESIDENCE",
                        "FOREIGNER_PERMIT",
                        "SOCIAL_CARD",
                        "VETERAN",
                        "ONE_INCH",
                        "TWO_INCH",
                        "SMALL_ONE_INCH",
                        "SMALL_TWO_INCH");
    }

    @Test
    void onePhotographServesEveryDocumentByItsOwnMeasures() throws IOException {
        byte[] photograph = Portraits.studioFile(0);
        for (PhotoSpec spec : specs.specs()) {
            HttpResponse<byte[]> answer = rendition(photograph, spec.code());
            assertThat(answer.statusCode())
                    .as(spec.code() + " " + new String(answer.body(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(200);
            measured(answer.body(), spec);
        }
    }

    /** By the file's own header, by its first dark pixels, and by two points of each eye: not by the way it was cut. */
    private void measured(byte[] file, PhotoSpec spec) throws IOException {
        assertThat(file.length).as(spec.code()).isBetween(spec.leastBytes(), spec.mostBytes());
        // JFIF: 1 for dots per inch, then their number across and down.
        assertThat(file[13]).as(spec.code()).isEqualTo((byte) 1);
        assertThat(ByteBuffer.wrap(file).getShort(14)).as(spec.code()).isEqualTo((short) spec.dpi());
        assertThat(ByteBuffer.wrap(file).getShort(16)).as(spec.code()).isEqualTo((short) spec.dpi());
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(image.getColorModel().getPixelSize()).as(spec.code()).isEqualTo(24);
        assertThat(image.getWidth()).as(spec.code()).isEqualTo(spec.width());
        assertThat(image.getHeight()).as(spec.code()).isEqualTo(spec.height());
        holds(spec, "crown", spec.crownMargin(), firstDarkRow(image));

        Face face = faces.find(PictureReader.read(file), false).get(0);
        double left = (face.x(33) + face.x(133)) / 2;
        double right = (face.x(362) + face.x(263)) / 2;
        double eyes = (face.y(33) + face.y(133) + face.y(362) + face.y(263)) / 4;
        assertThat((face.x(234) + face.x(454)) / 2)
                .as(spec.code())
                .isBetween(spec.width() / 2.0 - 4, spec.width() / 2.0 + 4);
        holds(spec, "eyes", spec.eyesFromTop(), eyes);
        holds(spec, "pupils", spec.pupils(), right - left);
        holds(spec, "head", spec.headLength(), face.y(152) - firstDarkRow(image));
        holds(spec, "face", spec.faceWidth(), face.x(454) - face.x(234));
        if (spec.eyesFromBottom() != null) {
            assertThat(spec.height() - eyes).as(spec.code()).isGreaterThan(spec.eyesFromBottom() - SLACK);
        }
    }

    private static void holds(PhotoSpec spec, String measure, Range wanted, double found) {
        if (wanted != null) {
            assertThat(found).as(spec.code() + " " + measure).isBetween(wanted.from() - SLACK, wanted.to() + SLACK);
        }
    }

    /** Where the cap ends and the wall begins, around the middle. */
    private static int firstDarkRow(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = image.getWidth() * 2 / 5; x < image.getWidth() * 3 / 5; x++) {
                if ((image.getRGB(x, y) >> 8 & 0xFF) < 200) {
                    return y;
                }
            }
        }
        throw new AssertionError("nobody is on it");
    }

    @Test
    void whatFailsTheCheckIsNotCut() {
        assertThat(problem(rendition(Portraits.file("astronaut.png"), "DRIVER")))
                .isEqualTo("photo-fails-check");
        assertThat(problem(rendition(Portraits.file("astronaut.png"), "UNHEARD_OF")))
                .isEqualTo("photo-spec-unknown");
    }

    @Test
    void eachFigureSaysWhereItComesFrom() {
        JsonNode list = Caller.json(caller.getAs(caller.token("zhang.wei"), "/api/photo-specs"));
        assertThat(list.size()).isEqualTo(specs.specs().size());
        assertThat(list.get(0).get("source").asString()).contains("GA/T 1180");
        assertThat(list.get(0).get("status").asString()).isEqualTo("UNSURE");
        assertThat(list.get(0).get("name").asString()).isEqualTo("出入境证件");
    }

    private HttpResponse<byte[]> rendition(byte[] photograph, String spec) {
        return caller.send(
                "POST",
                "/api/photo-renditions/" + spec,
                photograph,
                BodyHandlers.ofByteArray(),
                "Authorization",
                "Bearer " + caller.token("zhang.wei"),
                "Content-Type",
                "image/png");
    }

    private static String problem(HttpResponse<byte[]> answer) {
        return JsonMapper.shared()
                .readTree(new String(answer.body(), StandardCharsets.UTF_8))
                .get("code")
                .asString();
    }
}
