package org.onewindow.worklist;

import java.util.List;
import org.onewindow.shared.Refusal.Defect;

/**
 * One item of a batch.
 *
 * @param seen version of the case that the owner had before him when he chose it
 * @param label number of the case
 * @param defects why it was not done
 */
public record WorkBatchRow(
        String batch, int number, String item, int seen, String label, State state, List<Defect> defects) {

    public enum State {
        WAITING,
        DONE,
        NOT_DONE
    }
}
