package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is printed and laid behind the windscreen. */
@RunningOffice
class PassSheetTests {

    private final Office office;

    @Autowired
    PassSheetTests(@LocalServerPort int port) {
        this.office = new Office(port);
    }

    @Test
    void holdsThePassOnOnePageInBothLanguages() throws Exception {
        JsonNode pass = office.granted(Office.heavyTruck().put("route", "滨海中路经观海路至新桥东路，𠮷店卸货"));
        try (PDDocument sheet = Loader.loadPDF(file(pass, "pass.pdf"))) {
            assertThat(sheet.getNumberOfPages()).isEqualTo(1);
            for (COSName name : sheet.getPage(0).getResources().getFontNames()) {
                PDFont font = sheet.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
            assertThat(new PDFTextStripper().getText(sheet))
                    .contains("货车通行码", "鲁F10001", pass.get("number").asString())
                    .contains("芝罘区限行区域", "全天", Office.today().toString(), "〓店卸货");
            BufferedImage image = new PDFRenderer(sheet).renderImageWithDPI(0, 200);
            Files.createDirectories(Path.of("target/screenshots"));
            ImageIO.write(
                    image, "png", Path.of("target/screenshots/pass-sheet.png").toFile());
            assertThat(new QRCodeReader()
                            .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
                            .getText())
                    .isEqualTo(pass.get("code").asString());
        }
        try (PDDocument sheet = Loader.loadPDF(file(pass, "pass.pdf", "Accept-Language", "en"))) {
            assertThat(new PDFTextStripper().getText(sheet)).contains("Truck pass", "Zhifu restricted zone");
        }
    }

    @Test
    void isDrawnForAnySize() {
        JsonNode pass = office.granted(Office.heavyTruck());
        String svg = new String(file(pass, "qr.svg"), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg xmlns=").contains("viewBox=\"0 0 ").doesNotContain("<script");
    }

    private byte[] file(JsonNode pass, String name, String... headers) {
        HttpResponse<byte[]> answer = office.caller.send(
                "GET",
                "/api/truck-passes/" + pass.get("number").asString() + "/" + name,
                null,
                BodyHandlers.ofByteArray(),
                Visitor.with(headers, "Authorization", "Bearer " + office.caller.token("li.na")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
