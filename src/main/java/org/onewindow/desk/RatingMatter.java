package org.onewindow.desk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.onewindow.casework.Case;
import org.onewindow.identity.Accounts;
import org.onewindow.rating.Rating;
import org.onewindow.rating.Rating.Reason;
import org.onewindow.rating.Ratings;
import org.onewindow.shared.Actor;
import org.onewindow.worklist.WorkItem;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Follow-ups of negative ratings, whatever the case was about. */
@Component
@Order(0)
class RatingMatter implements Matter {

    private static final String FOLLOW_UP = "rating-follow-up";

    private static final Map<Reason, String> REASONS = new EnumMap<>(Map.of(
            Reason.ATTITUDE, "page.desk.rating.attitude",
            Reason.DELAY, "page.desk.rating.delay",
            Reason.UNCLEAR, "page.desk.rating.unclear",
            Reason.EXTRA_PAPERS, "page.desk.rating.papers",
            Reason.EXTRA_VISITS, "page.desk.rating.visits",
            Reason.FEES, "page.desk.rating.fees"));

    private final Ratings ratings;
    private final Accounts accounts;
    private final Words words;

    RatingMatter(Ratings ratings, Accounts accounts, Words deskWords) {
        this.ratings = ratings;
        this.accounts = accounts;
        words = deskWords;
    }

    @Override
    public Optional<Sheet> sheet(Actor officer, WorkItem item, Case c, Locale locale) {
        return item.process().equals(FOLLOW_UP)
                ? ratings.find(officer, c)
                        .map(rating -> new Sheet(
                                words.item(c.item()),
                                lines(c, rating),
                                List.of(),
                                List.of(),
                                null,
                                item.outcomes(),
                                List.of()))
                : Optional.empty();
    }

    private List<Line> lines(Case c, Rating rating) {
        var person = accounts.person(c.applicant()).masked();
        var lines = new ArrayList<Line>();
        lines.add(new Line(words.text("page.desk.field.person"), person.name()));
        if (person.mobile() != null) {
            lines.add(new Line(words.text("page.desk.field.contact"), person.mobile()));
        }
        lines.add(new Line(words.text("page.desk.rating.level"), words.text("rating.level." + rating.level())));
        if (!rating.reasons().isEmpty()) {
            lines.add(new Line(
                    words.text("page.desk.rating.reasons"),
                    REASONS.entrySet().stream()
                            .filter(reason -> rating.reasons().contains(reason.getKey()))
                            .map(reason -> words.text(reason.getValue()))
                            .collect(Collectors.joining(words.text("page.and")))));
        }
        if (rating.words() != null) {
            lines.add(new Line(words.text("page.desk.rating.words"), rating.words()));
        }
        lines.add(new Line(words.text("page.desk.rating.at"), words.moment(rating.ratedAt())));
        lines.add(new Line(words.text("page.desk.rating.due"), words.moment(rating.dueAt())));
        return lines;
    }
}
