package org.onewindow.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.onewindow.photo.PhotoSpec.Range;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RunningOffice
class PhotoRenditionTests {

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
    void onePhotographServesEachDocumentByItsOwnMeasures() {
        // Wider, so that there is room beside the shoulders.
        Picture studio = Portraits.studio(faces).window(-40, 0, 1, 0, 592, 720, 0xF8);
        byte[] photograph = Portraits.encoded(studio, "png");
        int cut = 0;
        for (PhotoSpec spec : specs.specs()) {
            HttpResponse<byte[]> answer = rendition(photograph, spec.code());
            if (answer.statusCode() == 200) {
                cut++;
                assertThat(answer.body().length).isBetween(spec.leastBytes(), spec.mostBytes());
                Picture rendition = PictureReader.read(answer.body());
                assertThat(rendition)
                        .extracting(Picture::width, Picture::height)
                        .containsExactly(spec.width(), spec.height());
                eyesLieRight(rendition, spec);
            } else {
                assertThat(problem(answer))
                        .as(spec.code())
                        .isIn("photo-does-not-fit", "photo-face-too-small-for", "photo-no-room");
            }
        }
        assertThat(cut).isGreaterThanOrEqualTo(4);
    }

    /** Straight from the points of the face, not by the way they were cut. */
    private void eyesLieRight(Picture rendition, PhotoSpec spec) {
        var face = faces.find(rendition, false).get(0);
        double y = (face.y(33) + face.y(133) + face.y(362) + face.y(263)) / 4;
        double x = (face.x(234) + face.x(454)) / 2;
        assertThat(x).isBetween(spec.width() / 2.0 - 4, spec.width() / 2.0 + 4);
        Range wanted = spec.eyesFromTop();
        if (wanted != null) {
            assertThat(y).isBetween(wanted.from(), wanted.to());
        }
        if (spec.eyesFromBottom() != null) {
            assertThat(spec.height() - y).isGreaterThan(spec.eyesFromBottom() - 3);
        }
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
