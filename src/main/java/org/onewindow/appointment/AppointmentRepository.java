package org.onewindow.appointment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.Appointment.Status;
import org.onewindow.appointment.Party.Part;
import org.onewindow.appointment.Visits.Use;
import org.onewindow.shared.Times;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Bookings and the seats they sit on. */
@Repository
class AppointmentRepository {

    private static final String AT = "outlet = :outlet AND item_group = :group AND starts_at = :startsAt";

    /** The act that closed the outlet is the last before its end. */
    private static final String NOT_CLOSED = """
             AND NOT (a.status = 'CANCELLED' AND EXISTS (
                SELECT 1 FROM appointment_act t
                WHERE t.appointment = a.number AND t.act = 'CLOSED' AND t.version = a.version - 2))
            """;

    private final JdbcClient sql;

    AppointmentRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** Until the end of the transaction nobody else books for this person. */
    void lockPerson(String person) {
        sql.sql("INSERT INTO appointment_person (person, turns) VALUES (:person, 1)"
                        + " ON DUPLICATE KEY UPDATE turns = turns + 1")
                .param("person", person)
                .update();
    }

    /** Ends this person's holds that are over, so that their days are free again. */
    void expire(String person, Instant now) {
        sql.sql("""
                        UPDATE appointment_further SET booked_day = NULL
                        WHERE booked_day IS NOT NULL AND appointment IN (
                            SELECT number FROM appointment
                            WHERE person = :person AND status = 'HELD' AND held_until <= :now)
                        """).param("person", person).param("now", Times.sql(now)).update();
        sql.sql("""
                        UPDATE appointment_further SET booked_day = NULL
                        WHERE person = :person AND booked_day IS NOT NULL AND appointment IN (
                            SELECT number FROM appointment WHERE status = 'HELD' AND held_until <= :now)
                        """).param("person", person).param("now", Times.sql(now)).update();
        sql.sql("""
                        UPDATE appointment SET status = 'EXPIRED', booked_day = NULL, version = version + 1
                        WHERE person = :person AND status = 'HELD' AND held_until <= :now
                        """).param("person", person).param("now", Times.sql(now)).update();
    }

    /** How many visits this person has ahead of him, holds included. */
    int ahead(String person, Instant now) {
        return count("""
                SELECT COUNT(*) FROM appointment
                WHERE person = :who AND starts_at > :since AND (status IN ('CONFIRMED', 'TO_MOVE') OR status = 'HELD' AND held_until > :since)
                """, person, now) + count("""
                        SELECT COUNT(DISTINCT a.number) FROM appointment_further f
                        JOIN appointment a ON a.number = f.appointment
                        WHERE f.person = :who AND a.person <> :who AND a.starts_at > :since
                          AND (a.status IN ('CONFIRMED', 'TO_MOVE') OR a.status = 'HELD' AND a.held_until > :since)
                        """, person, now);
    }

    /** How many visits this account has ahead for others. */
    int aheadForOthers(String account, Instant now) {
        return count("""
                SELECT COUNT(*) FROM appointment_origin o JOIN appointment a ON a.number = o.appointment
                WHERE o.booked_by = :who AND a.starts_at > :since
                  AND (a.status IN ('CONFIRMED', 'TO_MOVE') OR a.status = 'HELD' AND a.held_until > :since)
                """, account, now);
    }

    /**
     * How many visits that begin behind that moment this person has booked or was to come along to, whatever became of them;
     * those are left out that ended because the outlet closed.
     */
    int bookedSince(String person, Instant since) {
        return count("""
                SELECT COUNT(*) FROM appointment a
                WHERE person = :who AND starts_at > :since AND status NOT IN ('HELD', 'EXPIRED')
                """ + NOT_CLOSED, person, since) + count("""
                        SELECT COUNT(DISTINCT a.number) FROM appointment_further f
                        JOIN appointment a ON a.number = f.appointment
                        WHERE f.person = :who AND a.person <> :who AND a.starts_at > :since
                          AND a.status NOT IN ('HELD', 'EXPIRED')
                        """ + NOT_CLOSED, person, since);
    }

    /** How many holds for this person that were begun behind that moment are not confirmed, or were never. */
    int heldSince(String person, Instant since) {
        return count("""
                SELECT COUNT(*) FROM appointment
                WHERE person = :who AND created_at > :since AND status IN ('HELD', 'EXPIRED')
                """, person, since);
    }

    private int count(String statement, String who, Instant since) {
        return sql.sql(statement)
                .param("who", who)
                .param("since", Times.sql(since))
                .query(Integer.class)
                .single();
    }

    boolean booked(String bookedDay) {
        return sql.sql("""
                        SELECT COUNT(*) FROM (
                            SELECT booked_day FROM appointment WHERE booked_day = :day
                            UNION ALL SELECT booked_day FROM appointment_further WHERE booked_day = :day) booked
                        """).param("day", bookedDay).query(Integer.class).single() > 0;
    }

    /** Sits down on a seat that is free, or whose hold is over; false when there is none. */
    boolean takeSeat(Slot slot, String appointment, Instant heldUntil, Instant now) {
        int seats = at(slot, "SELECT COUNT(*) FROM appointment_seat WHERE " + AT)
                .query(Integer.class)
                .single();
        for (int seat = seats + 1; seat <= slot.capacity(); seat++) {
            // Not INSERT IGNORE: its shared lock on a row that is there would bring those who come at once into a
            // deadlock.
            at(slot, """
                    INSERT INTO appointment_seat (outlet, item_group, starts_at, seat)
                    VALUES (:outlet, :group, :startsAt, :seat) ON DUPLICATE KEY UPDATE seat = :seat
                    """).param("seat", seat).update();
        }
        if (seats > slot.capacity() && seated(slot, now) >= slot.capacity()) {
            return false;
        }
        String take = "UPDATE appointment_seat SET appointment = :appointment, held_until = :heldUntil WHERE " + AT
                + " AND seat <= :capacity AND (appointment IS NULL OR held_until <= :now) LIMIT 1";
        return at(slot, take)
                        .param("appointment", appointment)
                        .param("heldUntil", Times.sql(heldUntil))
                        .param("capacity", slot.capacity())
                        .param("now", Times.sql(now))
                        .update()
                == 1;
    }

    /**
     * Where there are more seats than can be served now, a free one of a low number is none while somebody sits on one of a
     * high number. Until the end of the transaction nobody else sits down or gets up.
     */
    private long seated(Slot slot, Instant now) {
        return at(
                        slot,
                        "SELECT appointment, held_until FROM appointment_seat WHERE " + AT
                                + " ORDER BY seat FOR UPDATE")
                .query((row, i) -> row.getString("appointment") != null
                        && (row.getObject("held_until") == null
                                || Times.instant(row, "held_until").isAfter(now)))
                .list()
                .stream()
                .filter(taken -> taken)
                .count();
    }

    /** One more seat than the slot can hold. */
    void addSeat(Slot slot, String appointment) {
        int last = at(slot, "SELECT MAX(seat) FROM appointment_seat WHERE " + AT)
                .query(Integer.class)
                .single();
        at(slot, """
                INSERT INTO appointment_seat (outlet, item_group, starts_at, seat, appointment)
                VALUES (:outlet, :group, :startsAt, :seat, :appointment)
                """)
                .param("seat", Math.max(last, slot.capacity()) + 1)
                .param("appointment", appointment)
                .update();
    }

    /** Keeps the seats for good; how many were still held for it. */
    int keepSeats(Appointment appointment, Instant now) {
        return onSeats(appointment, "held_until = NULL", " AND held_until > :now", now);
    }

    void leaveSeats(Appointment appointment) {
        onSeats(appointment, "appointment = NULL, held_until = NULL", "", null);
    }

    /** Seat by seat, each by its whole key: a statement over the slot would wait for seats of others, and they for this one. */
    private int onSeats(Appointment appointment, String change, String condition, Instant now) {
        return sql
                .sql("SELECT starts_at, seat FROM appointment_seat WHERE appointment = :appointment"
                        + " AND outlet = :outlet AND item_group = :group AND starts_at >= :startsAt AND starts_at < :endsAt"
                        + " ORDER BY starts_at, seat")
                .param("appointment", appointment.number())
                .param("outlet", appointment.slot().outlet())
                .param("group", appointment.slot().itemGroup())
                .param("startsAt", Times.sql(appointment.slot().startsAt()))
                .param("endsAt", Times.sql(appointment.slot().endsAt()))
                .query((row, i) -> Map.entry(Times.instant(row, "starts_at"), row.getInt("seat")))
                .list()
                .stream()
                .mapToInt(seat -> sql.sql("UPDATE appointment_seat SET " + change + " WHERE " + AT
                                + " AND seat = :seat AND appointment = :appointment" + condition)
                        .param("outlet", appointment.slot().outlet())
                        .param("group", appointment.slot().itemGroup())
                        .param("startsAt", Times.sql(seat.getKey()))
                        .param("seat", seat.getValue())
                        .param("appointment", appointment.number())
                        .param("now", Times.sql(now))
                        .update())
                .sum();
    }

    void insert(String appointment, Origin origin) {
        sql.sql("""
                        INSERT INTO appointment_origin (appointment, booked_by, company, over_reason)
                        VALUES (:appointment, :bookedBy, :company, :overReason)
                        """)
                .param("appointment", appointment)
                .param("bookedBy", origin.bookedBy())
                .param("company", origin.company())
                .param("overReason", origin.overReason())
                .update();
    }

    void insert(OfficeAct act) {
        sql.sql("""
                        INSERT INTO appointment_act
                            (appointment, version, act, acted_by, reason, from_outlet, from_starts_at, acted_at)
                        VALUES (:appointment, :version, :act, :by, :reason, :outlet, :from, :at)
                        """)
                .param("appointment", act.appointment())
                .param("version", act.version())
                .param("act", act.act().name())
                .param("by", act.actedBy())
                .param("reason", act.reason())
                .param("outlet", act.outlet())
                .param("from", Times.sql(act.from()))
                .param("at", Times.sql(act.at()))
                .update();
    }

    List<OfficeAct> acts(String appointment) {
        return sql.sql("SELECT * FROM appointment_act WHERE appointment = :appointment ORDER BY version")
                .param("appointment", appointment)
                .query((row, i) -> new OfficeAct(
                        appointment,
                        row.getInt("version"),
                        OfficeAct.Act.valueOf(row.getString("act")),
                        row.getString("acted_by"),
                        row.getString("reason"),
                        row.getString("from_outlet"),
                        Times.instant(row, "from_starts_at"),
                        Times.instant(row, "acted_at")))
                .list();
    }

    List<Part> further(String appointment) {
        return sql.sql(
                        "SELECT person, item FROM appointment_further WHERE appointment = :appointment ORDER BY person, item")
                .param("appointment", appointment)
                .query((row, i) -> new Part(row.getString("person"), row.getString("item")))
                .list();
    }

    /** @param day on which they come, or {@code null} when it is free for another booking */
    void keep(String appointment, List<Part> further, LocalDate day) {
        for (Part part : further) {
            sql.sql("""
                            INSERT INTO appointment_further (appointment, person, item, booked_day)
                            VALUES (:appointment, :person, :item, :day) ON DUPLICATE KEY UPDATE booked_day = :day
                            """)
                    .param("appointment", appointment)
                    .param("person", part.person())
                    .param("item", part.item())
                    .param("day", day == null ? null : part.bookedDay(day))
                    .update();
        }
    }

    private JdbcClient.StatementSpec at(Slot slot, String statement) {
        return sql.sql(statement)
                .param("outlet", slot.outlet())
                .param("group", slot.itemGroup())
                .param("startsAt", Times.sql(slot.startsAt()));
    }

    /** How many seats are taken, by the begin of the slot; those left out have none. */
    Map<Instant, Integer> taken(String outlet, String itemGroup, Instant from, Instant to, Instant now) {
        Map<Instant, Integer> taken = new HashMap<>();
        sql.sql("""
                        SELECT starts_at, COUNT(*) AS taken FROM appointment_seat
                        WHERE outlet = :outlet AND item_group = :group AND starts_at BETWEEN :from AND :to
                          AND appointment IS NOT NULL AND (held_until IS NULL OR held_until > :now)
                        GROUP BY starts_at
                        """)
                .param("outlet", outlet)
                .param("group", itemGroup)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .param("now", Times.sql(now))
                .query((row, i) -> taken.put(Times.instant(row, "starts_at"), row.getInt("taken")))
                .list();
        return taken;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when this person comes for this item on this day already */
    void insert(Appointment appointment) {
        bind(sql.sql("""
                        INSERT INTO appointment (number, account, person, item, outlet, item_group, starts_at, ends_at,
                            status, held_until, booked_day, created_at, version)
                        VALUES (:number, :account, :person, :item, :outlet, :group, :startsAt, :endsAt,
                            :status, :heldUntil, :bookedDay, :createdAt, 0)
                        """), appointment)
                .param("account", appointment.holder().account())
                .param("person", appointment.holder().person())
                .param("item", appointment.item())
                .param("createdAt", Times.sql(appointment.createdAt()))
                .update();
    }

    /** @throws OptimisticLockingFailureException when it was changed meanwhile */
    void update(Appointment appointment) {
        int rows = bind(sql.sql("""
                        UPDATE appointment
                        SET outlet = :outlet, item_group = :group, starts_at = :startsAt, ends_at = :endsAt,
                            status = :status, held_until = :heldUntil, booked_day = :bookedDay, version = version + 1
                        WHERE number = :number AND version = :version
                        """), appointment)
                .param("version", appointment.version())
                .update();
        if (rows != 1) {
            throw new OptimisticLockingFailureException("the appointment was changed meanwhile");
        }
    }

    private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Appointment appointment) {
        return statement
                .param("number", appointment.number())
                .param("outlet", appointment.slot().outlet())
                .param("group", appointment.slot().itemGroup())
                .param("startsAt", Times.sql(appointment.slot().startsAt()))
                .param("endsAt", Times.sql(appointment.slot().endsAt()))
                .param("status", appointment.status().name())
                .param("heldUntil", Times.sql(appointment.heldUntil()))
                .param("bookedDay", appointment.bookedDay());
    }

    Optional<Appointment> find(String number) {
        return sql.sql("SELECT * FROM appointment WHERE number = :number")
                .param("number", number)
                .query(AppointmentRepository::toAppointment)
                .optional();
    }

    /** From the latest begin back, behind the row that begins then and has that number. */
    List<Appointment> of(String account, Instant behind, String number, int most) {
        return sql.sql("""
                        SELECT * FROM appointment
                        WHERE account = :account
                          AND (starts_at < :behind OR starts_at = :behind AND number > :number)
                        ORDER BY starts_at DESC, number LIMIT :most
                        """)
                .param("account", account)
                .param("behind", Times.sql(behind))
                .param("number", number)
                .param("most", most)
                .query(AppointmentRepository::toAppointment)
                .list();
    }

    /** The confirmed visit of this person at the outlet that begins first between these moments. */
    Optional<String> expected(String person, String outlet, Instant from, Instant to) {
        return sql.sql("""
                        SELECT number FROM appointment
                        WHERE person = :person AND outlet = :outlet AND status = 'CONFIRMED'
                          AND starts_at >= :from AND starts_at < :to
                        ORDER BY starts_at LIMIT 1
                        """)
                .param("person", person)
                .param("outlet", outlet)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query(String.class)
                .optional();
    }

    /** Visits to come, or that came, at the outlet between these moments, in the order of their begin. */
    List<Appointment> at(String outlet, Instant from, Instant to, int most) {
        return sql.sql("""
                        SELECT * FROM appointment
                        WHERE status IN ('CONFIRMED', 'TO_MOVE', 'ARRIVED', 'COMPLETED', 'NO_SHOW')
                          AND starts_at >= :from AND starts_at < :to AND outlet = :outlet
                        ORDER BY starts_at, number LIMIT :most
                        """)
                .param("outlet", outlet)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .param("most", most)
                .query(AppointmentRepository::toAppointment)
                .list();
    }

    /** Visits that began before that moment and stand so, the oldest first. */
    List<String> begun(Status status, Instant before, int most) {
        return sql.sql("""
                        SELECT number FROM appointment
                        WHERE status = :status AND starts_at < :before
                        ORDER BY starts_at LIMIT :most
                        """)
                .param("status", status.name())
                .param("before", Times.sql(before))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** How many visits at the outlet between these moments stand so. */
    int count(Status status, String outlet, Instant from, Instant to) {
        return between("SELECT COUNT(*) FROM appointment WHERE status = '" + status + "' AND ", outlet, from, to);
    }

    /** Those visits; until the end of the transaction nobody else changes them. */
    List<Appointment> locked(Status status, String outlet, Instant from, Instant to) {
        return sql.sql("""
                        SELECT * FROM appointment
                        WHERE status = :status AND starts_at >= :from AND starts_at < :to AND outlet = :outlet
                        ORDER BY number FOR UPDATE
                        """)
                .param("status", status.name())
                .param("outlet", outlet)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query(AppointmentRepository::toAppointment)
                .list();
    }

    Use use(String outlet, Instant from, Instant to, int offered) {
        int taken = between(
                "SELECT COUNT(*) FROM appointment_seat WHERE appointment IS NOT NULL AND held_until IS NULL AND ",
                outlet,
                from,
                to);
        int came = between(
                "SELECT COUNT(*) FROM appointment WHERE status IN ('ARRIVED', 'COMPLETED') AND ", outlet, from, to);
        int missed = between("SELECT COUNT(*) FROM appointment WHERE status = 'NO_SHOW' AND ", outlet, from, to);
        return new Use(offered, taken, came, missed);
    }

    private int between(String count, String outlet, Instant from, Instant to) {
        return sql.sql(count + "outlet = :outlet AND starts_at >= :from AND starts_at < :to")
                .param("outlet", outlet)
                .param("from", Times.sql(from))
                .param("to", Times.sql(to))
                .query(Integer.class)
                .single();
    }

    private static Appointment toAppointment(ResultSet row, int i) throws SQLException {
        return new Appointment(
                row.getString("number"),
                new Holder(row.getString("account"), row.getString("person")),
                row.getString("item"),
                new Slot(
                        row.getString("outlet"),
                        row.getString("item_group"),
                        Times.instant(row, "starts_at"),
                        Times.instant(row, "ends_at"),
                        0),
                Status.valueOf(row.getString("status")),
                Times.instant(row, "held_until"),
                Times.instant(row, "created_at"),
                row.getInt("version"));
    }
}
