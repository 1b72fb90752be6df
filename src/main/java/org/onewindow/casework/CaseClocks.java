package org.onewindow.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.onewindow.calendar.CountedDay;
import org.onewindow.calendar.Deadline;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.catalogue.ServiceItem.Statutory;
import org.onewindow.catalogue.ServiceItem.Unit;
import org.springframework.stereotype.Component;

/** The three clocks of a case: until the notice of what is missing, until the decision, until the delivery. */
@Component
class CaseClocks {

    enum Kind {
        NOTICE,
        DECISION,
        DELIVERY
    }

    enum State {
        RUNNING,
        /** A special procedure is not counted (permit law, article 45). */
        STOPPED,
        ENDED
    }

    /** @param countedDays each day from the first, and why it counts or does not */
    record Limit(
            int workingDays, LocalDate dueDate, Instant dueAt, boolean provisional, List<CountedDay> countedDays) {}

    /**
     * @param endedAt {@code null} while it has not ended
     * @param statutory limit by law in working days, less what was stopped; {@code null} where no rule names working days
     * @param promised limit that the authority promises
     */
    record Running(Kind clock, State state, Instant from, Instant endedAt, Limit statutory, Limit promised) {}

    private static final Set<Act> HEARD = EnumSet.of(
            Act.TASK_COMPLETED,
            Act.ACCEPTED,
            Act.DEEMED_ACCEPTED,
            Act.DECIDED_BY_RULE,
            Act.WITHDRAWN,
            Act.NOT_CORRECTED);

    private final Cases cases;
    private final WorkingCalendar calendar;

    CaseClocks(Cases cases, WorkingCalendar calendar) {
        this.cases = cases;
        this.calendar = calendar;
    }

    /** Those that have started, in this order. None runs for a draft. */
    List<Running> of(Case c) {
        List<Running> clocks = new ArrayList<>();
        if (c.clocks().promised() == null) {
            return clocks;
        }
        ServiceItem item = cases.itemOf(c);
        List<CaseEvent> history = cases.history(c);
        clocks.add(notice(item, history));
        if (c.status() != CaseStatus.PENDING_ACCEPTANCE && c.status() != CaseStatus.CORRECTION_NOTIFIED) {
            clocks.add(decision(c, item, history));
        }
        if (c.clocks().delivery() != null) {
            clocks.add(delivery(c, item, history));
        }
        return clocks;
    }

    private Running notice(ServiceItem item, List<CaseEvent> history) {
        int sent = last(history, EnumSet.of(Act.SUBMITTED, Act.RESUBMITTED));
        Instant from = calendar.receivedAt(history.get(sent).at());
        Instant heard = history.stream()
                .skip(sent)
                .filter(event -> HEARD.contains(event.act()))
                .map(CaseEvent::at)
                .findFirst()
                .orElse(null);
        return new Running(
                Kind.NOTICE,
                heard == null ? State.RUNNING : State.ENDED,
                from,
                heard,
                limit(from, item.limits().noticeStatutory()),
                limit(from, item.limits().noticePromised()));
    }

    private Running decision(Case c, ServiceItem item, List<CaseEvent> history) {
        Deadline promised = c.clocks().promised();
        int sent = last(history, EnumSet.of(Act.SUBMITTED, Act.RESUBMITTED));
        Instant accepted = history.stream()
                .skip(sent)
                .filter(event -> event.act() == Act.ACCEPTED)
                .map(CaseEvent::at)
                .findFirst()
                .orElse(null);
        // Silence accepts from the receipt, and an item without a step of acceptance is counted from there too.
        Instant from = calendar.receivedAt(accepted == null ? history.get(sent).at() : accepted);
        Instant ended = c.decision() == null ? null : c.decision().at();
        State state = ended != null
                ? State.ENDED
                : c.status() == CaseStatus.SPECIAL_PROCEDURE ? State.STOPPED : State.RUNNING;
        return new Running(
                Kind.DECISION,
                state,
                from,
                ended,
                statutory(from, lawful(item), history),
                limit(promised.received(), promised.workingDays()));
    }

    /** The item's own rule, else that of its nature; {@code null} where a rule says 日 and no more. */
    private static Integer lawful(ServiceItem item) {
        Statutory own = item.statutory();
        return own == null || own.days() == null
                ? item.limits().decisionStatutory()
                : own.unit() == Unit.WORKING_DAYS ? own.days() : null;
    }

    private Limit statutory(Instant accepted, Integer days, List<CaseEvent> history) {
        if (days == null) {
            return null;
        }
        Instant from = accepted;
        int left = days;
        for (CaseEvent event : history) {
            switch (event.act()) {
                case CLOCK_STOPPED -> left = calendar.left(from, left, event.at());
                case CLOCK_RESTARTED -> from = event.at();
                case EXTENDED -> left += Cases.EXTENSION_WORKING_DAYS;
                default -> {}
            }
        }
        return limit(from, left);
    }

    private Running delivery(Case c, ServiceItem item, List<CaseEvent> history) {
        Deadline promised = c.clocks().delivery();
        int delivered = last(history, EnumSet.of(Act.DELIVERED));
        return new Running(
                Kind.DELIVERY,
                delivered < 0 ? State.RUNNING : State.ENDED,
                promised.received(),
                delivered < 0 ? null : history.get(delivered).at(),
                limit(promised.received(), item.limits().deliveryStatutory()),
                limit(promised.received(), promised.workingDays()));
    }

    private Limit limit(Instant from, int days) {
        Deadline due = calendar.deadline(from, days);
        return new Limit(days, due.dueDate(), due.due(), due.provisional(), calendar.explain(from, days));
    }

    /** Where the last of these acts stands, or -1. */
    private static int last(List<CaseEvent> history, Set<Act> acts) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (acts.contains(history.get(i).act())) {
                return i;
            }
        }
        return -1;
    }
}
