package org.onewindow.worklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.shared.Actor;
import org.onewindow.worklist.Worklist.Query;
import org.springframework.context.ApplicationContext;

/** A clerk at work, for tests of other modules: finds a case on his list by its number, claims it and ends the task. */
public final class Desk {

    /** What the clerk sees of his task. */
    public record Task(String id, String step, List<String> outcomes, Instant dueAt, int caseVersion) {}

    private final Worklist worklist;
    private final Actor clerk;

    public Desk(ApplicationContext office, Actor clerk) {
        this.worklist = office.getBean(Worklist.class);
        this.clerk = clerk;
    }

    public Optional<Task> find(String caseNumber) {
        return item(caseNumber).map(w -> new Task(w.id(), w.step(), w.outcomes(), w.dueAt(), w.caseVersion()));
    }

    public void complete(String caseNumber, String outcome, String note, Map<String, String> fields) {
        WorkItem item = worklist.claim(clerk, item(caseNumber).orElseThrow().id());
        worklist.complete(clerk, item, outcome, note, fields);
    }

    /** Gives back what he has claimed. */
    public void release(String caseNumber) {
        worklist.release(clerk, item(caseNumber).orElseThrow().id());
    }

    /** Looks at a task that he has heard of. */
    public void open(String task) {
        worklist.one(clerk, task);
    }

    private Optional<WorkItem> item(String caseNumber) {
        return worklist.list(clerk, new Query(null, null, null, null, null, caseNumber), null, 2).items().stream()
                .findFirst();
    }
}
