package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.onewindow.outlet.Outlet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What may be booked, from {@code appointment/appointments.yml}.
 *
 * @param minutes length of a visit, by the group of items that a window serves
 * @param hold how long a seat is kept while its holder makes up his mind
 * @param daysAhead a booking is for this many days from today at the earliest
 * @param workingDaysAhead and for this many working days from today at the latest
 * @param notice how long before its begin a booking may be changed or cancelled at the latest
 * @param ownRules items, or an outlet's items, for which other days and another notice hold; the first that says something
 *     counts
 * @param openAtMost how many visits one person may have ahead, holds included
 * @param limits how many visits one person may book within so many days, whatever became of them
 * @param holds how often one person may let a seat be kept without confirming it
 * @param partyAtMost how many times the length of one visit several persons and items may take together
 * @param agentAtMost how many visits an agent may have ahead for others
 * @param waitList how freed seats are passed on
 * @param correctionHold how long a slot is kept for whoever has to come once more to correct
 * @param nearbyMetres outlets so near help each other out
 * @param onRequest which outlets serve outside their hours when somebody asks
 * @param remind so long before the begin a reminder is sent
 * @param noShows what follows when nobody came
 */
@Validated
@ConfigurationProperties("onewindow.appointments")
record AppointmentRules(
        @NotEmpty Map<String, @NotNull @Min(1) Integer> minutes,
        @NotNull Duration hold,
        @Min(0) int daysAhead,
        @Min(0) int workingDaysAhead,
        @NotNull Duration notice,
        @NotNull List<@NotNull @Valid OwnRule> ownRules,
        @Min(1) int openAtMost,
        @NotNull List<@NotNull @Valid Limit> limits,
        @NotNull @Valid HoldRules holds,
        @Min(1) int partyAtMost,
        @Min(1) int agentAtMost,
        @NotNull @Valid WaitListRules waitList,
        @NotNull Duration correctionHold,
        @Min(0) int nearbyMetres,
        @NotNull @Valid OnRequestRules onRequest,
        @NotNull Duration remind,
        @NotNull @Valid NoShowRules noShows) {

    /**
     * @param items first letters of the items
     * @param outlet code, or {@code null} for all
     * @param notice or {@code null} as for the rest, like the days
     */
    record OwnRule(
            @NotEmpty String items,
            String outlet,
            Duration notice,
            @Min(0) Integer daysAhead,
            @Min(0) Integer workingDaysAhead) {

        boolean concerns(String item, String at) {
            return item.startsWith(items) && (outlet == null || outlet.equals(at));
        }
    }

    Duration notice(String item, String outlet) {
        return own(item, outlet, OwnRule::notice, notice);
    }

    int daysAhead(String item, String outlet) {
        return own(item, outlet, OwnRule::daysAhead, daysAhead);
    }

    int workingDaysAhead(String item, String outlet) {
        return own(item, outlet, OwnRule::workingDaysAhead, workingDaysAhead);
    }

    private <T> T own(String item, String outlet, Function<OwnRule, T> what, T usual) {
        return ownRules.stream()
                .filter(rule -> rule.concerns(item, outlet))
                .map(what)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(usual);
    }

    record Limit(@Min(1) int days, @Min(1) int most) {}

    record HoldRules(@NotNull Duration within, @Min(1) int most) {}

    /**
     * @param kinds of outlets that offer it
     * @param from no visit begins before
     * @param until no visit ends after
     * @param askedAtMost how many undecided requests one person may have
     * @param perDay how many an outlet agrees to for one day at most
     */
    record OnRequestRules(
            @NotNull Set<Outlet.Kind> kinds,
            @NotNull LocalTime from,
            @NotNull LocalTime until,
            @Min(1) int askedAtMost,
            @Min(1) int perDay) {}

    /**
     * @param answer so long a freed seat is held for the next in the line
     * @param passOn so long it stays away from others when he does not answer
     */
    record WaitListRules(@NotNull Duration answer, @NotNull Duration passOn) {}

    /**
     * @param most after so many days on which nobody came,
     * @param withinDays all of them within so many days,
     * @param barredDays nothing can be booked for so many days from the last of them
     * @param objectionDays for so many days after it was recorded the citizen can object
     */
    record NoShowRules(
            @Min(1) int most,
            @Min(1) int withinDays,
            @Min(1) int barredDays,
            @Min(1) int objectionDays) {

        /**
         * The first day on which booking is possible again; empty when nothing stands against it.
         *
         * @param days on which the person did not come, the latest first
         */
        Optional<LocalDate> barredUntil(List<LocalDate> days, LocalDate today) {
            if (days.size() < most || days.get(most - 1).isBefore(days.get(0).minusDays(withinDays))) {
                return Optional.empty();
            }
            return Optional.of(days.get(0).plusDays(barredDays)).filter(today::isBefore);
        }
    }
}
