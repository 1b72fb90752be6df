package org.onewindow.pass;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.onewindow.audit.Audit;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.greylist.GreyList;
import org.onewindow.greylist.GreyListEntry;
import org.onewindow.identity.Accounts;
import org.onewindow.pass.PassApplicationRepository.Access;
import org.onewindow.pass.RecheckRepository.Recheck;
import org.onewindow.pass.SourceCheck.Result;
import org.onewindow.passcode.PassClaims;
import org.onewindow.passcode.PassToken;
import org.onewindow.register.Answers;
import org.onewindow.register.Registers;
import org.onewindow.register.VehicleRecord;
import org.onewindow.register.VehicleRecord.UseNature;
import org.onewindow.restriction.Restrictions;
import org.onewindow.restriction.Ruling;
import org.onewindow.restriction.Truck;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.vault.Keyring;
import org.onewindow.vault.SigningKey;
import org.onewindow.workflow.Decisions;
import org.onewindow.workflow.Workflow;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The office's verbs: check an application, give or refuse a pass, read a pass on the road. */
@Service
@Transactional
public class Passes {

    static final String ISSUER = "one-window";

    private static final String ACCESS_TABLE = "truck-access";
    private static final String REFER = "REFER";

    private final PassApplicationRepository applications;
    private final TruckPassRepository passes;
    private final RecheckRepository rechecks;
    private final PassActRepository acts;
    private final GreyList greyList;
    private final Cases cases;
    private final Registers registers;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Workflow workflow;
    private final Keyring keyring;
    private final Quotas quotas;
    private final Successions successions;
    private final PassRules rules;
    private final Restrictions restrictions;
    private final Zones zones;
    private final MessageSource messages;
    private final CheckRules checkRules;
    private final Duration askAgainEvery;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Passes(
            PassApplicationRepository applications,
            TruckPassRepository passes,
            RecheckRepository rechecks,
            PassActRepository acts,
            GreyList greyList,
            Cases cases,
            Registers registers,
            Accounts accounts,
            Decisions decisions,
            Workflow workflow,
            Keyring keyring,
            Quotas quotas,
            Successions successions,
            PassRules rules,
            Restrictions restrictions,
            Zones zones,
            MessageSource messages,
            CheckRules checkRules,
            @Value("${onewindow.pass.ask-again-every:PT5M}") Duration askAgainEvery,
            Clock clock) {
        this.applications = applications;
        this.passes = passes;
        this.rechecks = rechecks;
        this.acts = acts;
        this.greyList = greyList;
        this.cases = cases;
        this.registers = registers;
        this.accounts = accounts;
        this.decisions = decisions;
        this.workflow = workflow;
        this.keyring = keyring;
        this.quotas = quotas;
        this.successions = successions;
        this.rules = rules;
        this.restrictions = restrictions;
        this.zones = zones;
        this.messages = messages;
        this.checkRules = checkRules;
        this.askAgainEvery = askAgainEvery;
        this.clock = clock;
    }

    /**
     * Asks the registers in place of papers and lets the table decide what that means.
     *
     * @return {@code NOT_NEEDED}, {@code GRANT}, {@code REFUSE} or {@code REFER}; the last also when a register is silent
     */
    String check(String caseId) {
        Case c = cases.running(caseId);
        if (c.status() != CaseStatus.RECEIVED) {
            return applications.access(caseId).access();
        }
        PassApplication application = applications.get(caseId);
        Plate plate = application.parsedPlate();
        Answers answers = registers.ask(plate.number(), plate.type(), application.licenceNumber());
        List<SourceCheck> checks =
                SourceCheck.of(application, owner(c, application), answers, bars(c, application), checkRules, today());
        Access access = withinQuota(c, application, decided(application, answers, checks));
        keep(caseId, checks, access);
        if (access.access().equals(REFER)) {
            cases.referred(c);
            if (hasGap(checks)) {
                rechecks.plan(caseId, Times.toMillis(clock.instant()).plus(askAgainEvery));
            }
        }
        return access.access();
    }

    /** A grant by rule takes its days here already, while it can still be told that there are none: issuing follows at once. */
    private Access withinQuota(Case c, PassApplication asked, Access decided) {
        Optional<Succession> following = successions.of(c.id());
        Access access =
                following.map(succession -> succession.upheld(decided, today())).orElse(decided);
        if (!access.access().equals("GRANT")) {
            return access;
        }
        return take(granted(c, asked, following, Map.of(), null), following)
                .map(full -> access.instead("REFUSE", "quota-exhausted " + full.zone() + " " + full.day()))
                .orElse(access);
    }

    /** What follows a pass names it; an amendment is for the days that are left of it. */
    private TruckPass granted(
            Case c, PassApplication asked, Optional<Succession> following, Map<String, String> changes, String reason) {
        PassApplication counted =
                following.map(succession -> succession.today(asked, today())).orElse(asked);
        TruckPass pass = TruckPass.granted(c, counted, changes, reason, rules, Times.toMillis(clock.instant()));
        return following
                .map(succession ->
                        pass.with(pass.standing().replacing(succession.old().number())))
                .orElse(pass);
    }

    private Optional<Quotas.Full> take(TruckPass pass, Optional<Succession> following) {
        return following
                .filter(succession -> succession.kind() == Succession.Kind.AMENDMENT)
                .map(succession -> quotas.exchange(succession.old(), pass, today()))
                .orElseGet(() -> quotas.take(pass));
    }

    /**
     * Silent registers were asked again while an officer has the case: what they say is kept if it is something new, and where
     * it leaves no doubt the review ends by rule. Nothing happens when the case was changed since it was read.
     *
     * @param read the case as it was before the registers were asked
     */
    void recheck(Recheck claimed, Case read, PassApplication application, Answers answers) {
        Case c = cases.running(read.id());
        if (c.version() != read.version()) {
            return;
        }
        List<SourceCheck> checks =
                SourceCheck.of(application, owner(c, application), answers, bars(c, application), checkRules, today());
        Access access = withinQuota(c, application, decided(application, answers, checks));
        boolean waits = access.access().equals(REFER);
        if (!waits || !findings(checks).equals(findings(applications.checks(c.id())))) {
            keep(c.id(), checks, access);
        }
        if (!waits || !hasGap(checks)) {
            rechecks.drop(claimed);
        }
        if (!waits) {
            endReview(c.id(), Map.of("outcome", "recheck", "access", access.access()));
        }
    }

    /** @throws OptimisticLockingFailureException when an officer was faster */
    private void endReview(String caseId, Map<String, String> routing) {
        cases.noteCompletionByRule(caseId, "review", routing.get("outcome"));
        if (!workflow.complete(caseId, "review", Map.copyOf(routing))) {
            throw new OptimisticLockingFailureException("an officer was faster: " + caseId);
        }
    }

    private Access decided(PassApplication application, Answers answers, List<SourceCheck> checks) {
        VehicleRecord vehicle = answers.vehicle().value();
        Ruling ruling = vehicle == null ? null : ruling(restrictions, application, vehicle);
        var decided = decisions.decide(ACCESS_TABLE, facts(application, vehicle, ruling, checks));
        return new Access(
                decided.text("access"),
                decided.text("reason"),
                decided.version(),
                ruling == null ? null : ruling.edition(),
                ruling == null ? null : ruling.version());
    }

    static Ruling ruling(Restrictions restrictions, PassApplication application, VehicleRecord vehicle) {
        Period period = application.period();
        Hours hours = application.hoursOrWholeDay();
        return restrictions.over(
                Truck.of(vehicle, application.hazardous()),
                application.zones(),
                period.from(),
                period.to(),
                hours.from(),
                hours.to());
    }

    private void keep(String caseId, List<SourceCheck> checks, Access access) {
        applications.keep(caseId, checks);
        applications.keep(caseId, access);
    }

    private static boolean hasGap(List<SourceCheck> checks) {
        return checks.stream().anyMatch(check -> check.result() == Result.GAP);
    }

    /** What was found, without why a register is silent. */
    private static List<String> findings(List<SourceCheck> checks) {
        return checks.stream()
                .map(check -> check.code() + " " + check.result()
                        + (check.result() == Result.GAP ? "" : " " + check.detail()))
                .toList();
    }

    private Bars bars(Case c, PassApplication application) {
        Plate plate = application.parsedPlate();
        Optional<GreyListEntry> listed = greyList.inForce(plate, today());
        return new Bars(
                listed.map(GreyListEntry::listedTo).orElse(null),
                listed.isPresent() && listed.get().forGood(),
                acts.bannedTo(c.applicant(), plate, today()).orElse(null),
                Times.toMillis(clock.instant()));
    }

    private boolean barred(Case c, PassApplication application) {
        return !first(SourceCheck.ofOffice(bars(c, application), checkRules, today()), Result.BLOCK)
                .isEmpty();
    }

    private String owner(Case c, PassApplication application) {
        String company = application.companyCode();
        return company == null ? accounts.person(c.applicant()).idNo() : company;
    }

    /**
     * What the table reads. Where the vehicle register is silent the applicant's word is not enough for a rule.
     *
     * @param vehicle {@code null} when the register does not say
     * @param ruling {@code null} when nothing is known of the vehicle
     */
    static Map<String, Object> facts(
            PassApplication application, VehicleRecord vehicle, Ruling ruling, List<SourceCheck> checks) {
        return Map.of(
                "hazardous",
                application.hazardous() || vehicle != null && vehicle.useNature() == UseNature.HAZARDOUS_GOODS,
                "block",
                first(checks, Result.BLOCK),
                "doubt",
                first(checks, Result.REFER, Result.GAP),
                "known",
                vehicle != null,
                "vehicleClass",
                vehicle == null ? "" : vehicle.vehicleClass().name(),
                "restriction",
                ruling == null ? "" : ruling.answer().name(),
                "restrictionRule",
                ruling == null ? "" : ruling.rule(),
                "passClass",
                application.passClass().name());
    }

    private static String first(List<SourceCheck> checks, Result... results) {
        return checks.stream()
                .filter(c -> List.of(results).contains(c.result()))
                .map(SourceCheck::reason)
                .findFirst()
                .orElse("");
    }

    /** Gives the pass, once: by rule when the table grants, at once or after a recheck, otherwise as the officer set it. */
    void issue(String caseId) {
        Case c = cases.running(caseId);
        if (c.status() == CaseStatus.GRANTED) {
            return;
        }
        PassApplication asked = applications.get(caseId);
        Access access = applications.access(caseId);
        boolean byRule = access.access().equals("GRANT");
        CaseEvent completion = byRule ? null : cases.lastCompletion(caseId);
        Optional<Succession> following = successions.of(caseId);
        if (!byRule) {
            following.ifPresent(succession -> {
                succession.requireGrantable(today());
                succession.requireChangeable(completion.fields().keySet());
            });
        }
        TruckPass pass = granted(
                c, asked, following, byRule ? Map.of() : completion.fields(), byRule ? null : completion.note());
        if (!byRule) {
            if (barred(c, asked)) {
                throw Refusal.conflict("barred-meanwhile");
            }
            take(pass, following).ifPresent(full -> {
                throw Refusal.conflict("quota-exhausted", full.zone(), full.day());
            });
        }
        following
                .filter(succession -> succession.kind() == Succession.Kind.AMENDMENT)
                .ifPresent(amendment -> successions.supersede(amendment.old(), pass, pass.issuedAt()));
        passes.insert(pass.signed(sign(pass)));
        if (byRule) {
            cases.decideByRule(c, CaseStatus.GRANTED, access.reason());
        } else {
            cases.decide(c, CaseStatus.GRANTED, completion);
        }
    }

    /**
     * Ends the review of a renewal in place of the officer who let the old pass end. Not while the applicant is asked for a
     * correction, nor while the old pass is suspended or the office's own books bar a new one, nor before the promised limit of
     * the case: a silence that had no time to be broken is none.
     */
    void grantBySilence(String caseId) {
        Optional<Succession> renewal = successions.of(caseId);
        Case c = cases.running(caseId);
        if (!c.status().isOpen()) {
            applications.grantedBySilence(caseId, null);
            return;
        }
        boolean silent = c.status() == CaseStatus.UNDER_REVIEW
                && !c.clocks().promised().due().isAfter(clock.instant());
        boolean stands =
                renewal.filter(succession -> succession.stands(today())).isPresent();
        if (silent && stands && !barred(c, applications.get(caseId))) {
            applications.grantedBySilence(caseId, null);
            endReview(caseId, Map.of("outcome", "deemed"));
        }
    }

    /**
     * The authority was silent until the old pass ended: the renewal counts as granted (permit law, article 50), whether a
     * quota has room for it or not.
     */
    void deemGranted(String caseId) {
        Case c = cases.running(caseId);
        if (c.status() == CaseStatus.UNDER_REVIEW) {
            PassApplication asked = applications.get(caseId);
            TruckPass pass = granted(c, asked, successions.of(caseId), Map.of(), null);
            quotas.count(pass);
            passes.insert(pass.signed(sign(pass)));
            cases.decideByRule(c, CaseStatus.GRANTED, "silent-at-expiry");
        }
    }

    /** The table has refused, or has found that no pass is needed: told at once, with the reason. */
    void close(String caseId, CaseStatus result) {
        Case c = cases.running(caseId);
        if (c.status() == CaseStatus.RECEIVED || c.status() == CaseStatus.UNDER_REVIEW) {
            cases.decideByRule(c, result, applications.access(caseId).reason());
        }
    }

    /** A new code for the pass, as it stands. */
    String sign(TruckPass pass) {
        byte[] jti = new byte[16];
        random.nextBytes(jti);
        int from = Hours.minutes(pass.hours().from());
        int to = Hours.minutes(pass.hours().to());
        var claims = new PassClaims(
                ISSUER,
                pass.issuedAt(),
                pass.begins(),
                pass.ends(),
                HexFormat.of().formatHex(jti),
                pass.number(),
                pass.plate(),
                pass.passClass().name(),
                pass.zones(),
                List.of(new PassClaims.Hours(from, to == 0 ? 24 * 60 : to)));
        SigningKey key = keyring.signingKey(Keyring.Purpose.PASS);
        return PassToken.sign(claims, key.id(), key.pair().getPrivate());
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<TruckPass> numbered(String number) {
        return passes.find(number);
    }

    /** @throws Refusal {@code pass-unknown} when there is none, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public TruckPass visibleTo(Actor actor, String number) {
        TruckPass pass = passes.find(number)
                .filter(p -> p.holder().equals(actor.id())
                        || actor.is(Role.OFFICER)
                        || (actor.is(Role.CLERK) || actor.is(Role.SUPERVISOR)) && actor.worksFor(p.unit()))
                .orElseThrow(() -> Refusal.notFound("pass-unknown"));
        Audit.about(pass.caseId());
        return pass;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<TruckPass> ofPlate(Plate plate) {
        return passes.ofPlate(plate, today());
    }

    /** The pass in the words of a reader's language. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public PassView view(TruckPass pass, Locale locale) {
        return PassView.of(pass, zones, messages, locale);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<TruckPass> ofHolder(String holder, Instant before, String beforeNumber, int limit) {
        return passes.ofHolder(holder, before, beforeNumber, limit);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }
}
