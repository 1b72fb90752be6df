package org.onewindow.rating;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Units;
import org.onewindow.rating.Rating.Reason;
import org.onewindow.rating.Ratings.Counted;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RatingController {

    private static final int MOST_DAYS = 366;

    /** @param level from 1, very dissatisfied, to 5, very satisfied */
    record Opinion(
            Integer level,
            @Size(max = 10) Set<Reason> reasons,
            @Size(max = 500) String words) {

        /** Names nothing that the rater wrote. */
        @Override
        public String toString() {
            return "Opinion[" + level + "]";
        }
    }

    record AnswerView(String result, String words, Instant at) {}

    record RatingView(
            int level,
            String text,
            Set<Reason> reasons,
            String words,
            Instant ratedAt,
            Instant dueAt,
            AnswerView answer) {}

    /**
     * @param name of the unit or the item
     * @param levels how many gave each level; none is left out
     * @param satisfiedPercent share of the levels 3 to 5, rounded down
     */
    record Statistic(String code, String name, Map<Integer, Long> levels, long all, long satisfiedPercent) {}

    record Statistics(LocalDate from, LocalDate to, List<Statistic> units, List<Statistic> items) {}

    private final Ratings ratings;
    private final Units units;
    private final Catalogue catalogue;
    private final MessageSource messages;

    RatingController(Ratings ratings, Units units, Catalogue catalogue, MessageSource messages) {
        this.ratings = ratings;
        this.units = units;
        this.catalogue = catalogue;
        this.messages = messages;
    }

    /** Once for each case, by its applicant. */
    @PostMapping("/api/cases/{id}/rating")
    @ResponseStatus(HttpStatus.CREATED)
    RatingView rate(Actor actor, Locale locale, @PathVariable String id, @Valid @RequestBody Opinion opinion) {
        return view(ratings.rate(actor, id, opinion.level(), opinion.reasons(), opinion.words()), locale);
    }

    @GetMapping("/api/cases/{id}/rating")
    RatingView rating(Actor actor, Locale locale, @PathVariable String id) {
        return view(ratings.visibleTo(actor, id), locale);
    }

    /**
     * How the caller's units were rated, by unit and by item.
     *
     * @param to included; at most a year after {@code from}
     */
    @GetMapping("/api/rating-statistics")
    Statistics statistics(Actor actor, Locale locale, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        new Defects()
                .require(
                        from.getYear() > 1900
                                && from.getYear() < 9999
                                && !to.isBefore(from)
                                && !to.isAfter(from.plusDays(MOST_DAYS)),
                        "to",
                        "rating-period",
                        MOST_DAYS)
                .refuse();
        List<Counted> counts = ratings.counts(actor, from, to);
        return new Statistics(
                from,
                to,
                by(counts, Counted::unit, code -> units.name(code, locale)),
                by(counts, Counted::item, code -> catalogue.item(code).name(locale)));
    }

    private static List<Statistic> by(
            List<Counted> counts, Function<Counted, String> key, Function<String, String> name) {
        return counts.stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> statistic(group.getKey(), name.apply(group.getKey()), group.getValue()))
                .toList();
    }

    private static Statistic statistic(String code, String name, List<Counted> counts) {
        Map<Integer, Long> levels = new TreeMap<>();
        for (int level = 1; level <= 5; level++) {
            levels.put(level, 0L);
        }
        counts.forEach(counted -> levels.merge(counted.level(), counted.times(), Long::sum));
        long all = levels.values().stream().mapToLong(Long::longValue).sum();
        long satisfied = all - levels.get(1) - levels.get(2);
        return new Statistic(code, name, levels, all, satisfied * 100 / all);
    }

    private RatingView view(Rating rating, Locale locale) {
        return new RatingView(
                rating.level(),
                messages.getMessage("rating.level." + rating.level(), null, locale),
                rating.reasons(),
                rating.words(),
                rating.ratedAt(),
                rating.dueAt(),
                rating.answer() == null
                        ? null
                        : new AnswerView(
                                messages.getMessage(
                                        "rating.result." + rating.answer().result(), null, locale),
                                rating.answer().words(),
                                rating.answer().at()));
    }
}
