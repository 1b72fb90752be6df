package org.onewindow.homevisit;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.onewindow.outlet.Point;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who may ask for what, from {@code homevisit/home-visit.yml}.
 *
 * @param reasons why somebody cannot come
 * @param items first letters of the items that can be done at home
 * @param planWorkingDays until the end of so many working days the visit is planned
 * @param base length of a visit without its items
 * @param eachItem and for each of them
 * @param remind so long before the begin a reminder is sent
 * @param detour by how much a way is longer than the straight line
 */
@Validated
@ConfigurationProperties("onewindow.home-visits")
record HomeVisitRules(
        @NotEmpty List<String> reasons,
        @NotEmpty List<String> items,
        @Min(1) int itemsAtMost,
        @Min(1) int planWorkingDays,
        @NotNull Duration base,
        @NotNull Duration eachItem,
        @NotNull Duration remind,
        @DecimalMin("1") double detour,
        @Min(1) int kilometresPerHour) {

    boolean atHome(String item) {
        return items.stream().anyMatch(item::startsWith);
    }

    Duration length(int count) {
        return base.plus(eachItem.multipliedBy(count));
    }

    /** In whole minutes, rounded up. */
    Duration travel(Point from, Point to) {
        double hours = from.metresTo(to) * detour / 1000 / kilometresPerHour;
        return Duration.ofMinutes((long) Math.ceil(hours * 60));
    }
}
