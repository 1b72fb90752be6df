package org.onewindow.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.onewindow.certificate.CertificateSeal.Finding;
import org.springframework.stereotype.Component;

/** A certificate as a signed PDF (PAdES B-B), its Chinese font embedded. */
@Component
class CertificatePdf {

    private static final String FONT = "/pass/font/WenQuanYiMicroHei-GB2312.ttf";
    private static final String NUMBER = "CertificateNumber";
    private static final float MARGIN = 72;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange\\s*\\[\\s*0 (\\d{1,7}) (\\d{1,7}) (\\d{1,7})\\s*]");

    private final CertificateSeal seal;

    CertificatePdf(CertificateSeal seal) {
        this.seal = seal;
    }

    byte[] write(CertificateSheet sheet, Instant at) {
        try (PDDocument document = Loader.loadPDF(drawn(sheet))) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            Calendar time = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
            time.setTimeInMillis(at.toEpochMilli());
            signature.setSignDate(time);
            document.addSignature(signature, content -> seal.sign(content.readAllBytes()));
            var bytes = new ByteArrayOutputStream();
            document.saveIncremental(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] drawn(CertificateSheet sheet) throws IOException {
        try (var document = new PDDocument();
                InputStream file = CertificatePdf.class.getResourceAsStream(FONT)) {
            PDType0Font font = PDType0Font.load(document, file, true);
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            document.getDocumentInformation().setTitle(sheet.title());
            document.getDocumentInformation().setCustomMetadataValue(NUMBER, sheet.number());
            try (var content = new PDPageContentStream(document, page)) {
                draw(new Pen(content, font), sheet);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void draw(Pen pen, CertificateSheet sheet) throws IOException {
        float y = PDRectangle.A4.getHeight() - 110;
        pen.write(sheet.title(), 26, (PDRectangle.A4.getWidth() - pen.width(sheet.title(), 26)) / 2, y);
        y -= 60;
        for (String line : sheet.lines()) {
            y = pen.wrapped(line, 10, 16, y);
        }
        y = pen.wrapped("　　" + sheet.text(), 15, 28, y - 24);
        y -= 48;
        for (String line : List.of(sheet.issuer(), CertificateSheet.chinese(sheet.issuedOn()))) {
            pen.write(line, 14, MARGIN + WIDTH - pen.width(line, 14), y);
            y -= 24;
        }
        pen.wrapped(CertificateSheet.FOOT, 9, 14, 80);
    }

    /** Writes on the page in points from its lower left corner. */
    private record Pen(PDPageContentStream content, PDType0Font font) {

        /** @return where the next line goes */
        float wrapped(String text, float size, float leading, float y) throws IOException {
            float line = y;
            List<String> parts = new ArrayList<>();
            var part = new StringBuilder();
            for (String c :
                    known(text).codePoints().mapToObj(Character::toString).toList()) {
                if (width(part + c, size) > WIDTH) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
                part.append(c);
            }
            parts.add(part.toString());
            for (String one : parts) {
                write(one, size, MARGIN, line);
                line -= leading;
            }
            return line;
        }

        void write(String text, float size, float x, float y) throws IOException {
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(x, y);
            content.showText(known(text));
            content.endText();
        }

        float width(String text, float size) throws IOException {
            return font.getStringWidth(known(text)) / 1000 * size;
        }

        /** A character outside the font must not keep anybody from his certificate. */
        private String known(String text) {
            return text.codePoints()
                    .mapToObj(c -> {
                        try {
                            font.encode(Character.toString(c));
                            return Character.toString(c);
                        } catch (IllegalArgumentException | IOException e) {
                            return "〓";
                        }
                    })
                    .collect(Collectors.joining());
        }
    }

    static boolean looksLike(byte[] file) {
        return new String(file, 0, Math.min(file.length, 5), StandardCharsets.ISO_8859_1).equals("%PDF-");
    }

    /** What the file is; nothing in it is read before a signature of ours over all of it has been found good. */
    Finding verify(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Optional<MatchResult> last = RANGE.matcher(text).results().reduce((one, next) -> next);
        if (last.isEmpty()) {
            return Finding.FOREIGN;
        }
        int gap = Integer.parseInt(last.get().group(1));
        int after = Integer.parseInt(last.get().group(2));
        int length = Integer.parseInt(last.get().group(3));
        if (gap >= after || after + length != file.length || text.charAt(gap) != '<' || text.charAt(after - 1) != '>') {
            return Finding.ALTERED;
        }
        byte[] signature;
        try {
            signature = unpadded(HexFormat.of().parseHex(text.substring(gap + 1, after - 1)));
        } catch (IllegalArgumentException e) {
            return Finding.ALTERED;
        }
        var signed = new ByteArrayOutputStream();
        signed.write(file, 0, gap);
        signed.write(file, after, length);
        return seal.verify(signed.toByteArray(), signature);
    }

    /** @throws IllegalArgumentException when anything but zeros stands behind the signature */
    private static byte[] unpadded(byte[] padded) {
        int end = padded.length < 4 ? 0 : 4 + ((padded[2] & 0xFF) << 8 | padded[3] & 0xFF);
        if (end == 0 || padded[0] != 0x30 || padded[1] != (byte) 0x82 || end > padded.length) {
            throw new IllegalArgumentException("no signature");
        }
        for (int i = end; i < padded.length; i++) {
            if (padded[i] != 0) {
                throw new IllegalArgumentException("something behind the signature");
            }
        }
        return Arrays.copyOf(padded, end);
    }

    /** The number in a file that is ours. */
    String number(byte[] genuine) {
        try (PDDocument document = Loader.loadPDF(genuine)) {
            return document.getDocumentInformation().getCustomMetadataValue(NUMBER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
