package org.onewindow.casework;

/** Where an application stands. The words are those of the permit law and of live one-window systems. */
public enum CaseStatus {
    /** 草稿: only the applicant knows it; no clock runs. */
    DRAFT(Turn.APPLICANT),
    /** 收件: the system asks the registers. */
    RECEIVED(Turn.SYSTEM),
    /** 待受理: handed in, and with an officer who looks whether it is complete and in the right place. */
    PENDING_ACCEPTANCE(Turn.OFFICER),
    /** 审核: complete, and with an officer; counted from receipt. */
    UNDER_REVIEW(Turn.OFFICER),
    /** 补正: the applicant was told once of everything that is missing. */
    CORRECTION_NOTIFIED(Turn.APPLICANT),
    /** 特别程序: a hearing, test, inspection or expert review; the clock stands (permit law, article 45). */
    SPECIAL_PROCEDURE(Turn.OFFICER),
    /** 准予 */
    GRANTED(Turn.NOBODY),
    /** 送达: granted, and in the applicant's hands. */
    DELIVERED(Turn.NOBODY),
    /** 撤销: it was granted, and is as if it had never been (permit law, article 69). */
    RESCINDED(Turn.NOBODY),
    /** 不予 */
    REFUSED(Turn.NOBODY),
    /** 退回: cannot be mended by a correction; nothing is decided, and the applicant may apply again. */
    RETURNED(Turn.NOBODY),
    /** 不需要许可 */
    NOT_REQUIRED(Turn.NOBODY),
    /** 已答复: only advised on here; nothing is issued. */
    ADVISED(Turn.NOBODY),
    /** 不予受理: another authority's business, which is named. */
    NOT_ACCEPTED(Turn.NOBODY),
    /** 终止: the applicant died, or the matter has lapsed. */
    TERMINATED(Turn.NOBODY),
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
