package org.onewindow.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.Applicant;
import org.onewindow.identity.Units;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of whoever applies for a service item. */
@Service
@Transactional
public class ServiceApplications {

    /** Diagrams that ask for no more than this form. */
    private static final Set<String> PROCESSES = Set.of("standard-case", "licence-renewal");

    private final ServiceApplicationRepository kept;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Units units;
    private final Clock clock;

    ServiceApplications(ServiceApplicationRepository kept, Cases cases, Catalogue catalogue, Units units, Clock clock) {
        this.kept = kept;
        this.cases = cases;
        this.catalogue = catalogue;
        this.units = units;
        this.clock = clock;
    }

    /**
     * Hands in at once.
     *
     * @throws Refusal what {@link #draft} throws
     */
    Case apply(Actor applicant, ServiceApplication application) {
        Case draft = draft(applicant, application);
        cases.submit(applicant, draft);
        return cases.running(draft.id());
    }

    /**
     * Keeps what there is; nothing is sent yet.
     *
     * @throws Refusal what {@link #offered} throws, {@code unit-unknown}, {@code not-electronic}, {@code address-missing}
     */
    public Case draft(Actor applicant, ServiceApplication application) {
        ServiceItem item = offered(applicant, application.item());
        requireSound(application, item);
        Case draft = cases.open(applicant, item.code(), application.unit(), item.code());
        kept.insert(draft.id(), application);
        return draft;
    }

    /**
     * What the applicant may apply for today.
     *
     * @throws Refusal {@code item-unknown}, {@code item-not-offered}, {@code item-elsewhere}, {@code item-for-organisations}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ServiceItem offered(Actor applicant, String code) {
        ServiceItem item = catalogue.offered(code, LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE));
        if (!PROCESSES.contains(item.process())) {
            throw Refusal.conflict("item-elsewhere", item.code());
        }
        if (item.applicant() == Applicant.ENTERPRISE && !applicant.is(Role.AGENT)) {
            throw Refusal.forbidden("item-for-organisations", item.code());
        }
        return item;
    }

    private void requireSound(ServiceApplication application, ServiceItem item) {
        if (!units.exists(application.unit())) {
            throw Refusal.invalid("unit", "unit-unknown");
        }
        application.requireDeliverable(item);
    }

    /** Changes a draft, or an application that is to be corrected; nothing is sent yet. */
    public void change(Case own, ServiceApplication application) {
        requireSound(application, catalogue.item(own.item()));
        cases.readdress(own, own.item(), application.unit(), own.subject());
        kept.update(own.id(), application);
    }

    /** Sends a draft, or sends a corrected application again. */
    public Case send(Actor applicant, Case own) {
        of(own);
        return cases.submit(applicant, own);
    }

    public void discard(Case draft) {
        of(draft);
        cases.discard(draft);
        kept.delete(draft.id());
    }

    /**
     * Applies again after a case that ended without a result: a draft with what was asked for then.
     *
     * @throws Refusal {@code case-status} while the earlier case is open or when it was granted
     */
    public Case again(Actor applicant, Case ended) {
        if (ended.status().isOpen() || ended.status() == CaseStatus.GRANTED || ended.status() == CaseStatus.DELIVERED) {
            throw Refusal.conflict("case-status", ended.status());
        }
        return draft(applicant, of(ended));
    }

    /** @throws Refusal {@code case-unknown} when there is none of this kind, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ServiceApplication of(Case visible) {
        return find(visible).orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    /** Empty when the case is of another kind. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<ServiceApplication> find(Case visible) {
        return kept.find(visible);
    }

    /** Sends a corrected application again. */
    Case correct(Actor applicant, Case c, ServiceApplication corrected) {
        c.requireEditable();
        corrected.requireDeliverable(catalogue.item(c.item()));
        kept.update(c.id(), corrected);
        cases.submit(applicant, c);
        return cases.running(c.id());
    }
}
