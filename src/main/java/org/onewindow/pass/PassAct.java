package org.onewindow.pass;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What was done to a pass after it was given; never changed or removed.
 *
 * @param cause code of {@code pass-acts.yml}
 * @param reason the officer's words, or {@code null} when a rule acted
 * @param basis legal basis as it was cited
 * @param actor account of the officer, or {@code "rule"}
 * @param suspendedTo last day of the suspension, exactly for {@code SUSPEND}
 * @param bannedTo last day on which the holder may not apply again, or {@code null}
 */
public record PassAct(
        Instant at,
        Kind kind,
        String cause,
        String reason,
        String basis,
        String actor,
        LocalDate suspendedTo,
        LocalDate bannedTo) {

    public enum Kind {
        /** 暂停 */
        SUSPEND,
        /** 恢复: before the last day of the suspension; after it nothing needs to be done. */
        REINSTATE,
        /** 变更: another version takes its place, on the holder's own application; by rule only. */
        SUPERSEDE,
        /** 撤回 */
        WITHDRAW,
        /** 撤销 */
        RESCIND,
        /** 吊销 */
        REVOKE,
        /** 注销 */
        DEREGISTER,
        /** 补发: another code for the same pass. */
        REISSUE;

        /** Whether it takes something from the holder, who is then told what he can do about it. */
        boolean burdens() {
            return this != REINSTATE && this != SUPERSEDE && this != REISSUE;
        }
    }
}
