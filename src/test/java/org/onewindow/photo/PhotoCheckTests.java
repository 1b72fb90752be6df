package org.onewindow.photo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.photo.QualityRules.Result;
import org.onewindow.photo.QualityRules.Rule;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RunningOffice
class PhotoCheckTests {

    private static final String CHECKS = "/api/photo-checks";

    private final Caller caller;
    private final Photographs checks;
    private final Faces faces;
    private Picture studio;

    @Autowired
    PhotoCheckTests(@LocalServerPort int port, Photographs checks, Faces faces) {
        caller = new Caller(port);
        this.checks = checks;
        this.faces = faces;
    }

    @BeforeEach
    void atTheStudio() {
        studio = Portraits.studio(faces);
    }

    @Test
    void aPortraitInFrontOfAWhiteWallPasses() {
        assertThat(failed(studio)).isEmpty();
    }

    @Test
    void eachDefectIsCalledByItsNameAndNothingElseIs() {
        assertThat(failed(Portraits.wall())).containsExactly(Rule.NO_FACE);
        assertThat(failed(Portraits.beside(studio, studio))).containsExactly(Rule.MULTIPLE_FACES);
        assertThat(failed(studio.window(-256, -200, 2, 0, 512, 720, 248))).containsExactly(Rule.FACE_TOO_SMALL);
        assertThat(failed(studio.window(0, 180, 1, 0, 512, 540, 248))).containsExactly(Rule.HEAD_CROPPED);
        assertThat(failed(Portraits.turned(studio, 12))).containsExactly(Rule.EYES_NOT_LEVEL);
        assertThat(failed(Portraits.turned(studio, -12))).containsExactly(Rule.EYES_NOT_LEVEL);
        assertThat(failed(Portraits.blurred(studio))).containsExactly(Rule.BLURRED);
        assertThat(failed(Portraits.shaken(studio))).containsExactly(Rule.SHAKEN);
        assertThat(failed(Portraits.toned(studio, v -> Math.min(255, v * 2)))).containsExactly(Rule.OVEREXPOSED);
        assertThat(failed(Portraits.shade(studio, faces))).containsExactly(Rule.UNDEREXPOSED);
        assertThat(failed(Portraits.toned(studio, v -> v < 240 ? v / 4 : v))).containsExactly(Rule.TOO_DARK);
        assertThat(failed(Portraits.fromOneSide(studio, 260))).containsExactly(Rule.UNEVEN_LIGHT);
        assertThat(failed(Portraits.toned(studio, v -> v < 240 ? 150 + v / 4 : v)))
                .containsExactly(Rule.LOW_CONTRAST);
        assertThat(failed(Portraits.grey(studio))).containsExactly(Rule.NO_COLOUR);
        assertThat(failed(Portraits.wall(studio, 220, 220, 205))).containsExactly(Rule.BACKGROUND_NOT_WHITE);
        assertThat(failed(Portraits.wall(studio, 250, 230, 215))).containsExactly(Rule.BACKGROUND_COLOURED);
        assertThat(failed(Portraits.striped(studio))).containsExactly(Rule.BACKGROUND_NOT_UNIFORM);
        assertThat(failed(Portraits.shadowed(studio, 171, 360, 40))).containsExactly(Rule.BACKGROUND_PATCHY);
    }

    @Test
    void aHeadThrownBackAndAnOpenMouthAreSeen() {
        assertThat(failed(Portraits.thrownBack(studio, faces))).containsExactly(Rule.NODDING);
        Picture colleague = Portraits.colleague(faces);
        assertThat(failed(colleague)).isEmpty();
        assertThat(failed(Portraits.speaking(colleague, faces))).containsExactly(Rule.MOUTH_OPEN);
    }

    /**
     * The model that finds the points does not believe in lids that are only painted, and no free photograph of closed eyes
     * is at hand: so the points themselves are moved.
     */
    @Test
    void lidsThatMeetAreClosedEyes() {
        var asleep = new Faces() {
            @Override
            List<Face> find(Picture picture, boolean closely) {
                return super.find(picture, closely).stream()
                        .map(face -> Portraits.lidsShut(face))
                        .toList();
            }
        };
        assertThat(Portraits.photographs(asleep).failed(Portraits.encoded(studio, "png")))
                .containsExactly(Rule.EYES_CLOSED.name());
    }

    /** Grace Hopper wears her cap. */
    @Test
    void aHatIsNotSeenAndRemainsWithTheClerk() {
        assertThat(failed(studio)).isEmpty();
    }

    @Test
    void whatIsKeptOfAFileWithSomethingElseBehindItHoldsPixelsOnly() {
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] plain = Portraits.encoded(studio, "jpeg");
        byte[] polyglot = Arrays.copyOf(plain, plain.length + script.length);
        System.arraycopy(script, 0, polyglot, plain.length, script.length);

        byte[] kept = checks.develop(polyglot).jpeg();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("<script>");
        assertThat(kept).isEqualTo(checks.develop(plain).jpeg());
    }

    @Test
    void placeCommentsAndScriptsBesideThePixelsAreDropped() {
        byte[] plain = Portraits.encoded(studio, "jpeg");
        var file = new ByteArrayOutputStream();
        file.write(plain, 0, 2);
        segment(file, 0xE1, "Exif\0\0MM\0*\0\0\0\b\0\0 GPS 37.5N 121.4E <script>alert(1)</script>");
        for (int i = 0; i < 60; i++) {
            segment(file, 0xE1, "http://ns.adobe.com/xap/1.0/\0<script>alert(1)</script>" + "GPS ".repeat(16_000));
        }
        segment(file, 0xED, "Photoshop 3.0\0<script>alert(1)</script>");
        segment(file, 0xFE, "<script>alert(1)</script>");
        file.write(plain, 2, plain.length - 2);

        assertThat(file.size()).isBetween(3_500_000, PictureReader.MOST_BYTES);
        byte[] kept = checks.develop(file.toByteArray()).jpeg();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("<script>", "GPS", "Exif", "adobe");
        assertThat(kept).isEqualTo(checks.develop(plain).jpeg());
    }

    private static void segment(ByteArrayOutputStream file, int marker, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        file.writeBytes(ByteBuffer.allocate(4 + bytes.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (bytes.length + 2))
                .put(bytes)
                .array());
    }

    @Test
    void neverMoreThanTwoAreInHandAtATime() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var pair = new CyclicBarrier(2);
        var counting = new Faces() {
            @Override
            List<Face> find(Picture picture, boolean closely) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                try {
                    pair.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
                inside.decrementAndGet();
                return List.of();
            }
        };
        Photographs two = Portraits.photographs(counting);
        byte[] file = Portraits.file("astronaut.png");
        AtOnce.run(Collections.<Callable<List<String>>>nCopies(8, () -> two.failed(file)));
        assertThat(most).hasValue(2);
    }

    @Test
    void photographsTakenElsewhereFailForWhatIsWrongWithThem() {
        assertThat(failed(Portraits.file("grace_hopper.jpg")))
                .contains(Rule.BACKGROUND_NOT_WHITE, Rule.BACKGROUND_NOT_UNIFORM);
        assertThat(failed(Portraits.file("astronaut.png"))).contains(Rule.FACE_TOO_SMALL);
        assertThat(failed(Portraits.file("camera.png"))).contains(Rule.TURNED, Rule.NO_COLOUR);
    }

    @Test
    void tellsTheMeasureTheLimitAndWhatToChangeInBothLanguages() {
        byte[] file = Portraits.encoded(Portraits.turned(studio, 12), "jpeg");

        JsonNode report = Caller.json(check(file, "image/jpeg", "zh-CN"));

        assertThat(report.get("result").asString()).isEqualTo("FAILED");
        assertThat(report.get("findings").size()).isEqualTo(Rule.values().length);
        JsonNode tilted = finding(report, Rule.EYES_NOT_LEVEL);
        assertThat(tilted.get("measured").asDouble()).isBetween(8.0, 16.0);
        assertThat(tilted.get("atMost").asDouble()).isEqualTo(8);
        assertThat(tilted.get("advice").asString()).contains("端正头部");
        assertThat(finding(report, Rule.BLURRED).get("advice").isNull()).isTrue();
        assertThat(finding(Caller.json(check(file, "image/jpeg", "en")), Rule.EYES_NOT_LEVEL)
                        .get("advice")
                        .asString())
                .contains("Hold it upright");
    }

    @Test
    void refusesWhatIsNoPhotographWithAProblem() {
        byte[] portrait = Portraits.file("grace_hopper.jpg");
        assertThat(problem(check(Arrays.copyOf(portrait, 30_000), "image/jpeg", "en"), 422))
                .isEqualTo("photo-damaged");
        assertThat(problem(check("<svg/>".getBytes(), "image/png", "en"), 422)).isEqualTo("photo-format");
        assertThat(problem(check(Arrays.copyOf(portrait, PictureReader.MOST_BYTES + 1), "image/jpeg", "en"), 413))
                .isEqualTo("photo-file-too-large");
        assertThat(check(portrait, "image/gif", "en").statusCode()).isEqualTo(415);
    }

    @Test
    void manyAtOnceAreJudgedAlike() {
        Set<Rule> alone = failed(Portraits.file("grace_hopper.jpg"));
        var answers = AtOnce.run(
                Collections.<Callable<Set<Rule>>>nCopies(6, () -> failed(Portraits.file("grace_hopper.jpg"))));
        assertThat(answers).allMatch(alone::equals);
    }

    private Set<Rule> failed(Picture picture) {
        return failed(Portraits.encoded(picture, "png"));
    }

    private Set<Rule> failed(byte[] file) {
        return checks.judge(file).stream()
                .filter(finding -> finding.result() == Result.FAILED)
                .map(Photographs.Finding::rule)
                .collect(toSet());
    }

    private HttpResponse<String> check(byte[] file, String type, String language) {
        return caller.send(
                "POST",
                CHECKS,
                file,
                BodyHandlers.ofString(),
                "Authorization",
                "Bearer " + caller.token("zhang.wei"),
                "Content-Type",
                type,
                "Accept-Language",
                language);
    }

    private static JsonNode finding(JsonNode report, Rule rule) {
        return IntStream.range(0, report.get("findings").size())
                .mapToObj(report.get("findings")::get)
                .filter(one -> one.get("rule").asString().equals(rule.name()))
                .findFirst()
                .orElseThrow();
    }

    private static String problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Caller.json(answer).get("code").asString();
    }
}
