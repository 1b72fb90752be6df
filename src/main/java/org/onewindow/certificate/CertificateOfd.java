package org.onewindow.certificate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.certificate.CertificateSeal.Finding;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * A certificate as a signed OFD (GB/T 33190-2016): one page, measured in millimetres, its font named and not embedded. Written
 * in memory, because the library for it works in files that everybody on the machine could read. The signature covers every
 * part of the package but its own three.
 */
@Component
class CertificateOfd {

    static final String TYPE = "application/ofd";

    private static final String SIGNATURES = "Doc_0/Signs/Signatures.xml";
    private static final String SIGNATURE = "Doc_0/Signs/Sign_0/Signature.xml";
    private static final String VALUE = "Doc_0/Signs/Sign_0/SignedValue.dat";
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    private static final String SPACE = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static final double WIDTH = 210;
    private static final double MARGIN = 25;

    private static final int MOST_PARTS = 32;
    private static final int LONGEST_PART = 256 * 1024;
    private static final Pattern REFERENCE = Pattern.compile(
            "<ofd:Reference FileRef=\"/([\\w./]+)\"><ofd:CheckValue>([\\w+/=]+)</ofd:CheckValue></ofd:Reference>");
    private static final Pattern NUMBER = Pattern.compile("<ofd:CustomData Name=\"Number\">(\\w+)</ofd:CustomData>");

    private final CertificateSeal seal;

    CertificateOfd(CertificateSeal seal) {
        this.seal = seal;
    }

    byte[] write(CertificateSheet sheet, Instant at) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(parts, "OFD.xml", """
                <ofd:OFD %s Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>%s</ofd:DocID>\
                <ofd:Title>%s</ofd:Title><ofd:CreationDate>%s</ofd:CreationDate><ofd:CustomDatas>\
                <ofd:CustomData Name="Number">%s</ofd:CustomData><ofd:CustomData Name="Identifier">%s</ofd:CustomData>\
                </ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>\
                <ofd:Signatures>%s</ofd:Signatures></ofd:DocBody></ofd:OFD>
                """.formatted(
                        SPACE,
                        UUID.nameUUIDFromBytes(sheet.number().getBytes(StandardCharsets.UTF_8))
                                .toString()
                                .replace("-", ""),
                        escaped(sheet.title()),
                        sheet.issuedOn(),
                        sheet.number(),
                        sheet.identifier(),
                        SIGNATURES));
        put(parts, "Doc_0/Document.xml", """
                <ofd:Document %s><ofd:CommonData><ofd:MaxUnitID>1000</ofd:MaxUnitID><ofd:PageArea>\
                <ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>\
                </ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>
                """.formatted(SPACE));
        put(parts, "Doc_0/PublicRes.xml", """
                <ofd:Res %s BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体" FamilyName="宋体" Charset="unicode"/>\
                </ofd:Fonts></ofd:Res>
                """.formatted(SPACE));
        put(parts, "Doc_0/Pages/Page_0/Content.xml", """
                <ofd:Page %s><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area><ofd:Content>\
                <ofd:Layer ID="3">%s</ofd:Layer></ofd:Content></ofd:Page>
                """.formatted(SPACE, new Pen().page(sheet)));
        String references = parts.entrySet().stream()
                .map(part -> "<ofd:Reference FileRef=\"/%s\"><ofd:CheckValue>%s</ofd:CheckValue></ofd:Reference>"
                        .formatted(part.getKey(), digest(part.getValue())))
                .collect(Collectors.joining());
        put(parts, SIGNATURES, """
                <ofd:Signatures %s><ofd:MaxSignId>1</ofd:MaxSignId>\
                <ofd:Signature ID="1" Type="Sign" BaseLoc="/%s"/></ofd:Signatures>
                """.formatted(SPACE, SIGNATURE));
        put(parts, SIGNATURE, """
                <ofd:Signature %s><ofd:SignedInfo><ofd:Provider ProviderName="One Window" Version="1"/>\
                <ofd:SignatureMethod>%s</ofd:SignatureMethod><ofd:SignatureDateTime>%s</ofd:SignatureDateTime>\
                <ofd:References CheckMethod="%s">%s</ofd:References></ofd:SignedInfo>\
                <ofd:SignedValue>/%s</ofd:SignedValue></ofd:Signature>
                """.formatted(
                        SPACE,
                        CertificateSeal.ECDSA_SHA256,
                        LocalDateTime.ofInstant(at, WorkingCalendar.ZONE).truncatedTo(ChronoUnit.SECONDS),
                        SHA256,
                        references,
                        VALUE));
        parts.put(VALUE, seal.sign(parts.get(SIGNATURE)));
        return packed(parts);
    }

    private static void put(Map<String, byte[]> parts, String name, String xml) {
        parts.put(name, (HEAD + xml.strip()).getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscapeDecimal(text, "UTF-8");
    }

    private static byte[] packed(Map<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Sets lines of text, in millimetres from the upper left corner; a Chinese character is as wide as it is high. */
    private static final class Pen {

        private final StringBuilder objects = new StringBuilder();
        private int id = 10;

        String page(CertificateSheet sheet) {
            line(sheet.title(), 9, (WIDTH - width(sheet.title(), 9)) / 2, 35);
            double y = 58;
            for (String line : sheet.lines()) {
                y = wrapped(line, 3.5, 6, y);
            }
            y = wrapped("　　" + sheet.text(), 5.2, 10, y + 8) + 16;
            for (String line : List.of(sheet.issuer(), CertificateSheet.chinese(sheet.issuedOn()))) {
                line(line, 5, WIDTH - MARGIN - width(line, 5), y);
                y += 9;
            }
            wrapped(CertificateSheet.FOOT, 3.2, 5, 270);
            return objects.toString();
        }

        private double wrapped(String text, double size, double leading, double y) {
            double line = y;
            var part = new StringBuilder();
            for (String c : text.codePoints().mapToObj(Character::toString).toList()) {
                if (width(part + c, size) > WIDTH - 2 * MARGIN) {
                    line(part.toString(), size, MARGIN, line);
                    line += leading;
                    part.setLength(0);
                }
                part.append(c);
            }
            line(part.toString(), size, MARGIN, line);
            return line + leading;
        }

        private void line(String text, double size, double x, double y) {
            int[] characters = text.codePoints().toArray();
            var deltas = new ArrayList<String>();
            for (int i = 0; i + 1 < characters.length; i++) {
                deltas.add(number(width(characters[i], size)));
            }
            objects.append("""
                    <ofd:TextObject ID="%d" Boundary="%s %s %s %s" Font="2" Size="%s">\
                    <ofd:TextCode X="0" Y="%s" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>\
                    """.formatted(
                            id++,
                            number(x),
                            number(y),
                            number(width(text, size) + 1),
                            number(size * 1.4),
                            number(size),
                            number(size),
                            String.join(" ", deltas),
                            escaped(text)));
        }

        private static double width(String text, double size) {
            return text.codePoints().mapToDouble(c -> width(c, size)).sum();
        }

        private static double width(int character, double size) {
            return character < 0x80 ? size / 2 : size;
        }

        private static String number(double value) {
            return String.valueOf(Math.round(value * 1000) / 1000.0);
        }
    }

    static boolean looksLike(byte[] file) {
        return file.length > 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4;
    }

    /** What the file is; no part is read before a signature of ours over the list of parts has been found good. */
    Finding verify(byte[] file) {
        Map<String, byte[]> parts = unpacked(file);
        if (!parts.containsKey(SIGNATURE) || !parts.containsKey(VALUE)) {
            return Finding.FOREIGN;
        }
        Finding signed = seal.verify(parts.get(SIGNATURE), parts.get(VALUE));
        if (signed != Finding.GENUINE) {
            return signed;
        }
        Set<String> covered = new HashSet<>(Set.of(SIGNATURES, SIGNATURE, VALUE));
        for (MatchResult reference :
                REFERENCE.matcher(text(parts.get(SIGNATURE))).results().toList()) {
            byte[] part = parts.get(reference.group(1));
            if (part == null || !digest(part).equals(reference.group(2))) {
                return Finding.ALTERED;
            }
            covered.add(reference.group(1));
        }
        return covered.equals(parts.keySet()) ? Finding.GENUINE : Finding.ALTERED;
    }

    /** The number in a file that is ours. */
    String number(byte[] genuine) {
        Matcher number = NUMBER.matcher(text(unpacked(genuine).get("OFD.xml")));
        if (!number.find()) {
            throw new IllegalStateException("a file of ours has no number");
        }
        return number.group(1);
    }

    /** @return nothing when it is no package, or has more or longer parts than ours have, or one part twice */
    private static Map<String, byte[]> unpacked(byte[] file) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = limited(zip);
                if (parts.size() == MOST_PARTS || part == null || parts.put(entry.getName(), part) != null) {
                    return Map.of();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
        return parts;
    }

    private static byte[] limited(InputStream part) throws IOException {
        byte[] bytes = part.readNBytes(LONGEST_PART + 1);
        return bytes.length > LONGEST_PART ? null : bytes;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static String digest(byte[] part) {
        return Base64.getEncoder().encodeToString(sha(part));
    }

    private static byte[] sha(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
