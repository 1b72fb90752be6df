package org.onewindow.pass;

import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.identity.Units;
import org.onewindow.passcode.QrImage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A pass on one page of A4, to be printed and laid behind the windscreen: the plate large, because the officer compares it
 * with the vehicle, and the code larger than a hand. The Chinese font is embedded.
 */
@Component
public class PassSheet {

    private static final String FONT = "/pass/font/WenQuanYiMicroHei-GB2312.ttf";
    private static final float MARGIN = 56;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float LABEL = 96;
    private static final float CODE = 270;

    private final Units units;
    private final MessageSource messages;

    PassSheet(Units units, MessageSource messages) {
        this.units = units;
        this.messages = messages;
    }

    /** The pass in the language of its reader. */
    public byte[] pdf(TruckPass pass, PassView shown, Locale locale) {
        try (var document = new PDDocument();
                InputStream file = PassSheet.class.getResourceAsStream(FONT)) {
            PDType0Font font = PDType0Font.load(document, file, true);
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            document.getDocumentInformation().setTitle(text("title", locale) + " " + pass.number());
            try (var content = new PDPageContentStream(document, page)) {
                draw(new Sheet(content, font), pass, shown, locale);
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(Sheet sheet, TruckPass pass, PassView shown, Locale locale) throws IOException {
        float y = PDRectangle.A4.getHeight() - 84;
        sheet.centred(text("title", locale), 26, y);
        sheet.centred(pass.plate().number(), 64, y - 84);
        sheet.code(QrImage.modules(pass.code()), (PDRectangle.A4.getWidth() - CODE) / 2, y - 110 - CODE);
        float line = y - 110 - CODE - 34;
        line = sheet.entry(text("number", locale), pass.number(), line);
        line = sheet.entry(
                text("period", locale),
                pass.period().from() + " - " + pass.period().to(),
                line);
        line = sheet.entry(text("hours", locale), hours(pass.hours(), locale), line);
        line = sheet.entry(
                text("zones", locale), shown.zones().stream().map(Coded::text).collect(Collectors.joining(", ")), line);
        if (pass.route() != null) {
            line = sheet.entry(text("route", locale), pass.route(), line);
        }
        line = sheet.entry(text("unit", locale), units.name(pass.unit(), locale), line);
        sheet.entry("", text("check", locale), line - 8);
    }

    private String hours(Hours hours, Locale locale) {
        return hours.equals(Hours.WHOLE_DAY) ? text("whole-day", locale) : hours.from() + " - " + hours.to();
    }

    private String text(String key, Locale locale) {
        return messages.getMessage("pass-sheet." + key, null, locale);
    }

    /** Writes on the page in points from its lower left corner. */
    private record Sheet(PDPageContentStream content, PDType0Font font) {

        void centred(String text, float size, float y) throws IOException {
            String known = known(text);
            write(known, size, (PDRectangle.A4.getWidth() - width(known, size)) / 2, y);
        }

        /** @return where the next entry goes */
        float entry(String label, String text, float y) throws IOException {
            write(known(label), 11, MARGIN, y);
            float line = y;
            for (String part : wrapped(known(text), 13, WIDTH - LABEL)) {
                write(part, 13, MARGIN + LABEL, line);
                line -= 19;
            }
            return line - 4;
        }

        void code(BitMatrix modules, float left, float bottom) throws IOException {
            float module = CODE / modules.getWidth();
            for (int row = 0; row < modules.getHeight(); row++) {
                for (int column = 0; column < modules.getWidth(); column++) {
                    if (modules.get(column, row)) {
                        content.addRect(left + column * module, bottom + CODE - (row + 1) * module, module, module);
                    }
                }
            }
            content.fill();
        }

        private void write(String text, float size, float x, float y) throws IOException {
            content.beginText();
            content.setFont(font, size);
            content.newLineAtOffset(x, y);
            content.showText(text);
            content.endText();
        }

        private List<String> wrapped(String text, float size, float width) throws IOException {
            var lines = new ArrayList<String>();
            var line = new StringBuilder();
            for (int c : text.codePoints().toArray()) {
                if (width(line + Character.toString(c), size) > width) {
                    int blank = line.lastIndexOf(" ");
                    boolean word = c < 0x2E80 && blank > 0;
                    String rest = word ? line.substring(blank + 1) : "";
                    lines.add(word ? line.substring(0, blank) : line.toString());
                    line.setLength(0);
                    line.append(rest);
                }
                line.appendCodePoint(c);
            }
            lines.add(line.toString());
            return lines;
        }

        private float width(String text, float size) throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }

        /** A character outside the font must not keep a driver from his pass. */
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
}
