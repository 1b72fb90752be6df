package org.onewindow.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.counter.Ticket.Status;

/**
 * One outlet's queue at one moment.
 *
 * @param tickets everybody who came today, in the order of the queue
 */
public record Queue(String outlet, List<Ticket> tickets, ToIntFunction<String> plannedMinutes, Instant now) {

    /** So many served persons make an average that says more than the plan. */
    private static final int ENOUGH = 5;

    /** Somebody called within this time says that a window is open. */
    private static final Duration WINDOW_OPEN = Duration.ofMinutes(30);

    public List<Ticket> in(Status status) {
        return tickets.stream().filter(ticket -> ticket.status() == status).toList();
    }

    /** Called or served now, the last called first. */
    public List<Ticket> atWindows() {
        return tickets.stream()
                .filter(Ticket::inHand)
                .sorted((one, other) -> other.calledAt().compareTo(one.calledAt()))
                .toList();
    }

    /** How many wait, by the group of windows. */
    public Map<String, Integer> waiting() {
        return in(Status.WAITING).stream()
                .collect(Collectors.toMap(Ticket::itemGroup, ticket -> 1, Integer::sum, TreeMap::new));
    }

    /** What somebody who takes a ticket for this group now may expect. */
    public Duration expectedWait(String group) {
        return expectedWait(
                group, in(Status.WAITING).stream().filter(inGroup(group)).count());
    }

    /** What he has ahead of him; empty when he does not wait. */
    public Optional<Duration> expectedWait(Ticket ticket) {
        List<Ticket> line =
                in(Status.WAITING).stream().filter(inGroup(ticket.itemGroup())).toList();
        int ahead = line.stream().map(Ticket::id).toList().indexOf(ticket.id());
        return ahead < 0 ? Optional.empty() : Optional.of(expectedWait(ticket.itemGroup(), ahead));
    }

    private Duration expectedWait(String group, long ahead) {
        return each(group).multipliedBy(ahead).dividedBy(openWindows(group));
    }

    /** Windows at which somebody of this group was called not long ago; one at least. */
    private long openWindows(String group) {
        return Math.max(
                1,
                tickets.stream()
                        .filter(inGroup(group))
                        .filter(ticket ->
                                ticket.calledAt() != null && ticket.calledAt().isAfter(now.minus(WINDOW_OPEN)))
                        .map(Ticket::clerk)
                        .distinct()
                        .count());
    }

    /** How long one person takes: today's average once it says something, the plan before. */
    private Duration each(String group) {
        Stream<Duration> served = in(Status.DONE).stream()
                .filter(inGroup(group))
                .map(ticket -> Duration.between(ticket.startedAt(), ticket.endedAt()));
        List<Duration> known = served.toList();
        return known.size() < ENOUGH
                ? Duration.ofMinutes(plannedMinutes.applyAsInt(group))
                : known.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(known.size());
    }

    private static Predicate<Ticket> inGroup(String group) {
        return ticket -> ticket.itemGroup().equals(group);
    }
}
