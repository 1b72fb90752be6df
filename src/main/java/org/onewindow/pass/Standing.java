package org.onewindow.pass;

import java.time.LocalDate;

/**
 * What has become of a pass since it was given. Expiry is no status: the period tells it.
 *
 * @param suspendedTo last day of a suspension, exactly when {@code SUSPENDED}
 * @param replaces number of the pass that this one follows, as a renewal or an amendment, or {@code null}
 * @param replacedBy number of the pass that took its place, exactly when {@code SUPERSEDED}
 * @param project code of the key project that it was given for, or {@code null}
 * @param version counts changes; the first state has 0
 */
record Standing(Status status, LocalDate suspendedTo, String replaces, String replacedBy, String project, int version) {

    static final Standing FRESH = new Standing(Status.LIVE, null, null, null, null, 0);

    Standing of(String keyProject) {
        return new Standing(status, suspendedTo, replaces, replacedBy, keyProject, version);
    }

    /** The words of the permit law, articles 8, 69 and 70; the ways a pass can end are different acts. */
    enum Status {
        LIVE,
        /** 暂停: not usable until the last day of the suspension is over. */
        SUSPENDED,
        /** 变更: another version took its place. */
        SUPERSEDED,
        /** 撤回: law or facts changed, or the public interest asks for it. */
        WITHDRAWN,
        /** 撤销: should never have been given. */
        RESCINDED,
        /** 吊销: as a penalty. */
        REVOKED,
        /** 注销: the entry is closed. */
        DEREGISTERED
    }
}
