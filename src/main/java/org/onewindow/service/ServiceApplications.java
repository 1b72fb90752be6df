package org.onewindow.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
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
    private static final Set<String> PROCESSES = Set.of("standard-case", "licence-renewal", "joint-permit");

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
     * @throws Refusal {@code item-unknown}, {@code item-not-offered}, {@code item-elsewhere}, {@code item-for-organisations},
     *     {@code unit-unknown}, {@code not-electronic}, {@code address-missing}
     */
    Case apply(Actor applicant, ServiceApplication application) {
        ServiceItem item =
                catalogue.offered(application.item(), LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE));
        if (!PROCESSES.contains(item.process())) {
            throw Refusal.conflict("item-elsewhere", item.code());
        }
        if (item.applicant() == Applicant.ENTERPRISE && !applicant.is(Role.AGENT)) {
            throw Refusal.forbidden("item-for-organisations", item.code());
        }
        if (!units.exists(application.unit())) {
            throw Refusal.invalid("unit", "unit-unknown");
        }
        application.requireDeliverable(item);
        Case received = cases.receive(applicant, item.code(), application.unit(), item.code());
        kept.insert(received.id(), application);
        return cases.running(received.id());
    }

    /** @throws Refusal {@code case-unknown} when there is none of this kind, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public ServiceApplication of(Case visible) {
        return kept.find(visible).orElseThrow(() -> Refusal.notFound("case-unknown"));
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
