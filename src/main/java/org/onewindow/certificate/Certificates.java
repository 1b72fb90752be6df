package org.onewindow.certificate;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseGranted;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.certificate.Certificate.Ended;
import org.onewindow.certificate.CertificateRules.Kind;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.register.CriminalRecords;
import org.onewindow.register.CriminalRecords.Finding;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CheckCharacter;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Issues certificates, ends them, and answers whoever has to rely on one. */
@Service
@Transactional
@EnableConfigurationProperties(CertificateRules.class)
public class Certificates {

    /** What a check comes to. */
    enum Result {
        VALID,
        EXPIRED,
        VOID,
        REPLACED,
        /** No such number. */
        UNKNOWN,
        /** A file that was ours and is no longer what was signed. */
        ALTERED,
        /** A file without a signature of this office. */
        FOREIGN
    }

    /** @param certificate exactly when one stands behind the answer */
    record Checked(Result result, Certificate certificate) {}

    /** Media type of the file in the national format for documents (OFD, GB/T 33190). */
    public static final String OFD = CertificateOfd.TYPE;

    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}+");

    private final CertificateRepository certificates;
    private final CertificateRules rules;
    private final Numbers numbers;
    private final Cases cases;
    private final Catalogue catalogue;
    private final ServiceApplications applications;
    private final Accounts accounts;
    private final CriminalRecords records;
    private final CertificatePdf pdf;
    private final CertificateOfd ofd;
    private final Clock clock;

    Certificates(
            CertificateRepository certificates,
            CertificateRules rules,
            Numbers numbers,
            Cases cases,
            Catalogue catalogue,
            ServiceApplications applications,
            Accounts accounts,
            CriminalRecords records,
            CertificatePdf pdf,
            CertificateOfd ofd,
            Clock clock) {
        this.certificates = certificates;
        this.rules = rules;
        this.numbers = numbers;
        this.cases = cases;
        this.catalogue = catalogue;
        this.applications = applications;
        this.accounts = accounts;
        this.records = records;
        this.pdf = pdf;
        this.ofd = ofd;
        this.clock = clock;
    }

    /**
     * What was granted becomes a certificate, if the catalogue says so.
     *
     * @throws Refusal {@code certificate-facts-missing} when the application does not say what is to be certified;
     *     {@code record-on-file}, {@code record-unclear}, {@code record-silent} when nobody can say that there is no record
     */
    @EventListener
    void granted(CaseGranted grant) {
        Case c = cases.running(grant.caseId());
        rules.kind(cases.itemOf(c)).ifPresent(kind -> {
            requireNoRecord(kind, c);
            certificates.insert(draw(c, kind, 1, null));
        });
    }

    private void requireNoRecord(Kind kind, Case c) {
        if (!kind.recordCheck()) {
            return;
        }
        switch (recordOf(c)) {
            case NONE -> {}
            case ON_FILE -> throw Refusal.conflict("record-on-file");
            case UNCLEAR -> throw Refusal.conflict("record-unclear");
            case SILENT -> throw Refusal.unavailable("record-silent");
        }
    }

    /**
     * What the register says now of whoever applied; it is kept nowhere.
     *
     * @throws Refusal {@code case-unknown} when the case is not the officer's to work on, or needs no such check: told alike
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Finding recordCheck(Actor officer, String caseId) {
        Case c = cases.visibleTo(officer, caseId);
        boolean works = officer.is(Role.CLERK) || officer.is(Role.SUPERVISOR);
        boolean checked = rules.kind(cases.itemOf(c)).filter(Kind::recordCheck).isPresent();
        if (!works
                || !checked
                || c.applicant().equals(officer.id())
                || !c.status().isOpen()) {
            throw Refusal.notFound("case-unknown");
        }
        return recordOf(c);
    }

    private Finding recordOf(Case c) {
        String idNo = accounts.person(c.applicant()).idNo();
        return idNo == null ? Finding.UNCLEAR : records.ask(idNo);
    }

    /** @param facts in words, or {@code null} for those of the application */
    private Certificate draw(Case c, Kind kind, int edition, String facts) {
        Person holder = accounts.person(c.applicant());
        Instant now = now();
        LocalDate day = day(now);
        String told =
                !kind.tellsFacts() || facts != null ? facts : applications.of(c).note();
        if (kind.tellsFacts() && (told == null || told.isBlank())) {
            throw Refusal.conflict("certificate-facts-missing");
        }
        Map<String, String> words = Map.of(
                "name",
                holder.name(),
                "id",
                holder.idNo() == null ? "—" : holder.idNo(),
                "facts",
                told == null ? "" : UNPRINTABLE.matcher(told.strip()).replaceAll(" "),
                "day",
                CertificateSheet.chinese(day));
        String text =
                BLANK.matcher(kind.text()).replaceAll(blank -> Matcher.quoteReplacement(words.get(blank.group(1))));
        return new Certificate(
                Certificate.number(day, numbers.next()),
                c.id(),
                edition,
                c.item(),
                c.applicant(),
                c.unit(),
                now,
                kind.validDays() == null ? null : day.plusDays(kind.validDays()),
                holder.name(),
                holder.idNo(),
                text,
                null,
                0);
    }

    /** The holder's own, the newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Certificate> ofHolder(Actor holder, Instant before, String beforeNumber, int limit) {
        return certificates.ofHolder(holder.id(), before, beforeNumber, limit);
    }

    /** Whether any certificate came of the case. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean existFor(Case c) {
        return certificates.existFor(c.id());
    }

    /** @throws Refusal {@code certificate-unknown} when there is none, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Certificate visibleTo(Actor actor, String number) {
        return certificates
                .find(number)
                .filter(found -> found.holder().equals(actor.id()) || handles(actor, found))
                .orElseThrow(() -> Refusal.notFound("certificate-unknown"));
    }

    private static boolean handles(Actor actor, Certificate certificate) {
        return actor.worksFor(certificate.unit()) && (actor.is(Role.CLERK) || actor.is(Role.SUPERVISOR));
    }

    /** @throws Refusal {@code certificate-unknown}, {@code own-case} */
    Certificate ofUnit(Actor officer, String number) {
        Certificate found = certificates
                .find(number)
                .filter(certificate -> handles(officer, certificate))
                .orElseThrow(() -> Refusal.notFound("certificate-unknown"));
        if (found.holder().equals(officer.id())) {
            throw Refusal.forbidden("own-case");
        }
        return found;
    }

    /** @throws Refusal {@code certificate-ended}, {@code version-stale} */
    Certificate voidIt(Actor officer, Certificate certificate, String reason) {
        Certificate ended = certificate.ended(new Ended(now(), officer.id(), reason, null));
        certificates.update(ended);
        return ended;
    }

    /**
     * Another edition takes its place: the holder as he is registered now, and the facts as they are given.
     *
     * @param facts {@code null} for those of the application
     * @throws Refusal {@code certificate-ended}, {@code version-stale}, and whatever {@link #granted} refuses by
     */
    Certificate reissue(Actor officer, Certificate certificate, String reason, String facts) {
        Case c = cases.running(certificate.caseId());
        Kind kind = rules.kind(cases.itemOf(c)).orElseThrow();
        requireNoRecord(kind, c);
        Certificate next = draw(c, kind, certificate.edition() + 1, facts);
        certificates.update(certificate.ended(new Ended(now(), officer.id(), reason, next.number())));
        certificates.insert(next);
        return next;
    }

    public byte[] pdf(Certificate certificate) {
        return pdf.write(sheet(certificate), now());
    }

    public byte[] ofd(Certificate certificate) {
        return ofd.write(sheet(certificate), now());
    }

    private CertificateSheet sheet(Certificate certificate) {
        ServiceItem item = itemOf(certificate);
        return new CertificateSheet(
                CertificateRules.title(item),
                certificate.number(),
                identifier(certificate),
                certificate.text(),
                certificate.validTo(),
                rules.issuerName(),
                certificate.issuedOn());
    }

    /** As its case has it, whatever has become of the item since. */
    private ServiceItem itemOf(Certificate certificate) {
        return cases.all(List.of(certificate.caseId())).stream()
                .findFirst()
                .map(cases::itemOf)
                .orElseGet(() -> catalogue.item(certificate.item(), certificate.issuedOn()));
    }

    String identifier(Certificate certificate) {
        Kind kind = rules.kind(itemOf(certificate)).orElseThrow();
        return certificate.identifier(kind.type(), rules.issuer());
    }

    /**
     * What anybody may know of a number.
     *
     * @throws Refusal {@code certificate-number-mistyped} when its check character is wrong
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Checked check(String typed) {
        String number = typed.strip().toUpperCase(Locale.ROOT);
        if (!number.startsWith("YTZ") || !CheckCharacter.verify(number)) {
            throw Refusal.invalid("number", "certificate-number-mistyped");
        }
        Optional<Certificate> found = certificates.find(number);
        return found.map(certificate ->
                        new Checked(Result.valueOf(standing(certificate).name()), certificate))
                .orElseGet(() -> new Checked(Result.UNKNOWN, null));
    }

    public Certificate.Standing standing(Certificate certificate) {
        return certificate.standing(day(now()));
    }

    /** What a file is, by its signature first, and what became of the certificate since. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Checked check(byte[] file) {
        boolean isPdf = CertificatePdf.looksLike(file);
        if (!isPdf && !CertificateOfd.looksLike(file)) {
            return new Checked(Result.FOREIGN, null);
        }
        CertificateSeal.Finding finding = isPdf ? pdf.verify(file) : ofd.verify(file);
        return finding == CertificateSeal.Finding.GENUINE
                ? check(isPdf ? pdf.number(file) : ofd.number(file))
                : new Checked(Result.valueOf(finding.name()), null);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WorkingCalendar.ZONE);
    }

    private Instant now() {
        return Times.toMillis(clock.instant());
    }
}
