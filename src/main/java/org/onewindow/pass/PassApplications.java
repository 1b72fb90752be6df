package org.onewindow.pass;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    private final Successions successions;
    private final Mandates mandates;
    private final PassRules rules;
    private final Zones zones;
    private final Clock clock;

    PassApplications(
            PassApplicationRepository applications,
            Cases cases,
            Overlaps overlaps,
            Successions successions,
            Mandates mandates,
            PassRules rules,
            Zones zones,
            Clock clock) {
        this.applications = applications;
        this.cases = cases;
        this.overlaps = overlaps;
        this.successions = successions;
        this.mandates = mandates;
        this.rules = rules;
        this.zones = zones;
        this.clock = clock;
    }

    /** @throws Refusal that names every defect, {@code mandate-missing}, {@code overlap}, {@code item-not-offered} */
    Case submit(Actor actor, PassApplication application) {
        requireComplete(actor, application, null);
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
        return draft(actor, application, null);
    }

    private Case draft(Actor actor, PassApplication application, Succession following) {
        application.defects(rules, zones, today(), false, following).refuse();
        Case draft = cases.open(actor, item(application), unit(application), subject(application));
        applications.insert(draft.id(), application);
        return draft;
    }

    /**
     * Applies again after a case that ended without a pass: a draft with what was asked for then, which names the earlier
     * case. Days that have gone by are left out. What was to follow a pass still does.
     *
     * @throws Refusal {@code case-status} while the earlier case is open or when it was granted; what {@link #renew} and
     *     {@link #amend} throw
     */
    public Case again(Actor actor, Case ended) {
        if (ended.status().isOpen() || ended.status() == CaseStatus.GRANTED) {
            throw Refusal.conflict("case-status", ended.status());
        }
        PassApplication asked = applications.get(ended.id());
        Optional<Succession> following = successions.of(ended.id());
        if (following.isPresent()) {
            requireFree(following.get());
            Case draft = follow(actor, following.get(), following.get().today(asked, today()));
            applications.follow(draft.id(), ended.id());
            return draft;
        }
        boolean past = asked.period() != null
                && asked.period().from() != null
                && asked.period().from().isBefore(today());
        Case draft = draft(actor, past ? asked.during(null) : asked);
        applications.follow(draft.id(), ended.id());
        return draft;
    }

    /** First day on which the pass may be renewed; empty where it never is, or not any more. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<LocalDate> renewalOpens(TruckPass pass) {
        PassRules.Renewal terms = rules.offered(pass.passClass(), today())
                ? rules.of(pass.passClass()).renewal()
                : null;
        boolean followed = pass.standing().replacedBy() != null;
        boolean lives = pass.standing().status() == Standing.Status.LIVE
                && !today().isAfter(pass.period().to());
        return terms == null || followed || !lives
                ? Optional.empty()
                : Optional.of(pass.period().to().minusDays(terms.opensDays()));
    }

    /**
     * Begins to renew a pass: a draft of the same for the days after the last one.
     *
     * @param to last day, or {@code null} for as many days as the pass has, or the most that there may be
     * @throws Refusal {@code pass-unknown} unless the actor holds it or acts for the company that does; {@code pass-status},
     *     {@code pass-over}, {@code not-renewable}, {@code renewal-too-early}, {@code renewed-already}, {@code succession-open},
     *     or what is wrong with the draft
     */
    public Case renew(Actor actor, String number, LocalDate to) {
        Succession renewal = successions.of(Succession.Kind.RENEWAL, number);
        requireHolder(actor, renewal);
        requireFree(renewal);
        return follow(actor, renewal, renewal.renewal(to, rules));
    }

    /**
     * Begins to amend a pass: a draft for the days that are left of it, which takes its place when it is granted.
     *
     * @throws Refusal {@code pass-unknown} unless the actor holds it or acts for the company that does; {@code pass-status},
     *     {@code pass-over}, {@code amendment-empty}, {@code succession-open}, or what is wrong with the draft
     */
    Case amend(Actor actor, String number, Succession.Change change) {
        Succession amendment = successions.of(Succession.Kind.AMENDMENT, number);
        requireHolder(actor, amendment);
        requireFree(amendment);
        return follow(actor, amendment, amendment.amendment(change, today()));
    }

    private void requireHolder(Actor actor, Succession following) {
        String company = following.asked().companyCode();
        if (!following.old().holder().equals(actor.id())
                && (company == null || !mandates.holds(actor.id(), company, today()))) {
            throw Refusal.notFound("pass-unknown");
        }
    }

    private void requireFree(Succession following) {
        following.requireOpen(rules, today());
        successions.requireNoOther(following);
    }

    private Case follow(Actor actor, Succession following, PassApplication asked) {
        TruckPass old = following.old();
        boolean own = old.holder().equals(actor.id());
        Case draft = draft(actor, own ? asked : asked.withoutContact(), following);
        applications.succeed(draft.id(), following.kind(), old.number());
        return draft;
    }

    /** Changes a draft, or an application that is to be corrected; nothing is sent yet. */
    public Case change(Actor actor, Case kept, PassApplication application) {
        Succession following = successions.of(kept.id()).orElse(null);
        application.defects(rules, zones, today(), false, following).refuse();
        Case changed = cases.readdress(kept, item(application), unit(application), subject(application));
        applications.update(kept.id(), application);
        return changed;
    }

    /** Sends a draft, or sends a corrected application again. */
    public Case send(Actor actor, Case kept) {
        kept.requireEditable();
        Optional<Succession> following = successions.of(kept.id());
        following.ifPresent(succession -> requireInTime(succession, kept));
        PassApplication written = applications.get(kept.id());
        PassApplication application =
                following.map(succession -> succession.today(written, today())).orElse(written);
        requireComplete(actor, application, following.orElse(null));
        String old = following.map(succession -> succession.old().number()).orElse(null);
        applications.update(kept.id(), overlaps.settle(actor, application, kept.id(), old));
        following
                .filter(succession -> succession.silenceGrants(rules))
                .ifPresent(renewal ->
                        applications.grantedBySilence(kept.id(), renewal.old().dayAfter()));
        return cases.submit(actor, kept);
    }

    /** Whoever was asked for a correction is not too late, but the pass must still be one that is followed. */
    private void requireInTime(Succession following, Case kept) {
        if (kept.status() == CaseStatus.DRAFT) {
            following.requireOpen(rules, today());
        } else {
            following.requireGrantable(today());
        }
    }

    /**
     * What an officer sees of an application: whom to call, and who drives, in part only.
     *
     * @throws Refusal {@code case-unknown}
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public PassApplication shown(Actor officer, String caseId) {
        return applications.get(cases.visibleTo(officer, caseId).id()).masked();
    }

    /** The case that ended before somebody applied again. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Case> earlier(String caseId) {
        return applications.earlier(caseId).map(cases::running);
    }

    public void discard(Case draft) {
        cases.discard(draft);
        applications.delete(draft.id());
    }

    /**
     * What was written, for whoever wrote it.
     *
     * @throws Refusal {@code case-unknown} when there is none, or it is not the actor's: told alike
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public PassApplication written(Actor actor, String caseId) {
        return applications.get(cases.ownedBy(actor, caseId).id());
    }

    /** Names of the kinds that may be applied for today, by code. */
    public Map<String, String> kinds(Locale locale) {
        var kinds = new TreeMap<String, String>();
        rules.classes().forEach((code, terms) -> {
            if (terms.offered(today())) {
                kinds.put(code.name(), terms.name(locale));
            }
        });
        return kinds;
    }

    /** Names of the key projects, by code. */
    public Map<String, String> projects(Locale locale) {
        return rules.projects().stream()
                .collect(Collectors.toMap(
                        PassRules.KeyProject::code,
                        project -> project.name(locale),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private void requireComplete(Actor actor, PassApplication application, Succession following) {
        application.defects(rules, zones, today(), true, following).refuse();
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
