package org.onewindow.pass;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
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
        for (PassRules.Quota quota : of(pass)) {
            for (LocalDate day = pass.period().from();
                    !day.isAfter(pass.period().to());
                    day = day.plusDays(1)) {
                if (!take(quota, day)) {
                    giveBackBefore(pass, quota, day);
                    return Optional.of(new Full(quota.zone(), day));
                }
            }
        }
        return Optional.empty();
    }

    /** Frees the days of a pass that ends early, from {@code fromDay} on. */
    void release(TruckPass pass, LocalDate fromDay) {
        for (PassRules.Quota quota : of(pass)) {
            giveBack(
                    quota,
                    fromDay.isAfter(pass.period().from())
                            ? fromDay
                            : pass.period().from(),
                    pass.period().to());
        }
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

    private boolean take(PassRules.Quota quota, LocalDate day) {
        at(quota, """
                        INSERT INTO pass_quota_day (zone, pass_class, on_day, taken) VALUES (:zone, :passClass, :day, 0)
                        ON DUPLICATE KEY UPDATE taken = taken
                        """).param("day", day).update();
        return at(quota, """
                        UPDATE pass_quota_day SET taken = taken + 1
                        WHERE zone = :zone AND pass_class = :passClass AND on_day = :day AND taken < :most
                        """).param("day", day).param("most", quota.perDay()).update() == 1;
    }

    private void giveBackBefore(TruckPass pass, PassRules.Quota full, LocalDate day) {
        for (PassRules.Quota quota : of(pass)) {
            if (quota.equals(full)) {
                giveBack(quota, pass.period().from(), day.minusDays(1));
                return;
            }
            giveBack(quota, pass.period().from(), pass.period().to());
        }
    }

    private void giveBack(PassRules.Quota quota, LocalDate from, LocalDate to) {
        at(quota, """
                        UPDATE pass_quota_day SET taken = taken - 1
                        WHERE zone = :zone AND pass_class = :passClass AND on_day BETWEEN :from AND :to AND taken > 0
                        """).param("from", from).param("to", to).update();
    }

    private JdbcClient.StatementSpec at(PassRules.Quota quota, String statement) {
        return sql.sql(statement)
                .param("zone", quota.zone())
                .param("passClass", quota.passClass().name());
    }
}
