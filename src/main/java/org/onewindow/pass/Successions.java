package org.onewindow.pass;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.passcode.PassToken;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.vault.Keyring;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The versions of a pass: each follows another as its renewal or its amendment. At most one is in work at a time. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Successions {

    /** Cause in {@code pass-acts.yml}. */
    private static final String AMENDED = "amended";

    private final PassApplicationRepository applications;
    private final TruckPassRepository passes;
    private final PassActRepository acts;
    private final Cases cases;
    private final PassActRules rules;
    private final Keyring keyring;

    Successions(
            PassApplicationRepository applications,
            TruckPassRepository passes,
            PassActRepository acts,
            Cases cases,
            PassActRules rules,
            Keyring keyring) {
        this.applications = applications;
        this.passes = passes;
        this.acts = acts;
        this.cases = cases;
        this.rules = rules;
        this.keyring = keyring;
    }

    /** How the application of this case follows a pass, if it does. The pass is the caller's until the transaction ends. */
    Optional<Succession> of(String caseId) {
        return applications.followed(caseId).map(followed -> of(followed.kind(), followed.number()));
    }

    /**
     * The same before there is a case.
     *
     * @throws Refusal {@code pass-unknown}
     */
    Succession of(Succession.Kind kind, String number) {
        TruckPass old = passes.lock(number).orElseThrow(() -> Refusal.notFound("pass-unknown"));
        return new Succession(kind, old, applications.get(old.caseId()));
    }

    /** @throws Refusal {@code succession-open} that names the other case, {@code renewed-already} */
    void requireNoOther(Succession wanted) {
        requireNoneOpen(wanted.old());
        if (wanted.kind() == Succession.Kind.RENEWAL) {
            versions(wanted.old()).stream()
                    .filter(pass -> !pass.standing().status().ended())
                    .filter(pass ->
                            pass.period().from().isAfter(wanted.old().period().to()))
                    .findFirst()
                    .ifPresent(renewed -> {
                        throw Refusal.conflict("renewed-already", renewed.number());
                    });
        }
    }

    /** @throws Refusal {@code succession-open} that names the case */
    void requireNoneOpen(TruckPass pass) {
        applications.openSuccession(pass.number()).map(cases::running).ifPresent(open -> {
            throw Refusal.conflict("succession-open", name(open));
        });
    }

    /** A draft has no number yet. */
    private static String name(Case open) {
        return open.number() == null ? open.id() : open.number();
    }

    /** The new version takes the place of the old one, whose code is no longer good. */
    void supersede(TruckPass old, TruckPass successor, Instant at) {
        TruckPass superseded = old.with(old.standing().supersededBy(successor.number()));
        passes.update(superseded);
        acts.append(
                old.number(),
                new PassAct(
                        at,
                        PassAct.Kind.SUPERSEDE,
                        AMENDED,
                        null,
                        rules.cause(PassAct.Kind.SUPERSEDE, AMENDED)
                                .orElseThrow()
                                .basis(),
                        Actor.RULE.id(),
                        null,
                        null));
        String token = PassToken.read(old.code(), keyring.publicKeys(Keyring.Purpose.PASS)::get)
                .claims()
                .jti();
        acts.withdraw(token, superseded, null, at);
    }

    /** How the pass came to follow another, if it does. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Succession.Kind> kind(TruckPass pass) {
        return applications.followed(pass.caseId()).map(PassApplicationRepository.Followed::kind);
    }

    /** Every pass that it follows and that follows it, by first day, the elder of two first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<TruckPass> versions(TruckPass pass) {
        TruckPass first = pass;
        while (first.standing().replaces() != null) {
            first = passes.find(first.standing().replaces()).orElseThrow();
        }
        var versions = new ArrayList<TruckPass>();
        for (List<TruckPass> next = List.of(first);
                !next.isEmpty();
                next = passes.following(next.stream().map(TruckPass::number).toList())) {
            versions.addAll(next);
        }
        versions.sort(
                Comparator.comparing((TruckPass version) -> version.period().from())
                        .thenComparing(TruckPass::issuedAt)
                        .thenComparing(TruckPass::number));
        return versions;
    }
}
