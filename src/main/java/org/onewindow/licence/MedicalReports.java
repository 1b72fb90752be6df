package org.onewindow.licence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.workflow.Workflow;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what the institutions send, and moves the cases that wait for it. */
@Service
@Transactional
class MedicalReports {

    private static final String RECEIVED = "medical-report-received";

    private final LicenceRepository kept;
    private final LicenceRules rules;
    private final Licences licences;
    private final MedicalInstitutions institutions;
    private final Accounts accounts;
    private final Workflow workflow;
    private final Clock clock;

    MedicalReports(
            LicenceRepository kept,
            LicenceRules rules,
            Licences licences,
            MedicalInstitutions institutions,
            Accounts accounts,
            Workflow workflow,
            Clock clock) {
        this.kept = kept;
        this.rules = rules;
        this.licences = licences;
        this.institutions = institutions;
        this.accounts = accounts;
        this.workflow = workflow;
        this.clock = clock;
    }

    /**
     * Takes a report once; the same again changes nothing. An institution is whoever holds its mandate today: one that was
     * dropped from the list (article 86) has none.
     *
     * @return the last day on which the report is good
     * @throws Refusal {@code institution-not-recognised}, {@code medical-report-differs}, {@code examined-in-future},
     *     {@code examined-too-long-ago}, {@code citizen-id-malformed}
     */
    LocalDate receive(Actor partner, String number, String idNo, LocalDate examinedOn, boolean fit) {
        Instant now = Times.toMillis(clock.instant());
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        MedicalInstitution institution = accounts.mandates(partner.id(), today).stream()
                .flatMap(mandate -> institutions.ofCreditCode(mandate.creditCode()).stream())
                .findFirst()
                .orElseThrow(() -> Refusal.forbidden("institution-not-recognised"));
        new Defects()
                .require(!examinedOn.isAfter(today), "examinedOn", "examined-in-future")
                .require(
                        !examinedOn.plusMonths(rules.medicalMonths()).isBefore(today),
                        "examinedOn",
                        "examined-too-long-ago",
                        rules.medicalMonths())
                .refuse();
        String person = CitizenId.parse(idNo).value();
        var report = new MedicalReport(
                UUID.randomUUID().toString(),
                institution.code(),
                number,
                licences.person(person),
                examinedOn,
                fit,
                now);
        Optional<MedicalReport> sent = kept.report(institution.code(), number);
        if (sent.isEmpty()) {
            kept.insert(report);
            kept.waitingFor(licences.persons(person)).forEach(waiting -> workflow.deliver(RECEIVED, waiting.caseId()));
        } else if (!report.same(sent.get(), licences.persons(person))) {
            throw Refusal.conflict("medical-report-differs");
        }
        return report.validTo(rules.medicalMonths());
    }
}
