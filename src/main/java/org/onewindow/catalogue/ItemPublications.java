package org.onewindow.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.onewindow.catalogue.ItemFile.Line;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the catalogue while the office works. A version begins on a day to come, so the day on which a case was handed in
 * goes on saying which version it follows; only an item that nobody can have applied for may begin today.
 */
@Service
class ItemPublications {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate END = LocalDate.of(2100, 1, 1);
    private static final int LONGEST_CELL = 500;
    private static final int LONGEST_REASON = 300;
    private static final Set<String> BESIDE = Set.of("code", "effective_from", "effective_to");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /**
     * @param effectiveTo last day, or {@code null}
     * @param reason the notice or decision that changes the item
     * @param like code of the item from which a new one takes what is not said here; {@code null} for a change
     * @param cells what changes, by the columns of the item files; everything else stays as the version before had it
     */
    record Publication(LocalDate effectiveTo, String reason, String like, Map<String, String> cells) {}

    private final Catalogue catalogue;
    private final PublishedItemRepository published;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ItemPublications(
            Catalogue catalogue,
            PublishedItemRepository published,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.catalogue = catalogue;
        this.published = published;
        this.transaction = new TransactionTemplate(transactions);
        // This node reads it anew as soon as it is committed, whoever calls.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Publishes the version that begins on that day. One that was published for the same day and has not begun is replaced.
     *
     * @param actor somebody of the unit that decides the item, before and after the change, or of a unit above it
     * @throws Refusal {@code item-not-yours}; {@code item-reason-missing}, {@code length}, {@code item-begins-too-early},
     *     {@code item-day-range}, {@code item-ends-before-it-begins}, {@code item-unknown}, {@code item-column-unknown} or
     *     {@code item-cell}, all at once
     */
    void publish(Actor actor, String code, LocalDate effectiveFrom, Publication publication) {
        boolean changed = catalogue.knows(code);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        LocalDate to = publication.effectiveTo();
        String reason = publication.reason() == null ? "" : publication.reason().strip();
        String like = changed ? code : publication.like();
        Map<String, String> own = publication.cells() == null ? Map.of() : publication.cells();
        var defects = new Defects()
                .require(!reason.isEmpty(), "reason", "item-reason-missing")
                .require(reason.length() <= LONGEST_REASON, "reason", "length")
                .require(
                        changed ? effectiveFrom.isAfter(today) : !effectiveFrom.isBefore(today),
                        "effectiveFrom",
                        "item-begins-too-early")
                .require(effectiveFrom.isBefore(END), "effectiveFrom", "item-day-range")
                .require(to == null || to.isBefore(END), "effectiveTo", "item-day-range")
                .require(to == null || !to.isBefore(effectiveFrom), "effectiveTo", "item-ends-before-it-begins")
                .require(like == null || catalogue.knows(like), "like", "item-unknown", String.valueOf(like));
        own.forEach((column, cell) -> defects.require(
                        ItemFile.COLUMNS.contains(column) && !BESIDE.contains(column),
                        "cells." + column,
                        "item-column-unknown")
                .require(
                        cell != null
                                && cell.length() <= LONGEST_CELL
                                && !CONTROL.matcher(cell).find(),
                        "cells." + column,
                        "item-cell"));
        defects.refuse();

        var cells = new HashMap<String, String>();
        if (like != null) {
            cells.putAll(before(like, effectiveFrom).cells());
        }
        cells.putAll(own);
        cells.put("code", code);
        cells.put("effective_from", effectiveFrom.toString());
        cells.put("effective_to", to == null ? ItemFile.NOTHING : to.toString());
        ServiceItem item = read(cells).item();
        if (!actor.worksFor(item.competent())
                || changed && !actor.worksFor(catalogue.item(code).competent())) {
            throw Refusal.forbidden("item-not-yours");
        }
        transaction.executeWithoutResult(
                begun -> published.insert(item, cells, reason, actor.id(), Times.toMillis(clock.instant())));
        catalogue.refresh();
    }

    /** What is in force before that day, or else the first version. */
    private Catalogue.Entry before(String code, LocalDate day) {
        List<Catalogue.Entry> versions = catalogue.versions(code);
        return versions.stream()
                .filter(version -> version.item().effectiveFrom().isBefore(day))
                .reduce((earlier, later) -> later)
                .orElse(versions.get(0));
    }

    private Line read(Map<String, String> cells) {
        try {
            Line line = catalogue.read(cells);
            boolean drawn = catalogue.all().stream()
                    .anyMatch(item -> item.process().equals(line.item().process()));
            new Defects().require(drawn, "cells.process", "item-cell").refuse();
            return line;
        } catch (ItemFile.Unreadable e) {
            throw Refusal.invalid(e.columns().stream()
                    .map(column -> new Refusal.Defect(
                            column.equals("code") ? "code" : "cells." + column, "item-cell", List.of()))
                    .toList());
        }
    }
}
