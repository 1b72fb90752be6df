package org.onewindow.roadcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.passcode.WithdrawalList;
import org.onewindow.vault.Keyring;
import org.onewindow.vault.SigningKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signed list of withdrawn codes; kept for a while, a minute if not told otherwise, so that many who poll cost little. */
@Repository
class Withdrawals {

    static final String ISSUER = "one-window";

    /** A reader should ask again after this long. */
    static final Duration UPDATE = Duration.ofMinutes(5);

    private record Signed(Instant at, byte[] bytes) {}

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Duration kept;
    private final Clock clock;
    private volatile Signed last = new Signed(Instant.EPOCH, new byte[0]);

    Withdrawals(
            JdbcClient sql,
            Keyring keyring,
            @Value("${onewindow.roadcheck.withdrawals-kept:PT1M}") Duration kept,
            Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.kept = kept;
        this.clock = clock;
    }

    /** COSE_Sign1 as {@link WithdrawalList} writes it, no older than it is kept. Codes past their last day are not on it. */
    byte[] signed() {
        Instant now = clock.instant();
        Signed known = last;
        if (Duration.between(known.at(), now).abs().compareTo(kept) >= 0) {
            known = new Signed(now, sign(now));
            last = known;
        }
        return known.bytes();
    }

    private byte[] sign(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, WorkingCalendar.ZONE);
        Set<String> revoked = new HashSet<>();
        Map<String, LocalDate> suspended = new HashMap<>();
        sql.sql("SELECT token_id, suspended_to FROM withdrawn_token WHERE expires >= :today AND"
                        + " (suspended_to IS NULL OR suspended_to >= :today)")
                .param("today", today)
                .query(row -> {
                    LocalDate lastDay = row.getObject("suspended_to", LocalDate.class);
                    if (lastDay == null) {
                        revoked.add(row.getString("token_id"));
                    } else {
                        suspended.put(row.getString("token_id"), lastDay);
                    }
                });
        SigningKey key = keyring.signingKey(Keyring.Purpose.PASS);
        return new WithdrawalList(ISSUER, now, now.plus(UPDATE), revoked, suspended)
                .sign(key.id(), key.pair().getPrivate());
    }
}
