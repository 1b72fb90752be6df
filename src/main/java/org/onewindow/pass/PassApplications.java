package org.onewindow.pass;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Mandates;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The applicant's verbs. Each keeps the application and moves the case in one transaction. */
@Service
@Transactional
public class PassApplications {

    private static final String NO_UNIT = "";

    private final PassApplicationRepository applications;
    private final Cases cases;
    private final Overlaps overlaps;
    private final Mandates mandates;
    private final PassRules rules;
    private final Zones zones;
    private final Clock clock;

    PassApplications(
            PassApplicationRepository applications,
            Cases cases,
            Overlaps overlaps,
            Mandates mandates,
            PassRules rules,
            Zones zones,
            Clock clock) {
        this.applications = applications;
        this.cases = cases;
        this.overlaps = overlaps;
        this.mandates = mandates;
        this.rules = rules;
        this.zones = zones;
        this.clock = clock;
    }

    /** @throws Refusal that names every defect, {@code mandate-missing}, {@code overlap}, {@code item-not-offered} */
    Case submit(Actor actor, PassApplication application) {
        requireComplete(actor, application);
        PassApplication settled = overlaps.settle(actor, application, null, null);
        Case received = cases.receive(actor, item(settled), unit(settled), subject(settled));
        applications.insert(received.id(), settled);
        return received;
    }

    /** Everything that stands against sending it, whoever sends it; empty when nothing does. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Refusal.Defect> defects(PassApplication application) {
        return application.defects(rules, zones, today(), true).found();
    }

    /** Keeps what there is. Anything may be missing; what is there must make sense. */
    public Case draft(Actor actor, PassApplication application) {
        application.defects(rules, zones, today(), false).refuse();
        Case draft = cases.open(actor, item(application), unit(application), subject(application));
        applications.insert(draft.id(), application);
        return draft;
    }

    /**
     * Applies again after a case that ended without a pass: a draft with what was asked for then, which names the earlier
     * case. Days that have gone by are left out.
     *
     * @throws Refusal {@code case-status} while the earlier case is open or when it was granted
     */
    Case again(Actor actor, Case ended) {
        if (ended.status().isOpen() || ended.status() == CaseStatus.GRANTED) {
            throw Refusal.conflict("case-status", ended.status());
        }
        PassApplication asked = applications.get(ended.id());
        boolean past = asked.period() != null
                && asked.period().from() != null
                && asked.period().from().isBefore(today());
        Case draft = draft(actor, past ? asked.during(null) : asked);
        applications.follow(draft.id(), ended.id());
        return draft;
    }

    /** Changes a draft, or an application that is to be corrected; nothing is sent yet. */
    Case change(Actor actor, Case kept, PassApplication application) {
        application.defects(rules, zones, today(), false).refuse();
        Case changed = cases.readdress(kept, item(application), unit(application), subject(application));
        applications.update(kept.id(), application);
        return changed;
    }

    /** Sends a draft, or sends a corrected application again. */
    public Case send(Actor actor, Case kept) {
        kept.requireEditable();
        PassApplication application = applications.get(kept.id());
        requireComplete(actor, application);
        applications.update(kept.id(), overlaps.settle(actor, application, kept.id(), null));
        return cases.submit(actor, kept);
    }

    void discard(Case draft) {
        cases.discard(draft);
        applications.delete(draft.id());
    }

    private void requireComplete(Actor actor, PassApplication application) {
        application.defects(rules, zones, today(), true).refuse();
        requireRight(actor, application);
    }

    /** @throws Refusal {@code mandate-missing} unless the actor may apply for himself or for that company */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void requireRight(Actor actor, PassApplication application) {
        String company = application.companyCode();
        boolean may = company == null
                ? actor.is(Role.APPLICANT) || actor.is(Role.AGENT)
                : mandates.holds(actor.id(), company, today());
        if (!may) {
            throw Refusal.forbidden("mandate-missing");
        }
    }

    private String item(PassApplication application) {
        PassClass chosen = application.passClass() == null ? PassClass.ORDINARY : application.passClass();
        return rules.of(chosen).item();
    }

    private String unit(PassApplication application) {
        return application.zones() == null || application.zones().isEmpty()
                ? NO_UNIT
                : zones.withPass(application.zones().get(0)).orElseThrow().unit();
    }

    private static String subject(PassApplication application) {
        return application.plate() == null
                        || application.plate().number() == null
                        || application.plate().type() == null
                ? ""
                : application.parsedPlate().toString();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }
}
