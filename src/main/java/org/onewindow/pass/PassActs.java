package org.onewindow.pass;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.audit.Audit;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.pass.PassActRules.Cause;
import org.onewindow.passcode.PassToken;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.vault.Keyring;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the office does to a pass once it is given. The pass, the record of the act and its code change together. */
@Service
@Transactional
public class PassActs {

    private final TruckPassRepository passes;
    private final PassActRepository acts;
    private final Passes issuing;
    private final Quotas quotas;
    private final Successions successions;
    private final PassActRules rules;
    private final Keyring keyring;
    private final Clock clock;

    PassActs(
            TruckPassRepository passes,
            PassActRepository acts,
            Passes issuing,
            Quotas quotas,
            Successions successions,
            PassActRules rules,
            Keyring keyring,
            Clock clock) {
        this.passes = passes;
        this.acts = acts;
        this.issuing = issuing;
        this.quotas = quotas;
        this.successions = successions;
        this.rules = rules;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** @throws Refusal {@code pass-unknown} when there is none, or it is another unit's: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public TruckPass ofUnit(Actor officer, String number) {
        TruckPass pass = passes.find(number)
                .filter(found -> officer.worksFor(found.unit()))
                .orElseThrow(() -> Refusal.notFound("pass-unknown"));
        Audit.about(pass.caseId());
        return pass;
    }

    /**
     * An officer of the pass's unit acts.
     *
     * @param days of a suspension, from today, today included; {@code null} otherwise
     * @throws Refusal {@code cause-unknown}, {@code act-not-yours}, {@code own-case}, {@code days-of-suspension},
     *     {@code pass-not-over}, {@code succession-open}, {@code pass-status}, {@code version-stale}
     */
    public TruckPass act(Actor officer, TruckPass pass, PassAct.Kind kind, String code, String reason, Integer days) {
        Cause cause = rules.cause(kind, code)
                .filter(known -> known.role() != null)
                .orElseThrow(() -> Refusal.invalid("cause", "cause-unknown", kind));
        if (!officer.is(cause.role()) && !officer.is(Role.SUPERVISOR)) {
            throw Refusal.forbidden("act-not-yours");
        }
        if (pass.holder().equals(officer.id())) {
            throw Refusal.forbidden("own-case");
        }
        boolean suspends = kind == PassAct.Kind.SUSPEND;
        if (suspends != (days != null) || suspends && (days < 1 || days > rules.mostSuspendedDays())) {
            throw Refusal.invalid("days", "days-of-suspension", rules.mostSuspendedDays());
        }
        Instant at = Times.toMillis(clock.instant());
        LocalDate today = LocalDate.ofInstant(at, WorkingCalendar.ZONE);
        if (cause.afterEnd() && !pass.over(at)) {
            throw Refusal.conflict("pass-not-over");
        }
        if (cause.afterEnd() && !pass.standing().status().ended()) {
            // Whoever applied in time has not let his pass expire.
            successions.requireNoneOpen(pass);
        }
        return done(pass, cause, officer.id(), reason, suspends ? today.plusDays(days - 1) : null, at);
    }

    /**
     * The vehicle was put on the grey list: by rule its passes that are not over are suspended as long, or revoked.
     *
     * @param reporter whoever reported the offence; the acts themselves are the rule's
     * @param to last day, or {@code null} for good
     * @throws Refusal {@code own-case} when one of the passes is the reporter's own
     */
    public void greyListed(Actor reporter, Plate plate, LocalDate to) {
        Instant at = Times.toMillis(clock.instant());
        Cause cause = (to == null
                        ? rules.cause(PassAct.Kind.REVOKE, "black-listed")
                        : rules.cause(PassAct.Kind.SUSPEND, "grey-listed"))
                .orElseThrow();
        for (TruckPass pass : passes.ofPlate(plate, LocalDate.ofInstant(at, WorkingCalendar.ZONE))) {
            if (pass.holder().equals(reporter.id())) {
                throw Refusal.forbidden("own-case");
            }
            if (!pass.standing().status().ended()) {
                done(pass, cause, Actor.RULE.id(), null, to, at);
            }
        }
    }

    /**
     * The vehicle register reports that a vehicle is no longer what its passes were given for: they end by rule.
     *
     * @param code of the cause in {@code pass-acts.yml}
     * @param entered when the register entered it; a pass given later was given knowing it
     */
    void vehicleChanged(Plate plate, String code, Instant entered) {
        Cause cause = rules.cause(PassAct.Kind.WITHDRAW, code).orElseThrow();
        Instant at = Times.toMillis(clock.instant());
        for (TruckPass pass : passes.ofPlate(plate, LocalDate.ofInstant(at, WorkingCalendar.ZONE))) {
            if (!pass.standing().status().ended() && !pass.issuedAt().isAfter(entered)) {
                done(pass, cause, Actor.RULE.id(), null, null, at);
            }
        }
    }

    /** @param suspendedTo last day of a suspension, {@code null} otherwise */
    private TruckPass done(
            TruckPass pass, Cause cause, String actor, String reason, LocalDate suspendedTo, Instant at) {
        PassAct.Kind kind = cause.act();
        LocalDate today = LocalDate.ofInstant(at, WorkingCalendar.ZONE);
        TruckPass changed = pass.with(pass.standing().after(kind, suspendedTo));
        if (kind == PassAct.Kind.REISSUE) {
            acts.withdraw(token(pass), pass, null, at);
            changed = changed.signed(issuing.sign(changed));
        }
        passes.update(changed);
        if (changed.standing().status().ended() && !pass.standing().status().ended()) {
            quotas.release(changed, today);
        }
        acts.append(
                pass.number(),
                new PassAct(
                        at,
                        kind,
                        cause.code(),
                        reason,
                        cause.basis(),
                        actor,
                        kind == PassAct.Kind.SUSPEND ? changed.standing().suspendedTo() : null,
                        cause.banYears() == 0 ? null : today.plusYears(cause.banYears())));
        switch (changed.standing().status()) {
            case LIVE -> acts.release(token(changed));
            case SUSPENDED ->
                acts.withdraw(token(changed), changed, changed.standing().suspendedTo(), at);
            default -> acts.withdraw(token(changed), changed, null, at);
        }
        return changed;
    }

    /** Oldest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<PassAct> of(TruckPass pass) {
        return acts.acts(pass.number());
    }

    private String token(TruckPass pass) {
        return PassToken.read(pass.code(), keyring.publicKeys(Keyring.Purpose.PASS)::get)
                .claims()
                .jti();
    }
}
