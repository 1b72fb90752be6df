package org.onewindow.casework;

/** Where an application stands. The words are those of the permit law and of live one-window systems. */
public enum CaseStatus {
    /** 草稿: only the applicant knows it; no clock runs. */
    DRAFT(Turn.APPLICANT),
    /** 收件: the system asks the registers. */
    RECEIVED(Turn.SYSTEM),
    /** 审核: complete, and with an officer; counted from receipt. */
    UNDER_REVIEW(Turn.OFFICER),
    /** 补正: the applicant was told once of everything that is missing. */
    CORRECTION_NOTIFIED(Turn.APPLICANT),
    /** 准予 */
    GRANTED(Turn.NOBODY),
    /** 不予 */
    REFUSED(Turn.NOBODY),
    /** 退回: cannot be mended by a correction; nothing is decided, and the applicant may apply again. */
    RETURNED(Turn.NOBODY),
    /** 不需要许可 */
    NOT_REQUIRED(Turn.NOBODY),
    /** 逾期未补正退件 */
    CLOSED_NOT_CORRECTED(Turn.NOBODY),
    /** 撤回申请 */
    WITHDRAWN(Turn.NOBODY);

    /** Who acts next. */
    public enum Turn {
        APPLICANT,
        SYSTEM,
        OFFICER,
        NOBODY
    }

    private final Turn turn;

    CaseStatus(Turn turn) {
        this.turn = turn;
    }

    public Turn turn() {
        return turn;
    }

    public boolean isOpen() {
        return turn != Turn.NOBODY;
    }
}
