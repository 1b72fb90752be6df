package org.onewindow.worklist;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.worklist.WorkBatch.Act;
import org.onewindow.worklist.WorkBatchRow.State;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what is to be done to several items; it is done afterwards, one by one, and can be looked up at any time. */
@Service
@Transactional
public class WorkBatches {

    /** As many as a page of the list holds. */
    private static final int MOST = 50;

    private static final int LONGEST_NOTE = 1000;

    /** @param version of the case that whoever chose it had before him */
    public record Chosen(String item, int version) {}

    private final WorkBatchRepository batches;
    private final Worklist worklist;
    private final Clock clock;

    WorkBatches(WorkBatchRepository batches, Worklist worklist, Clock clock) {
        this.batches = batches;
        this.worklist = worklist;
        this.clock = clock;
    }

    /**
     * @param outcome of a decision; read for a decision only, as is the note
     * @throws Refusal {@code missing}, {@code length}, {@code batch-too-large}; {@code work-item-unknown} when one is not the
     *     actor's to see
     */
    public WorkBatch begin(Actor actor, Act act, List<Chosen> chosen, String outcome, String note) {
        boolean decides = act == Act.DECIDE;
        new Defects()
                .require(act != null, "act", "missing")
                .require(!chosen.isEmpty(), "chosen", "missing")
                .require(chosen.size() <= MOST, "chosen", "batch-too-large", MOST)
                .require(!decides || outcome != null && !outcome.isBlank(), "outcome", "missing")
                .require(note == null || note.length() <= LONGEST_NOTE, "note", "length")
                .refuse();
        var batch = new WorkBatch(
                UUID.randomUUID().toString(),
                actor.id(),
                act,
                decides ? outcome : null,
                decides && note != null && !note.isBlank() ? note.strip() : null,
                Times.toMillis(clock.instant()),
                0,
                0,
                0);
        var rows = new ArrayList<WorkBatchRow>();
        for (Chosen one : new LinkedHashSet<>(chosen)) {
            WorkItem item = worklist.one(actor, one.item());
            rows.add(new WorkBatchRow(
                    batch.id(), rows.size() + 1, item.id(), one.version(), item.number(), State.WAITING, List.of()));
        }
        batches.insert(batch, rows);
        return batch;
    }

    /** @throws Refusal {@code batch-unknown} when there is none, or it is somebody else's: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public WorkBatch ownedBy(Actor actor, String id) {
        return batches.find(id)
                .filter(batch -> batch.owner().equals(actor.id()))
                .orElseThrow(() -> Refusal.notFound("batch-unknown"));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public List<WorkBatchRow> rows(WorkBatch batch) {
        return batches.rows(batch.id());
    }

    /** The newest first, fifty at most. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<WorkBatch> of(Actor actor) {
        return batches.ofOwner(actor.id(), MOST);
    }
}
