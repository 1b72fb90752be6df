package org.onewindow.photolibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onewindow.journey.Office;
import org.onewindow.journey.Visitor;
import org.onewindow.photo.Portraits;
import org.onewindow.shared.Times;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A citizen is photographed once, and what he has in the library is his. */
@RunningOffice
class PhotoLibraryTests {

    private static final String PHOTOS = "/api/photos";
    private static final String ZHANG_WEI = "370602190001010016";

    private static byte[] portrait;
    private static byte[] another;

    private final Office office;
    private final JdbcClient sql;
    private final Visitor citizen;

    @Autowired
    PhotoLibraryTests(@LocalServerPort int port, JdbcClient sql) {
        office = new Office(port);
        this.sql = sql;
        citizen = office.as("zhang.wei");
    }

    @BeforeAll
    static void atTheStudio() {
        portrait = Portraits.studioFile(1);
        another = Portraits.studioFile(2);
    }

    @AfterEach
    void leaveNothing() {
        for (JsonNode photo : Office.read(citizen, PHOTOS)) {
            delete(photo.get("id").asString());
        }
        // Else the next test would count them, or be answered by them.
        for (String table : List.of("photo_consent", "photo_access")) {
            sql.sql("DELETE FROM " + table + " WHERE owner = (SELECT id FROM account WHERE login = 'zhang.wei')")
                    .update();
        }
    }

    @Test
    void onePhotographIsCurrentAndTheSameOneSentTwiceIsOne() {
        String first = id(send(citizen, portrait));
        assertThat(id(send(citizen, portrait))).isEqualTo(first);
        String second = id(send(citizen, another));
        assertThat(second).isNotEqualTo(first);

        JsonNode all = Office.read(citizen, PHOTOS);
        assertThat(all.get(0).get("id").asString()).isEqualTo(second);
        assertThat(all.findValues("current")).filteredOn(JsonNode::asBoolean).hasSize(1);
        JsonNode old = one(all, first);
        assertThat(old.get("replacedAt").isNull()).isFalse();
        assertThat(old.get("uses").isEmpty()).isTrue();

        HttpResponse<String> again = send(citizen, portrait);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).get("code").asString()).isEqualTo("photo-replaced");
    }

    @Test
    void anItemTakesThePhotographThatTheLibraryHasAsLongAsItIsYoungEnough() {
        assertThat(Office.read(citizen, PHOTOS + "/current?item=HZ020")
                        .get("needed")
                        .asBoolean())
                .isFalse();
        String photo = id(send(citizen, portrait));

        JsonNode licence = Office.read(citizen, PHOTOS + "/current?item=JG001");
        assertThat(licence.get("spec").asString()).isEqualTo("DRIVER");
        assertThat(licence.get("photo").asString()).isEqualTo(photo);
        assertThat(licence.get("usableUntil").asString())
                .isEqualTo(Office.today().plusMonths(6).toString());
        assertThat(Office.read(citizen, PHOTOS + "/current?item=CRJ001")
                        .get("usableUntil")
                        .asString())
                .isEqualTo(Office.today().plusYears(1).toString());
        assertThat(Office.read(citizen, PHOTOS + "/current?item=HZ032")
                        .get("usableUntil")
                        .asString())
                .isEqualTo(Office.today().plusYears(3).toString());

        sql.sql("UPDATE photo SET taken_at = '2025-11-01 00:00:00' WHERE id = :id")
                .param("id", photo)
                .update();
        assertThat(Office.read(citizen, PHOTOS + "/current?item=JG001")
                        .get("photo")
                        .isNull())
                .isTrue();
        assertThat(Office.read(citizen, PHOTOS + "/current?item=HZ032")
                        .get("photo")
                        .asString())
                .isEqualTo(photo);
        delete(photo);
        assertThat(Office.read(citizen, PHOTOS + "/current?item=HZ032")
                        .get("photo")
                        .isNull())
                .isTrue();
    }

    @Test
    void oneMasterIsCutForManyDocumentsInOneGo() throws IOException {
        String photo = id(send(citizen, portrait));
        HttpResponse<byte[]> zip =
                bytes(citizen, PHOTOS + "/" + photo + "/renditions?spec=ID_CARD&spec=SOCIAL_CARD&spec=DRIVER");
        assertThat(zip.statusCode()).isEqualTo(200);
        var found = new ArrayList<String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var image = ImageIO.read(new ByteArrayInputStream(entries.readAllBytes()));
                found.add(entry.getName() + " " + image.getWidth() + "×" + image.getHeight());
            }
        }
        assertThat(found).containsExactly("ID_CARD.jpg 358×441", "SOCIAL_CARD.jpg 358×441", "DRIVER.jpg 260×378");
        assertThat(code(citizen.get(PHOTOS + "/" + photo + "/renditions?spec=NONE"), 404))
                .isEqualTo("photo-spec-unknown");
        assertThat(code(citizen.get(PHOTOS + "/" + photo + "/renditions"), 422)).isEqualTo("missing");
    }

    @Test
    void nobodyFillsTheLibraryAndWhatIsOldestLosesItsKeyFirst() {
        for (int i = 0; i < 20; i++) {
            sql.sql("""
                            INSERT INTO photo (id, owner, taken_at, taken_by, data_key)
                            SELECT :id, id, :at, id, 'old' FROM account WHERE login = 'zhang.wei'
                            """)
                    .param("id", "many-" + i)
                    .param(
                            "at",
                            Times.sql(Instant.now().minus(Duration.ofDays(2)).plusSeconds(i)))
                    .update();
        }
        try {
            id(send(citizen, portrait));
            assertThat(sql.sql("SELECT id FROM photo WHERE id LIKE 'many-%' AND data_key IS NULL")
                            .query(String.class)
                            .list())
                    .containsExactly("many-0");

            sql.sql("UPDATE photo SET taken_at = :at WHERE id LIKE 'many-%'")
                    .param("at", Times.sql(Instant.now().minus(Duration.ofHours(23))))
                    .update();
            HttpResponse<String> another20 = send(citizen, another);
            assertThat(code(another20, 429)).isEqualTo("photo-too-many-today");
            assertThat(Integer.parseInt(Caller.header(another20, "Retry-After")))
                    .isBetween(3_000, 3_700);
            assertThat(send(citizen, portrait).statusCode())
                    .as("the same again is none more")
                    .isEqualTo(201);
        } finally {
            sql.sql("DELETE FROM photo WHERE id LIKE 'many-%'").update();
        }
    }

    @Test
    void aDeletedPhotographIsGoneWithItsKey() {
        String photo = id(send(citizen, portrait));
        byte[] sealed = stored(photo);
        assertThat(sealed).isNotEmpty();
        HttpResponse<byte[]> own = bytes(citizen, PHOTOS + "/" + photo + "/picture");
        assertThat(own.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(own.body()).startsWith(0xFF, 0xD8);
        assertThat(contains(sealed, own.body())).isFalse();

        delete(photo);
        delete(photo);
        assertThat(citizen.get(PHOTOS + "/" + photo + "/picture").statusCode()).isEqualTo(404);
        assertThat(one(Office.read(citizen, PHOTOS), photo).get("deletedAt").isNull())
                .isFalse();
        assertThat(sql.sql("""
                        SELECT COUNT(*) FROM photo
                        WHERE id = :id AND data_key IS NULL AND master IS NULL AND landmarks IS NULL
                        AND content_index IS NULL
                        """).param("id", photo).query(Integer.class).single())
                .isEqualTo(1);
        // Whoever deleted it may send it again.
        assertThat(id(send(citizen, portrait))).isNotEqualTo(photo);
    }

    @Test
    void anItemAndAnotherUnitUseItAndTheCitizenSeesBoth() {
        id(send(citizen, portrait));
        Visitor clerk = office.as("wang.fang");
        String application = id(citizen.post(
                "/api/service-applications",
                "{\"item\": \"HZ032\", \"unit\": \"YT.JJ.ZF\", \"delivery\": \"COUNTER\"}"));
        assertThat(bytes(clerk, "/api/service-applications/" + application + "/photo")
                        .body())
                .startsWith(0xFF, 0xD8);

        String request = id(clerk.post(
                "/api/photo-requests",
                "{\"citizenId\": \"%s\", \"spec\": \"ID_CARD\", \"purpose\": \"other-permit\", \"about\": \"B-7\"}"
                        .formatted(ZHANG_WEI)));
        String rendition = "/api/photo-requests/" + request + "/rendition";
        assertThat(code(clerk.get(rendition), 403)).isEqualTo("photo-not-shared");
        assertThat(Office.read(citizen, "/api/photo-requests")
                        .at("/0/status/code")
                        .asString())
                .isEqualTo("WAITING");
        assertThat(citizen.get(rendition).statusCode()).isEqualTo(403);

        assertThat(citizen.post("/api/photo-requests/" + request + "/answer", "{\"consent\": true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(bytes(clerk, rendition).body()).startsWith(0xFF, 0xD8);

        String consent = Office.read(citizen, "/api/photo-consents").at("/0/id").asString();
        assertThat(citizen.post("/api/photo-consents/" + consent + "/withdrawal", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(code(clerk.get(rendition), 403)).isEqualTo("photo-not-shared");
        assertThat(Office.read(citizen, "/api/photo-accesses"))
                .extracting(access -> access.at("/result/code").asString() + " "
                        + access.at("/purpose/code").asString())
                .containsExactly("REFUSED other-permit", "READ other-permit", "REFUSED other-permit", "READ HZ032");
        assertThat(code(clerk.get("/api/photo-accesses"), 403)).isEqualTo("forbidden");
        assertThat(Office.read(clerk, "/api/photo-purposes").isEmpty()).isFalse();
    }

    /** The machine holds a token like everybody; what the law opens and what the citizen allows is told apart by purpose. */
    @Test
    void theMachineOfAnotherDepartmentWaitsForConsentAndEachReadAndTryIsOnRecord() {
        String photo = id(send(citizen, portrait));
        Visitor machine = office.as("youfu");
        String request = id(ask(machine, "VETERAN", "veteran-card"));
        String rendition = "/api/photo-requests/" + request + "/rendition";
        assertThat(Office.read(machine, "/api/photo-requests/" + request)
                        .at("/status/code")
                        .asString())
                .isEqualTo("WAITING");
        assertThat(code(machine.get(rendition), 403)).isEqualTo("photo-not-shared");
        assertThat(code(office.as("wang.fang").get(rendition), 404)).isEqualTo("photo-request-unknown");

        assertThat(citizen.post("/api/photo-requests/" + request + "/answer", "{\"consent\": true}")
                        .statusCode())
                .isEqualTo(200);
        byte[] card = bytes(machine, rendition).body();
        assertThat(size(card)).isEqualTo("352×440");
        assertThat(Office.read(machine, "/api/photo-requests").at("/0/id").asString())
                .isEqualTo(request);
        assertThat(id(ask(machine, "SOCIAL_CARD", "social-card")))
                .as("another purpose needs another consent")
                .satisfies(other -> assertThat(code(machine.get("/api/photo-requests/" + other + "/rendition"), 403))
                        .isEqualTo("photo-not-shared"));

        for (String closed : List.of(
                PHOTOS,
                PHOTOS + "/" + photo + "/picture",
                PHOTOS + "/" + photo + "/renditions?spec=VETERAN",
                "/api/photo-accesses",
                "/api/photo-consents")) {
            assertThat(code(machine.get(closed), 403)).as(closed).isEqualTo("forbidden");
        }
        String consent = Office.read(citizen, "/api/photo-consents").at("/0/id").asString();
        citizen.post("/api/photo-consents/" + consent + "/withdrawal", "{}");
        assertThat(code(machine.get(rendition), 403)).isEqualTo("photo-not-shared");
        assertThat(Office.read(citizen, "/api/photo-accesses"))
                .extracting(access -> access.at("/unit/code").asString() + " "
                        + access.at("/result/code").asString() + " "
                        + access.at("/purpose/code").asString())
                .containsExactly(
                        "YTTJ REFUSED veteran-card",
                        "YTTJ REFUSED social-card",
                        "YTTJ READ veteran-card",
                        "YT.JJ.ZF REFUSED veteran-card",
                        "YTTJ REFUSED veteran-card");
    }

    @Test
    void aMachineGetsAtOnceWhatTheLawOpensToItsDepartmentAndNothingWithoutItsMandate() {
        id(send(citizen, portrait));
        Visitor hospital = office.as("yiyuan");
        assertThat(code(ask(hospital, "DRIVER", "driving-licence"), 403)).isEqualTo("photo-department-unknown");
        assertThat(code(hospital.get("/api/photo-requests"), 403)).isEqualTo("photo-department-unknown");
        sql.sql("""
                        INSERT INTO mandate (id, account_id, company_name, credit_code, valid_from)
                        SELECT 'photo-test', id, '出入境管理支队（演示）', '11370600MB00003015', '2026-01-01'
                        FROM account WHERE login = 'yiyuan'
                        """).update();
        try {
            String request = id(ask(hospital, "PASSPORT", "passport"));
            String rendition = "/api/photo-requests/" + request + "/rendition";
            assertThat(bytes(hospital, rendition).body()).startsWith(0xFF, 0xD8);
            assertThat(code(office.as("youfu").get(rendition), 404)).isEqualTo("photo-request-unknown");
            delete(Office.read(citizen, PHOTOS).at("/0/id").asString());
            assertThat(code(hospital.get(rendition), 404)).isEqualTo("photo-none-fitting");
            assertThat(Office.read(citizen, "/api/photo-accesses"))
                    .extracting(access -> access.at("/unit/code").asString() + " "
                            + access.at("/result/code").asString() + " "
                            + access.at("/basis/code").asString())
                    .containsExactly("YT.CRJ REFUSED ", "YTTJ REFUSED ", "YT.CRJ READ LAW");
        } finally {
            sql.sql("DELETE FROM mandate WHERE id = 'photo-test'").update();
        }
    }

    private static HttpResponse<String> ask(Visitor asker, String spec, String purpose) {
        return asker.post(
                "/api/photo-requests",
                "{\"citizenId\": \"%s\", \"spec\": \"%s\", \"purpose\": \"%s\", \"about\": \"B-8\"}"
                        .formatted(ZHANG_WEI, spec, purpose));
    }

    private static String size(byte[] jpeg) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(jpeg));
            return image.getWidth() + "×" + image.getHeight();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aClerkTakesItWhereTheOutletIsAPilotAndTheCitizenSeesWhere() {
        Visitor clerk = office.as("wang.fang");
        HttpResponse<String> taken = atWindow(clerk, "LY01", ZHANG_WEI);
        JsonNode photo = one(Office.read(citizen, PHOTOS), id(taken));
        assertThat(photo.get("outlet").asString()).isEqualTo("LY01");
        assertThat(photo.get("current").asBoolean()).isTrue();

        assertThat(code(atWindow(clerk, "ZF01", ZHANG_WEI), 409)).isEqualTo("photo-outlet-closed");
        assertThat(code(atWindow(clerk, "LY01", "370602190001010017"), 422)).isEqualTo("citizen-id-malformed");
        assertThat(code(atWindow(citizen, "LY01", ZHANG_WEI), 403)).isEqualTo("photo-wrong-sender");
        assertThat(code(send(clerk, portrait), 403)).isEqualTo("photo-wrong-sender");
        assertThat(code(send(citizen, "GIF89a".getBytes(StandardCharsets.US_ASCII)), 422))
                .isEqualTo("photo-format");
    }

    private HttpResponse<String> send(Visitor sender, byte[] file) {
        return office.caller.send(
                "POST",
                PHOTOS,
                file,
                BodyHandlers.ofString(),
                "Authorization",
                "Bearer " + sender.token(),
                "Content-Type",
                "image/png");
    }

    private HttpResponse<String> atWindow(Visitor sender, String outlet, String citizenId) {
        var form = new ByteArrayOutputStream();
        for (String[] field : new String[][] {{"outlet", outlet}, {"citizenId", citizenId}}) {
            form.writeBytes(
                    ("--edge\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n" + field[1] + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        form.writeBytes("""
                --edge\r
                Content-Disposition: form-data; name="photo"; filename="../x.png"\r
                Content-Type: image/png\r
                \r
                """.getBytes(StandardCharsets.UTF_8));
        form.writeBytes(portrait);
        form.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return office.caller.send(
                "POST",
                PHOTOS,
                form.toByteArray(),
                BodyHandlers.ofString(),
                "Authorization",
                "Bearer " + sender.token(),
                "Content-Type",
                "multipart/form-data; boundary=edge");
    }

    private HttpResponse<byte[]> bytes(Visitor reader, String path) {
        return office.caller.send(
                "GET", path, null, BodyHandlers.ofByteArray(), "Authorization", "Bearer " + reader.token());
    }

    private void delete(String photo) {
        HttpResponse<String> gone =
                office.caller.call("DELETE", PHOTOS + "/" + photo, null, "Authorization", "Bearer " + citizen.token());
        assertThat(gone.statusCode()).isEqualTo(204);
    }

    private byte[] stored(String photo) {
        return sql.sql("SELECT master FROM photo WHERE id = :id")
                .param("id", photo)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private static boolean contains(byte[] sealed, byte[] plain) {
        String middle = new String(plain, plain.length / 2, 16, StandardCharsets.ISO_8859_1);
        return new String(sealed, StandardCharsets.ISO_8859_1).contains(middle);
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("id").asString();
    }

    private static String code(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Caller.json(answer).get("code").asString();
    }

    private static JsonNode one(JsonNode all, String id) {
        return List.copyOf(all.valueStream().toList()).stream()
                .filter(photo -> photo.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
