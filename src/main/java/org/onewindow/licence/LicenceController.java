package org.onewindow.licence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.onewindow.licence.Licences.Standing;
import org.onewindow.shared.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LicenceController {

    record MedicalView(String institution, LocalDate examinedOn, LocalDate validTo, boolean fit) {}

    /**
     * @param waiting for a medical certificate
     * @param medical the latest, or {@code null}
     * @param oldVoidAt since when the old licence is void, or {@code null}
     */
    record LicenceView(boolean waiting, MedicalView medical, Instant madeAt, Instant oldVoidAt) {}

    private final Licences licences;
    private final MedicalInstitutions institutions;
    private final LicenceRules rules;

    LicenceController(Licences licences, MedicalInstitutions institutions, LicenceRules rules) {
        this.licences = licences;
        this.institutions = institutions;
        this.rules = rules;
    }

    /** How far the licence is, for its driver and for whoever works on the case. */
    @GetMapping("/api/cases/{id}/licence")
    LicenceView licence(Actor actor, Locale locale, @PathVariable String id) {
        Standing standing = licences.standing(actor, id);
        MedicalView medical = standing.medical()
                .map(report -> {
                    MedicalInstitution by = institutions.institution(report.institution());
                    return new MedicalView(
                            locale.getLanguage().equals("en") ? by.nameEn() : by.nameZh(),
                            report.examinedOn(),
                            report.validTo(rules.medicalMonths()),
                            report.fit());
                })
                .orElse(null);
        return new LicenceView(
                standing.licence().waiting(),
                medical,
                standing.licence().madeAt(),
                standing.licence().oldVoidAt());
    }
}
