package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A proof is applied for, granted, downloaded, shown to somebody, checked, voided and issued anew. */
@RunningOffice
class CertificateJourneyTests {

    private static final String KINSHIP = "HZ042";

    /** Made up. */
    private static final String FACTS = "申请人与张小明系父子关系";

    private final Office office;
    private final Visitor citizen;
    private final Visitor clerk;

    @Autowired
    CertificateJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        citizen = office.as("zhang.wei");
        clerk = office.as("wang.fang");
    }

    /** A certificate of kinship of the citizen of the demonstration. */
    static JsonNode kinship(Office office) {
        HttpResponse<String> applied = apply(office.as("zhang.wei"), KINSHIP, FACTS);
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode received = Caller.json(applied);
        HttpResponse<String> done = decide(office.as("wang.fang"), received, "{\"outcome\": \"finish\"}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        return ofCase(office.as("zhang.wei"), received.get("id").asString());
    }

    private static HttpResponse<String> apply(Visitor applicant, String item, String note) {
        return applicant.post("/api/service-applications", """
                {"item": "%s", "unit": "YT.JJ.ZF", "note": "%s", "delivery": "ELECTRONIC", "again": true}
                """.formatted(item, note));
    }

    private static JsonNode ofCase(Visitor holder, String caseId) {
        JsonNode mine = read(holder, "/api/certificates?limit=100");
        return StreamSupport.stream(mine.get("items").spliterator(), false)
                .filter(one -> one.get("caseId").asString().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void fiveItemsEndInACertificate(@Autowired Catalogue catalogue) {
        assertThat(catalogue.all())
                .filteredOn(item -> item.eCertificate().startsWith("EPROOF:"))
                .extracting(ServiceItem::code)
                .containsExactlyInAnyOrder("HZ040", "HZ041", "HZ042", "HZ043", "ZA001");
    }

    /** PDFBox writes, OpenPDF reads; the office writes OFD by itself, ofdrw reads. */
    @ParameterizedTest
    @CsvSource({
        "HZ040, 户口登记项目变更更正证明",
        "HZ041, 注销户口证明",
        "HZ042, 亲属关系证明",
        "HZ043, 临时身份证明",
        "ZA001, 无犯罪记录证明",
    })
    void eachOfTheFiveIsIssuedReadCheckedAndVoided(String item, String title, @Autowired Catalogue catalogue)
            throws Exception {
        Office.withdrawAll(citizen, item);
        HttpResponse<String> applied = apply(citizen, item, FACTS);
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode received = Caller.json(applied);
        for (String outcome : catalogue.item(item).onTheSpot() ? List.of("finish") : List.of("accept", "grant")) {
            HttpResponse<String> done = decide(clerk, received, "{\"outcome\": \"" + outcome + "\"}");
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        }
        String number =
                ofCase(citizen, received.get("id").asString()).get("number").asString();
        byte[] pdf = file(citizen, number, "certificate.pdf");
        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1)).contains(title, number, "张伟");
        }
        byte[] ofd = file(citizen, number, "certificate.ofd");
        try (OFDReader reader = new OFDReader(new ByteArrayInputStream(ofd))) {
            assertThat(String.join("", new ContentExtractor(reader).extractAll()))
                    .contains(title, number, "张伟");
        }
        assertStands(number, pdf, ofd, "VALID");
        HttpResponse<String> voided =
                clerk.post("/api/certificates/" + number + "/voidance", "{\"reason\": \"演示作废\"}", "If-Match", "\"0\"");
        assertThat(voided.statusCode()).as(voided.body()).isEqualTo(200);
        assertStands(number, pdf, ofd, "VOID");
    }

    private void assertStands(String number, byte[] pdf, byte[] ofd, String result) {
        assertThat(List.of(checkNumber(number), check(pdf), check(ofd)))
                .extracting(answer -> answer.get("result").asString())
                .containsOnly(result);
    }

    @Test
    void isReadAndCheckedByOtherMeansThanThoseThatWroteIt() throws Exception {
        JsonNode certificate = kinship(office);
        String number = certificate.get("number").asString();
        assertThat(number).matches("YTZ\\d{8}[0-9A-Z]{9}");
        assertThat(certificate.get("identifier").asString())
                .matches("1\\.2\\.156\\.3005\\.2\\.\\w{21}\\.\\w{18}\\." + number + "\\.001\\.[0-9A-Z]");
        assertThat(certificate.get("text").asString()).contains("张伟", "370602190001010016", FACTS);

        byte[] pdf = file(citizen, number, "certificate.pdf");
        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1)).contains("亲属关系证明", number, "张伟");
            List<String> signed = reader.getAcroFields().getSignedFieldNames();
            assertThat(signed).hasSize(1);
            assertThat(reader.getAcroFields().signatureCoversWholeDocument(signed.get(0)))
                    .isTrue();
        }
        byte[] ofd = file(citizen, number, "certificate.ofd");
        try (OFDReader reader = new OFDReader(new ByteArrayInputStream(ofd))) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            assertThat(String.join("", new ContentExtractor(reader).extractAll()))
                    .contains("亲属关系证明", number, FACTS);
        }

        for (byte[] file : List.of(pdf, ofd)) {
            JsonNode answer = check(file);
            assertThat(answer.get("result").asString()).isEqualTo("VALID");
            assertThat(answer.get("number").asString()).isEqualTo(number);
            assertThat(answer.get("holder").asString()).isEqualTo("张*");
            byte[] altered = file.clone();
            altered[altered.length / 3] ^= 1;
            assertThat(check(altered).get("result").asString()).isIn("ALTERED", "FOREIGN");
        }
        assertThat(check("%PDF-1.4 nothing".getBytes(StandardCharsets.UTF_8))
                        .get("result")
                        .asString())
                .isEqualTo("FOREIGN");
        assertThat(checkNumber(number.toLowerCase(java.util.Locale.ROOT))
                        .get("result")
                        .asString())
                .isEqualTo("VALID");
        char wrong = number.charAt(12) == '2' ? '3' : '2';
        assertThat(code(office.caller.call(
                        "POST",
                        "/api/certificate-checks",
                        "{\"number\": \"" + number.substring(0, 12) + wrong + number.substring(13) + "\"}",
                        "Content-Type",
                        "application/json")))
                .isEqualTo("certificate-number-mistyped");
    }

    @Test
    void anybodyChecksOneOnAPage() {
        JsonNode certificate = kinship(office);
        String number = certificate.get("number").asString();
        HttpResponse<String> form = office.caller.get("/certificate-check");
        HttpResponse<String> answer = office.caller.post(
                "/certificate-check",
                Caller.cookie(form),
                "_csrf=" + Office.url(Caller.csrf(form)) + "&number=" + number);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("证明真实，在有效期内。", "张*").doesNotContain("张伟", FACTS);

        byte[] pdf = file(citizen, number, "certificate.pdf");
        String boundary = "----sheet";
        var body = new java.io.ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                        + Caller.csrf(form) + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.pdf\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(pdf);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> byFile = office.caller.send(
                "POST",
                "/certificate-check",
                body.toByteArray(),
                BodyHandlers.ofString(),
                "Cookie",
                Caller.cookie(form),
                "Content-Type",
                "multipart/form-data; boundary=" + boundary);
        assertThat(byFile.statusCode()).as(byFile.body()).isEqualTo(200);
        assertThat(byFile.body()).contains("证明真实，在有效期内。");
    }

    @Test
    void whatIsWrongIsIssuedAnewOrVoidedAndEveryFileSaysSo() {
        JsonNode certificate = kinship(office);
        String number = certificate.get("number").asString();
        String path = "/api/certificates/" + number;
        byte[] old = file(citizen, number, "certificate.ofd");
        assertThat(citizen.post(path + "/voidance", "{\"reason\": \"x\"}", "If-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(403);

        HttpResponse<String> anew = clerk.post(
                path + "/reissue", "{\"reason\": \"姓名写错\", \"facts\": \"申请人与张晓明系父子关系\"}", "If-Match", "\"0\"");
        assertThat(anew.statusCode()).as(anew.body()).isEqualTo(201);
        JsonNode next = Caller.json(anew);
        assertThat(next.get("text").asString()).contains("张晓明");
        assertThat(next.get("edition").asInt()).isEqualTo(2);
        assertThat(check(old).get("result").asString()).isEqualTo("REPLACED");
        JsonNode replaced = read(citizen, path);
        assertThat(replaced.get("replacedBy").asString())
                .isEqualTo(next.get("number").asString());
        assertThat(replaced.get("reason").asString()).isEqualTo("姓名写错");

        String second = "/api/certificates/" + next.get("number").asString();
        byte[] file = file(citizen, next.get("number").asString(), "certificate.pdf");
        HttpResponse<String> voided = clerk.post(second + "/voidance", "{\"reason\": \"申请材料不实\"}", "If-Match", "\"0\"");
        assertThat(voided.statusCode()).as(voided.body()).isEqualTo(200);
        assertThat(check(file).get("result").asString()).isEqualTo("VOID");
        assertThat(code(clerk.post(second + "/voidance", "{\"reason\": \"再次\"}", "If-Match", "\"1\"")))
                .isEqualTo("certificate-ended");
    }

    @Test
    void withoutFactsThereIsNothingToCertify() {
        JsonNode received = Caller.json(apply(citizen, KINSHIP, ""));
        assertThat(code(decide(clerk, received, "{\"outcome\": \"finish\"}"))).isEqualTo("certificate-facts-missing");
        assertThat(read(citizen, "/api/cases/" + received.get("id").asString())
                        .at("/status/code")
                        .asString())
                .isEqualTo("PENDING_ACCEPTANCE");
    }

    private byte[] file(Visitor holder, String number, String name) {
        HttpResponse<byte[]> answer = office.caller.send(
                "GET",
                "/api/certificates/" + number + "/" + name,
                null,
                BodyHandlers.ofByteArray(),
                "Authorization",
                "Bearer " + holder.token());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode check(byte[] file) {
        HttpResponse<String> answer = office.caller.send(
                "POST",
                "/api/certificate-file-checks",
                file,
                BodyHandlers.ofString(),
                "Content-Type",
                "application/octet-stream");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }

    private JsonNode checkNumber(String number) {
        HttpResponse<String> answer = office.caller.call(
                "POST",
                "/api/certificate-checks",
                "{\"number\": \"" + number + "\"}",
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }
}
