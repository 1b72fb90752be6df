package org.onewindow.worklist;

import java.util.List;
import java.util.Map;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Version;
import org.onewindow.worklist.WorkBatch.Act;
import org.onewindow.worklist.WorkBatchRow.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what batches ask for, each item in a transaction of its own, with the rights that the owner has then. The row and the
 * item move together, so an item is moved once, whatever dies in between and however many nodes do this.
 */
@Component
class WorkBatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WorkBatchRunner.class);
    private static final int AT_ONCE = 50;

    /** A row that fails so often will fail again. */
    private static final int MOST_TRIES = 10;

    private final WorkBatchRepository batches;
    private final Worklist worklist;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    WorkBatchRunner(
            WorkBatchRepository batches, Worklist worklist, Accounts accounts, TransactionTemplate transaction) {
        this.batches = batches;
        this.worklist = worklist;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.worklist.batches-every:PT1S}",
            initialDelayString = "${onewindow.worklist.batches-every:PT1S}")
    void run() {
        List<WorkBatchRow> waiting;
        do {
            waiting = batches.waiting(AT_ONCE);
            long moved = waiting.stream().filter(this::move).count();
            if (moved == 0) {
                return;
            }
        } while (waiting.size() == AT_ONCE);
    }

    /** @return whether the row is settled now */
    private boolean move(WorkBatchRow row) {
        try {
            transaction.executeWithoutResult(status -> {
                if (batches.settle(row, State.DONE, List.of())) {
                    WorkBatch batch = batches.find(row.batch()).orElseThrow();
                    Actor owner = accounts.actor(batch.owner()).orElseThrow(() -> Refusal.forbidden("not-your-role"));
                    move(owner, batch, row);
                }
            });
            return true;
        } catch (Refusal refused) {
            transaction.executeWithoutResult(status -> batches.settle(row, State.NOT_DONE, refused.defects()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("row {} of batch {} could not be moved", row.number(), row.batch(), e);
            transaction.executeWithoutResult(status -> {
                if (batches.failed(row) >= MOST_TRIES) {
                    batches.settle(
                            row,
                            State.NOT_DONE,
                            Refusal.unavailable("batch-row-failed").defects());
                }
            });
            return false;
        }
    }

    private void move(Actor owner, WorkBatch batch, WorkBatchRow row) {
        if (batch.act() == Act.RELEASE) {
            worklist.release(owner, row.item());
            return;
        }
        WorkItem item = worklist.claim(owner, row.item());
        if (batch.act() == Act.DECIDE) {
            Version.require(Version.tag(row.seen()), item.caseVersion());
            worklist.complete(owner, item, batch.outcome(), batch.note(), Map.of());
        }
    }
}
