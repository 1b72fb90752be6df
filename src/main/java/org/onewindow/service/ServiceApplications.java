package org.onewindow.service;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.Applicant;
import org.onewindow.catalogue.ServiceItem.StationMode;
import org.onewindow.identity.Units;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of whoever applies for a service item. */
@Service
@Transactional
class ServiceApplications {

    /** Those that need no form of their own. */
    private static final Set<String> PROCESSES = Set.of("standard-case", "consultation");

    private final ServiceApplicationRepository kept;
    private final Cases cases;
    private final Catalogue catalogue;
    private final Units units;
    private final Outlets outlets;
    private final Receptions receptions;
    private final Clock clock;

    ServiceApplications(
            ServiceApplicationRepository kept,
            Cases cases,
            Catalogue catalogue,
            Units units,
            Outlets outlets,
            Receptions receptions,
            Clock clock) {
        this.kept = kept;
        this.cases = cases;
        this.catalogue = catalogue;
        this.units = units;
        this.outlets = outlets;
        this.receptions = receptions;
        this.clock = clock;
    }

    /**
     * @throws Refusal {@code item-unknown}, {@code item-not-offered}, {@code item-elsewhere}, {@code item-for-organisations},
     *     {@code unit-unknown}, {@code competent-unit-unknown}, {@code not-electronic}, {@code address-missing},
     *     {@code outlet-elsewhere}, {@code applied-already} with the number of the earlier case, {@code reception-missing},
     *     {@code reception-unknown}, {@code reception-elsewhere}
     */
    Case apply(Actor actor, ServiceApplication application) {
        Actor applicant = applicant(actor, application);
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
        if (item.stationMode() == StationMode.ACCEPT_FORWARD && !units.exists(item.competent())) {
            throw Refusal.conflict("competent-unit-unknown", item.code());
        }
        requireDeliverable(application, item);
        requireNoneRunning(applicant, item, Boolean.TRUE.equals(application.again()));
        Case received = cases.receive(applicant, actor, item.code(), application.unit(), item.code());
        kept.insert(received.id(), application);
        return cases.running(received.id());
    }

    /** Who works at a window applies for the visitor in front of him and for nobody else. */
    private Actor applicant(Actor actor, ServiceApplication application) {
        if (actor.unit().isEmpty()) {
            if (application.reception() != null) {
                throw Refusal.invalid("reception", "reception-unknown");
            }
            return actor;
        }
        if (application.reception() == null) {
            throw Refusal.invalid("reception", "reception-missing");
        }
        Reception visit = receptions.visibleTo(actor, application.reception());
        if (!visit.unit().equals(application.unit())) {
            throw Refusal.invalid("unit", "reception-elsewhere");
        }
        return receptions.visitor(visit);
    }

    private void requireNoneRunning(Actor applicant, ServiceItem item, boolean again) {
        kept.lock(applicant.id());
        if (again && item.severalAtOnce()) {
            return;
        }
        cases.underWay(applicant, item.code()).stream().findFirst().ifPresent(running -> {
            throw Refusal.conflict("applied-already", running.number());
        });
    }

    private void requireDeliverable(ServiceApplication application, ServiceItem item) {
        application.requireDeliverable(
                item,
                outlets.offering(item.code(), null).stream().map(Outlet::code).collect(Collectors.toSet()));
    }

    /** @throws Refusal {@code case-unknown} when there is none of this kind, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    ServiceApplication of(Case visible) {
        return kept.find(visible).orElseThrow(() -> Refusal.notFound("case-unknown"));
    }

    /** Where somebody who was told that he is ready chooses a time; empty for everybody else. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<String> appointment(Case c) {
        return c.status() == CaseStatus.ADVISED
                        && cases.lastCompletion(c.id()).outcome().equals("ready")
                ? Optional.of("/api/slots?item=" + c.item())
                : Optional.empty();
    }

    /** Sends a corrected application again. */
    Case correct(Actor applicant, Case c, ServiceApplication corrected) {
        c.requireEditable();
        requireDeliverable(corrected, catalogue.item(c.item()));
        kept.update(c.id(), corrected);
        cases.submit(applicant, c);
        return cases.running(c.id());
    }
}
