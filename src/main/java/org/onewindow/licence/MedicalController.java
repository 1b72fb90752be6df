package org.onewindow.licence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.licence.MedicalInstitution.Kind;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Idempotent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where drivers are examined, for everybody; and what the examiners send. */
@RestController
class MedicalController {

    /** @param distanceMetres as the crow flies; {@code null} when no point was given */
    record InstitutionView(
            String code,
            Kind kind,
            String division,
            String name,
            String addressZh,
            double latitude,
            double longitude,
            Long distanceMetres) {}

    /**
     * @param number the institution's own number of the report; the same number is taken once
     * @param fit for the classes of the licence that he holds
     */
    record ReportEntry(
            @NotBlank @Size(max = 40) String number,
            @NotBlank @Size(max = 18) String idNo,
            @NotNull LocalDate examinedOn,
            @NotNull Boolean fit) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "ReportEntry[" + number + "]";
        }
    }

    record Taken(String number, LocalDate validTo) {}

    private final MedicalInstitutions institutions;
    private final MedicalReports reports;

    MedicalController(MedicalInstitutions institutions, MedicalReports reports) {
        this.institutions = institutions;
        this.reports = reports;
    }

    /**
     * The nearest first.
     *
     * @param lat WGS84, with {@code lon}
     */
    @GetMapping("/api/medical-institutions")
    List<InstitutionView> medicalInstitutions(
            Locale locale,
            @RequestParam(required = false) Double lat,
            @RequestParam(required = false) Double lon,
            @RequestParam(defaultValue = "20") int limit) {
        new Defects()
                .require((lat == null) == (lon == null), "lon", "outlet-point-incomplete")
                .require(lat == null || Math.abs(lat) <= 90, "lat", "latitude-range")
                .require(lon == null || Math.abs(lon) <= 180, "lon", "longitude-range")
                .refuse();
        Point near = lat == null || lon == null ? null : new Point(lat, lon);
        boolean english = locale.getLanguage().equals("en");
        return institutions.nearest(near).stream()
                .limit(Cursor.size(limit))
                .map(found -> new InstitutionView(
                        found.code(),
                        found.kind(),
                        found.division(),
                        english ? found.nameEn() : found.nameZh(),
                        found.addressZh(),
                        found.point().latitude(),
                        found.point().longitude(),
                        near == null ? null : Math.round(near.metresTo(found.point()))))
                .toList();
    }

    /** An institution sends one examination; the cases that wait for it go on. */
    @PostMapping("/api/medical-reports")
    @Idempotent
    Taken receive(Actor partner, @Valid @RequestBody ReportEntry report) {
        return new Taken(
                report.number(),
                reports.receive(partner, report.number(), report.idNo(), report.examinedOn(), report.fit()));
    }
}
