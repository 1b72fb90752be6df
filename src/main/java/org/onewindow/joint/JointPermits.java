package org.onewindow.joint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEnded;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.joint.JointPart.Part;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.workflow.Workflow;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens the departments' cases, keeps their order, and sums up. */
@Service
@Transactional
@EnableConfigurationProperties(JointRules.class)
public class JointPermits {

    /** A part with its case as it stands. */
    public record PartCase(Part part, Case c) {}

    /** @param materials what was handed in, read by both departments */
    record Joint(Case whole, List<PartCase> parts, ServiceApplication materials) {}

    private static final String PROCESS = "joint-part";

    private final JointPartRepository parts;
    private final JointRules rules;
    private final Cases cases;
    private final ServiceApplications applications;
    private final Workflow workflow;

    JointPermits(
            JointPartRepository parts,
            JointRules rules,
            Cases cases,
            ServiceApplications applications,
            Workflow workflow) {
        this.parts = parts;
        this.rules = rules;
        this.cases = cases;
        this.applications = applications;
        this.workflow = workflow;
    }

    void open(String wholeId, Part part) {
        Case whole = cases.running(wholeId);
        Case opened = cases.receivePart(whole, part.name(), rules.units().get(part), PROCESS);
        parts.insert(new JointPart(opened.id(), wholeId, part));
    }

    /** The department may look at it from now on. */
    void begin(String caseId) {
        cases.referred(cases.running(caseId));
    }

    /** @throws Refusal {@code work-permit-first} */
    void grant(String caseId) {
        JointPart part = inOrder(caseId);
        cases.decide(cases.running(caseId), CaseStatus.GRANTED, cases.lastCompletion(caseId));
        ended(part);
    }

    /**
     * @throws Refusal {@code work-permit-first}, {@code reason-missing}
     */
    void refuse(String caseId) {
        JointPart part = inOrder(caseId);
        cases.refuse(cases.running(caseId), cases.lastCompletion(caseId));
        ended(part);
    }

    /** Without a work permit the residence part ends too: it could not be granted any more. */
    private void ended(JointPart part) {
        if (!cases.running(part.whole()).status().isOpen()) {
            return;
        }
        if (part.part() == Part.WORK && cases.running(part.caseId()).status() != CaseStatus.GRANTED) {
            JointPart residence = part(part.whole(), Part.RESIDENCE);
            Case c = cases.running(residence.caseId());
            if (c.status().isOpen()) {
                cases.decideByRule(c, CaseStatus.TERMINATED, "work-permit-refused");
                workflow.cancel(c.id(), "there is no work permit");
                tell(residence);
            }
        }
        tell(part);
    }

    /** Exit-entry law, article 41: whoever works needs a work permit, and his residence permit rests on it. */
    private JointPart inOrder(String caseId) {
        JointPart part = parts.find(caseId).orElseThrow();
        if (part.part() == Part.RESIDENCE
                && cases.running(part(part.whole(), Part.WORK).caseId()).status() != CaseStatus.GRANTED) {
            throw Refusal.conflict("work-permit-first");
        }
        return part;
    }

    private JointPart part(String whole, Part wanted) {
        return parts.of(whole).stream()
                .filter(part -> part.part() == wanted)
                .findFirst()
                .orElseThrow();
    }

    private void tell(JointPart part) {
        workflow.deliver(part.part().message(), part.whole());
    }

    /** Both departments have decided. */
    void conclude(String wholeId) {
        boolean granted = parts.of(wholeId).stream()
                .allMatch(part -> cases.running(part.caseId()).status() == CaseStatus.GRANTED);
        cases.decideByRule(
                cases.running(wholeId),
                granted ? CaseStatus.GRANTED : CaseStatus.REFUSED,
                granted ? "joint-granted" : "joint-refused");
    }

    /** Whoever takes back the whole takes back its parts; a part that is taken back alone has ended. */
    @EventListener
    void withdrawn(CaseEnded taken) {
        if (taken.status() != CaseStatus.WITHDRAWN) {
            return;
        }
        for (JointPart part : parts.of(taken.caseId())) {
            Case c = cases.running(part.caseId());
            if (c.status().isOpen()) {
                cases.withdraw(new Actor(c.applicant(), Set.of(), ""), c, null);
            }
        }
        parts.find(taken.caseId()).ifPresent(this::ended);
    }

    /** Where the departments stand with what was applied for at once; empty for any other case. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<PartCase> parts(Case whole) {
        return parts.of(whole.id()).stream()
                .map(part -> new PartCase(part.part(), cases.running(part.caseId())))
                .toList();
    }

    /**
     * The whole by its id or that of a part, for the applicant, the window and both departments.
     *
     * @throws Refusal {@code case-unknown} when there is none, or it is not the actor's to see: told alike
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    Joint of(Actor actor, String id) {
        String wholeId = parts.find(id).map(JointPart::whole).orElse(id);
        List<PartCase> partCases = parts.of(wholeId).stream()
                .map(part -> new PartCase(part.part(), cases.running(part.caseId())))
                .toList();
        if (partCases.isEmpty()) {
            throw Refusal.notFound("case-unknown");
        }
        Case whole = cases.running(wholeId);
        boolean sees = Stream.concat(Stream.of(whole), partCases.stream().map(PartCase::c))
                .anyMatch(c -> c.applicant().equals(actor.id())
                        || actor.worksFor(c.unit()) && (actor.is(Role.CLERK) || actor.is(Role.SUPERVISOR)));
        if (!sees) {
            throw Refusal.notFound("case-unknown");
        }
        return new Joint(whole, partCases, applications.of(whole));
    }
}
