package org.onewindow.joint;

/**
 * What one department decides.
 *
 * @param caseId of its own case
 * @param whole id of the case in which it was applied for
 */
public record JointPart(String caseId, String whole, Part part) {

    /** Work permit, residence permit. */
    public enum Part {
        WORK("work-permit-decided"),
        RESIDENCE("residence-permit-decided");

        private final String message;

        Part(String message) {
            this.message = message;
        }

        /** By which the case of the whole hears of the decision. */
        String message() {
            return message;
        }
    }
}
