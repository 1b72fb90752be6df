package org.onewindow.licence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.onewindow.casework.Case;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.photolibrary.PhotoLibrary.Fitting;
import org.springframework.stereotype.Component;

/**
 * How far a licence is.
 *
 * @param waiting for a medical certificate
 * @param waitsUntil when it no longer waits, the application goes back
 * @param medical the latest, or {@code null}
 * @param photoUsableUntil last day of the photograph that the library has for it, or {@code null} when it has none
 * @param oldVoidAt since when the old licence is void, or {@code null}
 */
public record LicenceView(
        boolean waiting,
        Instant waitsUntil,
        MedicalView medical,
        LocalDate photoUsableUntil,
        Instant madeAt,
        Instant oldVoidAt) {

    public record MedicalView(String institution, LocalDate examinedOn, LocalDate validTo, boolean fit) {}

    /** Turns licences into views. */
    @Component
    public static class Maker {

        private final LicenceRepository licences;
        private final Licences verbs;
        private final MedicalInstitutions institutions;
        private final PhotoLibrary photos;
        private final LicenceRules rules;

        Maker(
                LicenceRepository licences,
                Licences verbs,
                MedicalInstitutions institutions,
                PhotoLibrary photos,
                LicenceRules rules) {
            this.licences = licences;
            this.verbs = verbs;
            this.institutions = institutions;
            this.photos = photos;
            this.rules = rules;
        }

        /** Empty when the case is about no licence. */
        public Optional<LicenceView> of(Case visible, Locale locale) {
            return licences.find(visible.id()).map(licence -> {
                Fitting photo = photos.fitting(visible.applicant(), visible.item());
                return new LicenceView(
                        licence.waiting(),
                        licence.waiting() ? verbs.waitsUntil(visible.id()) : null,
                        licences.latest(verbs.persons(licence))
                                .map(report -> medical(report, locale))
                                .orElse(null),
                        photo.photo() == null ? null : photo.usableUntil(),
                        licence.madeAt(),
                        licence.oldVoidAt());
            });
        }

        private MedicalView medical(MedicalReport report, Locale locale) {
            MedicalInstitution by = institutions.institution(report.institution());
            return new MedicalView(
                    locale.getLanguage().equals("en") ? by.nameEn() : by.nameZh(),
                    report.examinedOn(),
                    report.validTo(rules.medicalMonths()),
                    report.fit());
        }
    }
}
