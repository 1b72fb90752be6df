package org.onewindow.pass;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Units;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The notice of an act: what was done, why, on which basis, by which unit, and what can be done about it.
 *
 * @param remedy {@code null} where nothing was taken from the holder
 */
public record PassNotice(
        Instant at,
        Coded act,
        Coded cause,
        String reason,
        String basis,
        Coded unit,
        LocalDate suspendedTo,
        LocalDate bannedTo,
        String remedy) {

    /** What may be done, and for which cause. */
    public record Choice(Coded act, Coded cause, String basis) {}

    /** Puts acts into words. */
    @Component
    public static class Maker {

        private final PassActs acts;
        private final PassRules rules;
        private final PassActRules actRules;
        private final Catalogue catalogue;
        private final Units units;
        private final MessageSource messages;
        private final Clock clock;

        Maker(
                PassActs acts,
                PassRules rules,
                PassActRules actRules,
                Catalogue catalogue,
                Units units,
                MessageSource messages,
                Clock clock) {
            this.acts = acts;
            this.rules = rules;
            this.actRules = actRules;
            this.catalogue = catalogue;
            this.units = units;
            this.messages = messages;
            this.clock = clock;
        }

        /** What was done to the pass since it was given, oldest first. */
        public List<PassNotice> of(TruckPass pass, Locale locale) {
            String remedy = catalogue.item(rules.of(pass.passClass()).item()).remedy(locale);
            return acts.of(pass).stream()
                    .map(done -> new PassNotice(
                            done.at(),
                            act(done.kind(), locale),
                            new Coded(
                                    done.cause(),
                                    actRules.cause(done.kind(), done.cause())
                                            .map(cause -> cause.text(locale))
                                            .orElse(done.cause())),
                            done.reason(),
                            done.basis(),
                            new Coded(pass.unit(), units.name(pass.unit(), locale)),
                            done.suspendedTo(),
                            done.bannedTo(),
                            done.kind().burdens() ? remedy : null))
                    .toList();
        }

        /** What an officer with these roles may do to the pass as it stands, in the order of the rules. */
        public List<Choice> choices(Actor officer, TruckPass pass, Locale locale) {
            return actRules.causes().stream()
                    .filter(cause -> cause.role() != null && pass.standing().allows(cause.act()))
                    .filter(cause -> !cause.afterEnd() || pass.over(clock.instant()))
                    .filter(cause -> officer.is(cause.role()) || officer.is(Role.SUPERVISOR))
                    .map(cause -> new Choice(
                            act(cause.act(), locale), new Coded(cause.code(), cause.text(locale)), cause.basis()))
                    .toList();
        }

        private Coded act(PassAct.Kind kind, Locale locale) {
            return new Coded(kind.name(), messages.getMessage("pass.act." + kind, null, locale));
        }
    }
}
