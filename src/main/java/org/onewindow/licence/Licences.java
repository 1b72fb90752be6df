package org.onewindow.licence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.licence.LicenceRules.Item;
import org.onewindow.licence.LicenceRules.OldEnds;
import org.onewindow.photolibrary.PhotoLibrary;
import org.onewindow.register.Answer;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.DriverRecord;
import org.onewindow.register.DriverRecord.Status;
import org.onewindow.register.Registers;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.onewindow.workflow.Decisions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a licence in a case. */
@Service
@Transactional
@EnableConfigurationProperties(LicenceRules.class)
class Licences {

    private static final String PERSON = "licence-person";

    private final LicenceRepository licences;
    private final LicenceRules rules;
    private final Cases cases;
    private final Accounts accounts;
    private final Registers registers;
    private final PhotoLibrary photos;
    private final Decisions decisions;
    private final WorkingCalendar calendar;
    private final FieldCipher cipher;
    private final Clock clock;

    Licences(
            LicenceRepository licences,
            LicenceRules rules,
            Cases cases,
            Accounts accounts,
            Registers registers,
            PhotoLibrary photos,
            Decisions decisions,
            WorkingCalendar calendar,
            FieldCipher cipher,
            Clock clock) {
        this.licences = licences;
        this.rules = rules;
        this.cases = cases;
        this.accounts = accounts;
        this.registers = registers;
        this.photos = photos;
        this.decisions = decisions;
        this.calendar = calendar;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Looks for the medical certificate of whoever applied.
     *
     * @return {@code AWAIT} or {@code REVIEW}, by the table {@code licence-medical}
     */
    String medical(String caseId) {
        Case c = cases.running(caseId);
        boolean needed = rules.item(c.item()).medical();
        boolean there = licences.latest(persons(idNo(c)))
                .filter(report -> report.validOn(today(), rules.medicalMonths()))
                .isPresent();
        String way = decisions
                .decide("licence-medical", Map.of("needed", needed, "there", there))
                .text("way");
        boolean waits = way.equals("AWAIT");
        Optional<LicenceCase> kept = licences.find(caseId);
        if (kept.isEmpty()) {
            licences.insert(new LicenceCase(caseId, person(idNo(c)), waits, null, null, 0));
        } else if (kept.get().waiting() != waits) {
            licences.update(kept.get().waiting(waits));
        }
        return way;
    }

    /** Until when an application waits for its medical certificate. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Instant waitsUntil(String caseId) {
        return calendar.deadline(cases.running(caseId).clocks().promised().received(), rules.waitDays())
                .due();
    }

    /** Nobody examined him in time: the application goes back, and he may apply again. */
    void stopWaiting(String caseId) {
        licences.update(licences.find(caseId).orElseThrow().waiting(false));
        cases.decideByRule(cases.running(caseId), CaseStatus.RETURNED, "medical-not-received");
    }

    void accept(String caseId) {
        cases.acceptByRule(cases.running(caseId));
    }

    /**
     * @throws Refusal {@code medical-missing}, {@code medical-unfit}, {@code licence-unknown}, {@code licence-register-silent},
     *     {@code licence-not-in-order}, {@code licence-too-early}, {@code licence-too-late}, {@code licence-violations-open}
     */
    void grant(String caseId) {
        Case c = cases.running(caseId);
        Item item = rules.item(c.item());
        if (item.medical()) {
            requireFit(caseId);
        }
        requireInOrder(item, driver(c));
        cases.decide(c, CaseStatus.GRANTED, cases.lastCompletion(caseId));
        if (item.oldEnds() == OldEnds.AT_GRANT) {
            endOld(caseId);
        }
    }

    private void requireFit(String caseId) {
        MedicalReport report = licences.latest(persons(licences.find(caseId).orElseThrow()))
                .filter(latest -> latest.validOn(today(), rules.medicalMonths()))
                .orElseThrow(() -> Refusal.conflict("medical-missing"));
        if (!report.fit()) {
            throw Refusal.conflict("medical-unfit");
        }
    }

    private void requireInOrder(Item item, Answer<DriverRecord> answer) {
        if (answer.outcome() == Outcome.SILENT) {
            throw Refusal.unavailable("licence-register-silent");
        }
        if (answer.outcome() == Outcome.NOT_FOUND) {
            throw Refusal.conflict("licence-unknown");
        }
        DriverRecord licence = answer.value();
        LocalDate end = licence.validTo();
        boolean lapsed = item.renewal() && licence.status() == Status.EXPIRED;
        if (licence.status() != Status.NORMAL && !lapsed) {
            throw Refusal.conflict("licence-not-in-order");
        }
        if (item.renewal() && today().isBefore(end.minusDays(item.daysBefore()))) {
            throw Refusal.conflict("licence-too-early", end.minusDays(item.daysBefore()));
        }
        if (item.renewal() && today().isAfter(end.plusDays(item.daysAfter()))) {
            throw Refusal.conflict("licence-too-late", end.plusDays(item.daysAfter()));
        }
        // MPS order 162, article 72: a licence is reviewed when it is renewed.
        if (item.renewal() && licence.openViolations() > 0) {
            throw Refusal.conflict("licence-violations-open", licence.openViolations());
        }
    }

    void refuse(String caseId) {
        cases.refuse(cases.running(caseId), cases.lastCompletion(caseId));
    }

    /** @throws Refusal {@code licence-photo-missing} unless the library has a photograph of the driver, an earlier or a new one */
    void made(String caseId) {
        Case c = cases.running(caseId);
        PhotoLibrary.Fitting photo = photos.fitting(c.applicant(), c.item());
        if (photo.needed() && photo.photo() == null) {
            throw Refusal.conflict("licence-photo-missing");
        }
        licences.update(licences.find(caseId).orElseThrow().made(now()));
    }

    /** The new licence is in the driver's hands; the old one ends with that at the latest. */
    void handOver(String caseId) {
        endOld(caseId);
        cases.deliver(cases.running(caseId));
    }

    private void endOld(String caseId) {
        LicenceCase licence = licences.find(caseId).orElseThrow();
        if (licence.oldVoidAt() == null) {
            licences.update(licence.oldVoid(now()));
        }
    }

    private Answer<DriverRecord> driver(Case c) {
        return registers.askDriver(idNo(c));
    }

    /** A licence has the number of its holder's identity card (article 12). */
    private String idNo(Case c) {
        String idNo = accounts.person(c.applicant()).idNo();
        if (idNo == null) {
            throw Refusal.conflict("licence-unknown");
        }
        return idNo;
    }

    /** The same for the same citizen ID number, wherever it comes from. */
    String person(String idNo) {
        return cipher.blindIndex(idNo, PERSON);
    }

    /** What the person of a kept licence is looked for by. */
    List<String> persons(LicenceCase kept) {
        return cipher.indexForms(kept.person());
    }

    /** What the person is looked for by. */
    List<String> persons(String idNo) {
        return cipher.blindIndexes(idNo, PERSON);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
