package org.onewindow.pass;

import java.time.LocalDate;
import org.onewindow.shared.Refusal;

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
        DEREGISTERED;

        /** Whether an act ended the pass for good. */
        boolean ended() {
            return this != LIVE && this != SUSPENDED;
        }
    }

    /** Whether the act is possible in this state. */
    boolean allows(PassAct.Kind act) {
        return switch (act) {
            case SUSPEND, SUPERSEDE, WITHDRAW, RESCIND, REVOKE, REISSUE -> !status.ended();
            case REINSTATE -> status == Status.SUSPENDED;
            case DEREGISTER -> status != Status.DEREGISTERED && status != Status.SUPERSEDED;
        };
    }

    /**
     * What an act makes of it. Nothing brings an ended pass back to life.
     *
     * @param until last day of the suspension, for {@code SUSPEND} only; the longer one of two counts
     * @throws Refusal {@code pass-status} when the act is not possible in this state
     */
    Standing after(PassAct.Kind act, LocalDate until) {
        if (!allows(act)) {
            throw Refusal.conflict("pass-status", status);
        }
        return switch (act) {
            case SUSPEND ->
                to(Status.SUSPENDED, suspendedTo != null && suspendedTo.isAfter(until) ? suspendedTo : until);
            case REINSTATE -> to(Status.LIVE, null);
            case SUPERSEDE -> to(Status.SUPERSEDED, null);
            case WITHDRAW -> to(Status.WITHDRAWN, null);
            case RESCIND -> to(Status.RESCINDED, null);
            case REVOKE -> to(Status.REVOKED, null);
            case DEREGISTER -> to(Status.DEREGISTERED, null);
            case REISSUE -> to(status, suspendedTo);
        };
    }

    /** At the beginning: what it follows. */
    Standing replacing(String predecessor) {
        return new Standing(status, suspendedTo, predecessor, replacedBy, project, version);
    }

    /** @throws Refusal {@code pass-status} when the pass has ended already */
    Standing supersededBy(String successor) {
        Standing ended = after(PassAct.Kind.SUPERSEDE, null);
        return new Standing(ended.status, null, replaces, successor, project, ended.version);
    }

    /** Suspended on that day: the suspension ends by itself with its last day. */
    boolean suspendedOn(LocalDate day) {
        return status == Status.SUSPENDED && !day.isAfter(suspendedTo);
    }

    private Standing to(Status next, LocalDate until) {
        return new Standing(next, until, replaces, replacedBy, project, version + 1);
    }
}
