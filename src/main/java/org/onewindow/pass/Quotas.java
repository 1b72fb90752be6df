package org.onewindow.pass;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many passes of a class may be valid in a zone on one day. First accepted, first served (permit law, article 57); never
 * exceeded, whoever grants at the same moment.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Quotas {

    /** The first day on which nothing is left. */
    record Full(String zone, LocalDate day) {}

    /** One of the passes that a zone holds on one day. */
    private record Place(String zone, PassClass passClass, LocalDate day) {}

    private final JdbcClient sql;
    private final PassRules rules;

    Quotas(JdbcClient sql, PassRules rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /**
     * Takes every day of the pass in each of its zones, always in the same order, so that two never wait for each other.
     *
     * @return what stands against it; nothing is taken then
     */
    Optional<Full> take(TruckPass pass) {
        return take(places(pass, pass.period().from()));
    }

    /**
     * Takes what a new version of a pass needs more than the old one, and frees what it needs no more. What both need is
     * kept, so that nobody else gets it in between.
     *
     * @return what stands against it; nothing is changed then
     */
    Optional<Full> exchange(TruckPass old, TruckPass fresh, LocalDate today) {
        Map<Place, Integer> held = places(old, today);
        Map<Place, Integer> needed = places(fresh, fresh.period().from());
        var more = new LinkedHashMap<>(needed);
        more.keySet().removeAll(held.keySet());
        Optional<Full> full = take(more);
        if (full.isEmpty()) {
            held.keySet().removeAll(needed.keySet());
            giveBack(held.keySet());
        }
        return full;
    }

    /** Counts a pass that is given by law, even where nothing is left: whoever comes later finds the day full. */
    void count(TruckPass pass) {
        places(pass, pass.period().from())
                .keySet()
                .forEach(place -> at(place, """
                        INSERT INTO pass_quota_day (zone, pass_class, on_day, taken) VALUES (:zone, :passClass, :day, 1)
                        ON DUPLICATE KEY UPDATE taken = taken + 1
                        """).update());
    }

    /** Frees the days of a pass that ends early, from {@code fromDay} on. */
    void release(TruckPass pass, LocalDate fromDay) {
        giveBack(places(pass, fromDay).keySet());
    }

    /** What a pass takes from {@code fromDay} on, and how many there may be of each: by zone, then by day. */
    private Map<Place, Integer> places(TruckPass pass, LocalDate fromDay) {
        var places = new LinkedHashMap<Place, Integer>();
        for (PassRules.Quota quota : of(pass)) {
            LocalDate first = fromDay.isAfter(pass.period().from())
                    ? fromDay
                    : pass.period().from();
            for (LocalDate day = first; !day.isAfter(pass.period().to()); day = day.plusDays(1)) {
                places.put(new Place(quota.zone(), pass.passClass(), day), quota.perDay());
            }
        }
        return places;
    }

    /** The quotas that were in force when the pass was given, by zone. */
    private List<PassRules.Quota> of(TruckPass pass) {
        LocalDate given = LocalDate.ofInstant(pass.issuedAt(), WorkingCalendar.ZONE);
        return rules.quotas().stream()
                .filter(quota -> quota.passClass().equals(pass.passClass()))
                .filter(quota -> pass.zones().contains(quota.zone()))
                .filter(quota -> quota.inForce(given))
                .sorted(Comparator.comparing(PassRules.Quota::zone))
                .toList();
    }

    private Optional<Full> take(Map<Place, Integer> wanted) {
        var taken = new ArrayList<Place>();
        for (var place : wanted.entrySet()) {
            if (!take(place.getKey(), place.getValue())) {
                giveBack(taken);
                return Optional.of(
                        new Full(place.getKey().zone(), place.getKey().day()));
            }
            taken.add(place.getKey());
        }
        return Optional.empty();
    }

    private boolean take(Place place, int most) {
        at(place, """
                        INSERT INTO pass_quota_day (zone, pass_class, on_day, taken) VALUES (:zone, :passClass, :day, 0)
                        ON DUPLICATE KEY UPDATE taken = taken
                        """).update();
        return at(place, """
                        UPDATE pass_quota_day SET taken = taken + 1
                        WHERE zone = :zone AND pass_class = :passClass AND on_day = :day AND taken < :most
                        """).param("most", most).update() == 1;
    }

    private void giveBack(Collection<Place> places) {
        places.forEach(place -> at(place, """
                        UPDATE pass_quota_day SET taken = taken - 1
                        WHERE zone = :zone AND pass_class = :passClass AND on_day = :day AND taken > 0
                        """).update());
    }

    private JdbcClient.StatementSpec at(Place place, String statement) {
        return sql.sql(statement)
                .param("zone", place.zone())
                .param("passClass", place.passClass().name())
                .param("day", place.day());
    }
}
