package org.onewindow.outlet;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A supervisor closes an outlet for some days, because of a burst pipe or an election, and opens it again. */
@Service
@Transactional
public class Closures {

    private static final int MOST_DAYS = 366;

    private final ClosureRepository closures;
    private final Outlets outlets;
    private final Clock clock;

    Closures(ClosureRepository closures, Outlets outlets, Clock clock) {
        this.closures = closures;
        this.outlets = outlets;
        this.clock = clock;
    }

    /**
     * @throws Refusal as {@link #requireDays} does
     */
    public Closure announce(Actor supervisor, String outlet, LocalDate from, LocalDate to, String reason) {
        requireDays(supervisor, outlet, from, to);
        var closure = new Closure(
                UUID.randomUUID().toString(),
                outlet,
                from,
                to,
                reason,
                supervisor.id(),
                Times.toMillis(clock.instant()),
                null);
        closures.insert(closure);
        return closure;
    }

    /** @throws Refusal {@code outlet-unknown} unless he works there, {@code closure-from}, {@code closure-to} */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void requireDays(Actor supervisor, String outlet, LocalDate from, LocalDate to) {
        requireOwn(supervisor, outlet);
        LocalDate end = today().plusDays(MOST_DAYS);
        new Defects()
                .require(!from.isBefore(today()) && from.isBefore(end), "from", "closure-from", MOST_DAYS)
                .require(!to.isBefore(from) && to.isBefore(end), "to", "closure-to", MOST_DAYS)
                .refuse();
    }

    /**
     * From today on it is open again.
     *
     * @throws Refusal {@code outlet-unknown} unless he works there, {@code closure-unknown}, {@code closure-over}
     */
    public Closure lift(Actor supervisor, String outlet, String id) {
        requireOwn(supervisor, outlet);
        Closure closure = closures.find(id)
                .filter(one -> one.outlet().equals(outlet))
                .orElseThrow(() -> Refusal.notFound("closure-unknown"));
        if (closure.to().isBefore(today()) || !closures.lift(id, supervisor.id(), Times.toMillis(clock.instant()))) {
            throw Refusal.conflict("closure-over");
        }
        return closures.find(id).orElseThrow();
    }

    /** Those of all outlets that hold today or on a day to come. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Closure> toCome() {
        return closures.between(today(), today().plusDays(MOST_DAYS));
    }

    /** @throws Refusal {@code outlet-unknown} unless he works there */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Closure> toCome(Actor clerk, String outlet) {
        requireOwn(clerk, outlet);
        return closures.between(outlet, today(), today().plusDays(MOST_DAYS));
    }

    private void requireOwn(Actor supervisor, String outlet) {
        if (!supervisor.worksFor(outlets.outlet(outlet).unit())) {
            throw Refusal.notFound("outlet-unknown");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }
}
