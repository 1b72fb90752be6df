package org.onewindow.service;

import java.util.Map;
import java.util.stream.Collectors;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.StationMode;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.workflow.Decisions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the office handles an application: by which unit, at which level, and how the result reaches the applicant. */
@Service
@Transactional
class ServiceHandling {

    private final ServiceApplicationRepository kept;
    private final Cases cases;
    private final Decisions decisions;

    ServiceHandling(ServiceApplicationRepository kept, Cases cases, Decisions decisions) {
        this.kept = kept;
        this.cases = cases;
        this.decisions = decisions;
    }

    /**
     * Accepts it with a paper missing: what is missing comes at the latest by the promised limit, and nothing is granted before.
     *
     * @throws Refusal {@code not-tolerant}, {@code defects-missing}
     */
    void tolerate(String caseId) {
        Case c = cases.running(caseId);
        Map<String, String> missing = cases.lastCompletion(caseId).fields();
        if (!cases.itemOf(c).tolerant()) {
            throw Refusal.conflict("not-tolerant", c.item());
        }
        if (missing.isEmpty()) {
            throw Refusal.invalid("fields", "defects-missing");
        }
        kept.owe(
                caseId,
                missing.entrySet().stream()
                        .map(paper -> paper.getKey() + ": " + paper.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n")));
        cases.accept(c);
    }

    /**
     * Papers that were missing have come to the window.
     *
     * @throws Refusal {@code nothing-owed}
     */
    Case supplied(Actor clerk, Case c) {
        if (kept.find(c).filter(asked -> asked.owed() != null).isEmpty()) {
            throw Refusal.conflict("nothing-owed");
        }
        kept.owe(c.id(), null);
        cases.supplied(clerk, c);
        return c;
    }

    /** What the station only accepts goes to the unit that decides it. */
    void forward(String caseId) {
        Case c = cases.running(caseId);
        ServiceItem item = cases.itemOf(c);
        if (item.stationMode() == StationMode.ACCEPT_FORWARD) {
            cases.forward(c, item.competent());
        }
    }

    /**
     * @param ready whether the applicant can come with what he has
     * @throws Refusal {@code reason-missing}, {@code defects-missing}: all that he lacks is told at once
     */
    void advise(String caseId, boolean ready) {
        CaseEvent completion = cases.lastCompletion(caseId);
        if (!ready && completion.fields().isEmpty()) {
            throw Refusal.invalid("fields", "defects-missing");
        }
        cases.advise(cases.running(caseId), completion);
    }

    /** Who decides, by the table {@code approval-level}. */
    String level(String caseId) {
        ServiceItem item = cases.itemOf(cases.running(caseId));
        return decisions
                .decide("approval-level", Map.of("nature", item.nature().name(), "item", item.code()))
                .text("level");
    }

    /** @throws Refusal {@code papers-owed}, {@code four-eyes} */
    void grant(String caseId) {
        Case c = cases.running(caseId);
        if (kept.find(c).filter(asked -> asked.owed() != null).isPresent()) {
            throw Refusal.conflict("papers-owed");
        }
        cases.decide(c, CaseStatus.GRANTED, byTwo(c));
    }

    /** @throws Refusal {@code reason-missing} */
    void refuse(String caseId) {
        Case c = cases.running(caseId);
        cases.refuse(c, byTwo(c));
    }

    /**
     * What the decision was completed with.
     *
     * @throws Refusal {@code four-eyes} when whoever proposed it would approve it himself
     */
    private CaseEvent byTwo(Case c) {
        CaseEvent completion = cases.lastCompletion(c.id());
        boolean alone = completion.step().equals("approval")
                && cases.history(c).stream()
                        .filter(event -> event.step().equals("review"))
                        .reduce((earlier, later) -> later)
                        .filter(proposal -> proposal.actor().equals(completion.actor()))
                        .isPresent();
        if (alone) {
            throw Refusal.forbidden("four-eyes");
        }
        return completion;
    }

    /** How the result is handed over, by the table {@code delivery-way}; the clock of the delivery starts. */
    String handing(String caseId) {
        Case c = cases.running(caseId);
        Delivery delivery = delivery(c);
        cases.awaitDelivery(c, delivery == Delivery.COUNTER);
        return decisions
                .decide("delivery-way", Map.of("delivery", delivery.name()))
                .text("handing");
    }

    /** @throws Refusal {@code tracking-missing}: what is posted can be followed */
    void deliver(String caseId) {
        Case c = cases.running(caseId);
        String tracking = cases.lastCompletion(caseId).fields().get("tracking");
        if (delivery(c) == Delivery.POST && (tracking == null || tracking.isBlank())) {
            throw Refusal.invalid("fields.tracking", "tracking-missing");
        }
        cases.deliver(c);
    }

    private Delivery delivery(Case c) {
        return kept.find(c).orElseThrow().delivery();
    }
}
