package org.onewindow.fleet;

import java.util.List;
import org.onewindow.shared.Refusal.Defect;

/**
 * One vehicle of a fleet application.
 *
 * @param number counted from 1, as a person counts the vehicles in his list
 * @param plateNumber as it was typed
 * @param caseId the application kept for it; {@code null} when the row itself was wrong
 * @param defects why it was not sent; empty otherwise
 */
public record FleetRow(
        String fleet,
        int number,
        String plateNumber,
        String plateType,
        State state,
        String caseId,
        List<Defect> defects) {

    public enum State {
        /** Kept as a draft, and sent within moments. */
        WAITING,
        /** The case goes its own way from here. */
        SENT,
        /** Not sent; the defects say why. */
        NOT_SENT
    }
}
