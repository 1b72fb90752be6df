package org.onewindow.licence;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.onewindow.licence.MedicalInstitution.Kind;
import org.onewindow.outlet.Point;
import org.springframework.stereotype.Component;

/** The published list, read once at start; a line that makes no sense stops it. */
@Component
class MedicalInstitutions {

    private static final String DATA = "/licence/medical-institutions.csv";

    private final List<MedicalInstitution> all;

    MedicalInstitutions() {
        try (Reader file = new InputStreamReader(
                        MedicalInstitutions.class.getResourceAsStream(DATA), StandardCharsets.UTF_8);
                var lines = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setCommentMarker('#')
                        .get()
                        .parse(file)) {
            all = lines.stream().map(MedicalInstitutions::institution).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MedicalInstitution institution(CSVRecord line) {
        return new MedicalInstitution(
                line.get("code"),
                Kind.valueOf(line.get("kind")),
                line.get("division"),
                line.get("credit_code"),
                line.get("name_zh"),
                line.get("name_en"),
                line.get("address_zh"),
                new Point(Double.parseDouble(line.get("latitude")), Double.parseDouble(line.get("longitude"))));
    }

    /** The nearest first; without a point, in the order of their codes. */
    List<MedicalInstitution> nearest(Point near) {
        return near == null
                ? all
                : all.stream()
                        .sorted(Comparator.comparingDouble(institution -> near.metresTo(institution.point())))
                        .toList();
    }

    Optional<MedicalInstitution> ofCreditCode(String creditCode) {
        return all.stream()
                .filter(institution -> institution.creditCode().equals(creditCode))
                .findFirst();
    }

    MedicalInstitution institution(String code) {
        return all.stream()
                .filter(institution -> institution.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a report of an institution that is gone: " + code));
    }
}
