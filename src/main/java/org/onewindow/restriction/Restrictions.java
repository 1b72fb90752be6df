package org.onewindow.restriction;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.onewindow.restriction.Ruling.Answer;
import org.onewindow.workflow.Decisions;
import org.onewindow.workflow.Decisions.Decided;
import org.springframework.stereotype.Service;

/**
 * Answers whether a truck needs a pass. Everything is a function of the facts: no clock is read. The table is not asked about
 * time, so one vehicle costs one evaluation for each edition, however many moments are looked at.
 */
@Service
public class Restrictions {

    /** Days that may be asked about. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    public static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);

    private static final String TABLE = "truck-restriction";

    /** Which road is not known, and it may be any. */
    private static final String ANY_ROAD = "";

    private final RestrictionRules rules;
    private final Decisions decisions;

    Restrictions(RestrictionRules rules, Decisions decisions) {
        this.rules = rules;
        this.decisions = decisions;
    }

    public static boolean thinkable(LocalDate day) {
        return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
    }

    /** The same table under other rules. */
    Restrictions under(RestrictionRules other) {
        return new Restrictions(other, decisions);
    }

    /**
     * @param zone a known code
     * @param road name as the notices write it; {@code null} when it is none of the roads that they name
     * @param moment local
     */
    public Ruling ask(Truck truck, String zone, String road, LocalDateTime moment) {
        Said said = said(truck, edition(zone, moment.toLocalDate()));
        Answer answer = said.answer(road, moment);
        LocalDateTime until = said.edges()
                .map(moment.toLocalDate()::atTime)
                .filter(edge -> edge.isAfter(moment) && said.answer(road, edge) != answer)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return said.ruling(answer, until);
    }

    /**
     * Over whole days, both ends included, at the hours from {@code from} to before {@code to}; equal ends mean the whole day.
     * On which roads is not said, so it may be any.
     *
     * @param zones known codes, at least one
     * @return the hardest answer of any moment in any zone; of answers alike the first
     */
    public Ruling over(Truck truck, List<String> zones, LocalDate first, LocalDate last, LocalTime from, LocalTime to) {
        Map<Edition, Said> asked = new HashMap<>();
        Function<Edition, Said> ask = edition -> asked.computeIfAbsent(edition, e -> said(truck, e));
        return zones.stream()
                .flatMap(zone -> first.datesUntil(last.plusDays(1))
                        .map(day -> ask.apply(edition(zone, day)).hardest(day, from, to)))
                .reduce((a, b) -> b.answer().compareTo(a.answer()) > 0 ? b : a)
                .orElseThrow();
    }

    private static boolean within(LocalTime time, LocalTime from, LocalTime to) {
        boolean begun = !time.isBefore(from);
        boolean notOver = time.isBefore(to);
        return from.isBefore(to) ? begun && notOver : begun || notOver;
    }

    private Edition edition(String zone, LocalDate day) {
        return rules.edition(zone, day).orElse(Edition.NONE);
    }

    private Said said(Truck truck, Edition edition) {
        Decided decided = decisions.decide(
                TABLE,
                Map.of(
                        "edition", edition.code(),
                        "load", truck.load().name(),
                        "body", truck.body().name(),
                        "vehicleClass", truck.vehicleClass().name(),
                        "energy", truck.energy().name(),
                        "lengthMm", truck.lengthMm(),
                        "widthMm", truck.widthMm(),
                        "heightMm", truck.heightMm(),
                        "grossMassKg", truck.grossMassKg()));
        String window = decided.text("window");
        return new Said(
                edition,
                decided,
                Right.valueOf(decided.text("right")),
                window.isEmpty() ? null : rules.window(window),
                decided.text("exceptRoads"));
    }

    /** What the table can say. */
    private enum Right {
        /** At any time on any road. */
        FREE,
        /** Free within the window, but not on the excepted roads. */
        WINDOW,
        /** Free but for the window. */
        OUTSIDE,
        PASS,
        NEVER
    }

    private final class Said {

        private final Edition edition;
        private final Decided decided;
        private final Right right;
        private final Window window;
        private final String exceptRoads;

        private Said(Edition edition, Decided decided, Right right, Window window, String exceptRoads) {
            this.edition = edition;
            this.decided = decided;
            this.right = right;
            this.window = window;
            this.exceptRoads = exceptRoads;
        }

        private Stream<LocalTime> edges() {
            return window == null ? Stream.empty() : Stream.concat(Stream.of(LocalTime.MIDNIGHT), window.edges());
        }

        private Answer answer(String road, LocalDateTime moment) {
            return switch (right) {
                case FREE -> Answer.NOT_NEEDED;
                case WINDOW -> free(window.covers(moment) && !excepted(road));
                case OUTSIDE -> free(!window.covers(moment));
                case PASS -> Answer.NEEDED;
                case NEVER -> Answer.NEVER;
            };
        }

        private Ruling hardest(LocalDate day, LocalTime from, LocalTime to) {
            return ruling(
                    Stream.concat(Stream.of(from), edges().filter(edge -> within(edge, from, to)))
                            .map(time -> answer(ANY_ROAD, day.atTime(time)))
                            .max(Comparator.naturalOrder())
                            .orElseThrow(),
                    null);
        }

        private boolean excepted(String road) {
            return road != null && !exceptRoads.isEmpty() && (road.equals(ANY_ROAD) || rules.lists(exceptRoads, road));
        }

        private static Answer free(boolean free) {
            return free ? Answer.NOT_NEEDED : Answer.NEEDED;
        }

        private Ruling ruling(Answer answer, LocalDateTime until) {
            return new Ruling(
                    answer,
                    decided.text("rule"),
                    edition.code(),
                    edition.source(),
                    answer == Answer.NOT_NEEDED ? "" : decided.text("item"),
                    exceptRoads,
                    until,
                    decided.version());
        }
    }
}
