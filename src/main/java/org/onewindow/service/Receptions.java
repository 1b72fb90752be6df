package org.onewindow.service;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Visits at a window: one person, one receipt, however many items. */
@Service
@Transactional
public class Receptions {

    private final JdbcClient sql;
    private final Accounts accounts;
    private final Cases cases;
    private final QueueTickets tickets;
    private final Clock clock;

    Receptions(JdbcClient sql, Accounts accounts, Cases cases, QueueTickets tickets, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.cases = cases;
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * Somebody stands at the window and has shown his identity document. Whoever was called by a ticket has one reception for
     * it, however often it is asked for.
     *
     * @param ticket id of his queue ticket, or {@code null}
     * @throws Refusal {@code reception-elsewhere}, {@code person-differs}, {@code ticket-received-another}, and whatever
     *     {@link QueueTickets#atWindow} refuses by
     */
    public Reception open(Actor clerk, String unit, Person visitor, String ticket) {
        if (!clerk.worksFor(unit)) {
            throw Refusal.invalid("unit", "reception-elsewhere");
        }
        String applicant = accounts.present(visitor).id();
        if (ticket == null) {
            return insert(clerk, unit, applicant, null);
        }
        String number = tickets.atWindow(clerk, ticket);
        Optional<String> earlier = sql.sql("SELECT reception FROM reception_ticket WHERE ticket = :ticket")
                .param("ticket", ticket)
                .query(String.class)
                .optional();
        if (earlier.isPresent()) {
            Reception visit = visibleTo(clerk, earlier.get());
            if (!visit.applicant().equals(applicant) || !visit.unit().equals(unit)) {
                throw Refusal.conflict("ticket-received-another", number);
            }
            return visit;
        }
        Reception visit = insert(clerk, unit, applicant, number);
        sql.sql("INSERT INTO reception_ticket (ticket, number, reception) VALUES (:ticket, :number, :reception)")
                .param("ticket", ticket)
                .param("number", number)
                .param("reception", visit.id())
                .update();
        return visit;
    }

    private Reception insert(Actor clerk, String unit, String applicant, String ticketNumber) {
        String id = UUID.randomUUID().toString();
        var at = Times.toMillis(clock.instant());
        var serial = new GeneratedKeyHolder();
        sql.sql("""
                        INSERT INTO reception (id, unit, clerk, applicant, opened_at)
                        VALUES (:id, :unit, :clerk, :applicant, :at)
                        """)
                .param("id", id)
                .param("unit", unit)
                .param("clerk", clerk.id())
                .param("applicant", applicant)
                .param("at", Times.sql(at))
                .update(serial, "serial");
        return new Reception(id, serial.getKey().longValue(), unit, clerk.id(), applicant, at, ticketNumber);
    }

    /** @throws Refusal {@code reception-unknown} when there is none, or it is not the actor's to see: told alike */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Reception visibleTo(Actor actor, String id) {
        return sql.sql("""
                        SELECT r.*, t.number AS ticket_number FROM reception r
                        LEFT JOIN reception_ticket t ON t.reception = r.id WHERE r.id = :id
                        """)
                .param("id", id)
                .query((row, n) -> new Reception(
                        row.getString("id"),
                        row.getLong("serial"),
                        row.getString("unit"),
                        row.getString("clerk"),
                        row.getString("applicant"),
                        Times.instant(row, "opened_at"),
                        row.getString("ticket_number")))
                .optional()
                .filter(visit ->
                        visit.applicant().equals(actor.id()) || actor.is(Role.CLERK) && actor.worksFor(visit.unit()))
                .orElseThrow(() -> Refusal.notFound("reception-unknown"));
    }

    /** What was handed in, in order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Case> cases(Reception visit) {
        return cases
                .all(sql.sql("SELECT case_id FROM service_application WHERE reception = :id")
                        .param("id", visit.id())
                        .query(String.class)
                        .list())
                .stream()
                .sorted((one, other) -> Long.compare(one.serial(), other.serial()))
                .toList();
    }

    /** The visitor, as he may apply now. */
    Actor visitor(Reception visit) {
        return accounts.actor(visit.applicant()).orElseThrow(() -> Refusal.conflict("visitor-closed"));
    }
}
