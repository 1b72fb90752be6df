package org.onewindow.pass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Acts on passes, and the codes that no longer count because of them. */
@Repository
class PassActRepository {

    private final JdbcClient sql;

    PassActRepository(JdbcClient sql) {
        this.sql = sql;
    }

    void append(String number, PassAct act) {
        sql.sql("""
                        INSERT INTO pass_act (pass_number, at, act, cause, reason, basis, actor, suspended_to, banned_to)
                        VALUES (:number, :at, :act, :cause, :reason, :basis, :actor, :suspendedTo, :bannedTo)
                        """)
                .param("number", number)
                .param("at", Times.sql(act.at()))
                .param("act", act.kind().name())
                .param("cause", act.cause())
                .param("reason", act.reason())
                .param("basis", act.basis())
                .param("actor", act.actor())
                .param("suspendedTo", act.suspendedTo())
                .param("bannedTo", act.bannedTo())
                .update();
    }

    /** The last day on which the holder, or anybody for this vehicle, may not apply again. */
    Optional<LocalDate> bannedTo(String holder, Plate plate, LocalDate today) {
        return sql.sql("""
                        SELECT MAX(a.banned_to) FROM pass_act a JOIN truck_pass p ON p.number = a.pass_number
                        WHERE a.banned_to >= :today
                          AND (p.holder = :holder OR p.plate_number = :number AND p.plate_type = :type)
                        """)
                .param("today", today)
                .param("holder", holder)
                .param("number", plate.number())
                .param("type", plate.type())
                .query(LocalDate.class)
                .optional();
    }

    /** Oldest first. */
    List<PassAct> acts(String number) {
        return sql.sql("SELECT * FROM pass_act WHERE pass_number = :number ORDER BY seq")
                .param("number", number)
                .query(PassActRepository::toAct)
                .list();
    }

    /** The code is good again, at once. */
    void release(String token) {
        sql.sql("DELETE FROM withdrawn_token WHERE token_id = :token")
                .param("token", token)
                .update();
    }

    /** @param suspendedTo last day on which the code does not count, or {@code null} when it never does again */
    void withdraw(String token, TruckPass pass, LocalDate suspendedTo, Instant since) {
        release(token);
        sql.sql("""
                        INSERT INTO withdrawn_token (token_id, pass_number, state, suspended_to, expires, since)
                        VALUES (:token, :number, :state, :suspendedTo, :expires, :since)
                        """)
                .param("token", token)
                .param("number", pass.number())
                .param("state", suspendedTo == null ? "REVOKED" : "SUSPENDED")
                .param("suspendedTo", suspendedTo)
                .param("expires", pass.period().to())
                .param("since", Times.sql(since))
                .update();
    }

    private static PassAct toAct(ResultSet row, int i) throws SQLException {
        return new PassAct(
                Times.instant(row, "at"),
                PassAct.Kind.valueOf(row.getString("act")),
                row.getString("cause"),
                row.getString("reason"),
                row.getString("basis"),
                row.getString("actor"),
                row.getObject("suspended_to", LocalDate.class),
                row.getObject("banned_to", LocalDate.class));
    }
}
