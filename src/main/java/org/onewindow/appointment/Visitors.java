package org.onewindow.appointment;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Refusal;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.IndexedColumns;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who comes, by the number on his identity card: the same person under whatever account. Whoever is seen for the first time
 * gets a mark by lot, under which his visits are kept; only here it is known by a blind index whose mark it is.
 */
@Component
public class Visitors implements IndexedColumns {

    private static final String PURPOSE = "id-no";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient sql;
    private final Accounts accounts;
    private final FieldCipher cipher;
    private final Clock clock;

    Visitors(JdbcClient sql, Accounts accounts, FieldCipher cipher, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @throws Refusal {@code appointment-real-name} when the account has no citizen ID number */
    public Holder holder(Actor actor) {
        String idNo = accounts.person(actor.id()).idNo();
        if (idNo == null) {
            throw Refusal.forbidden("appointment-real-name");
        }
        return new Holder(actor.id(), marked(idNo));
    }

    /**
     * Who comes with whom for what.
     *
     * @param items further items, or {@code null}
     * @param idNos citizen ID numbers of further persons, or {@code null}
     * @param company credit code of the company that an agent books for, or {@code null} when he comes himself
     * @throws Refusal {@code appointment-real-name}, {@code agent-without-mandate}, {@code company-without-visitors}
     */
    Party party(Actor actor, String item, List<String> items, List<String> idNos, String company) {
        List<String> persons = persons(idNos);
        if (company == null) {
            Holder holder = holder(actor);
            return new Party(
                    holder,
                    Stream.concat(Stream.of(holder.person()), persons.stream()).toList(),
                    all(item, items));
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        if (accounts.mandates(actor.id(), today).stream()
                .noneMatch(mandate -> mandate.creditCode().equals(company))) {
            throw Refusal.forbidden("agent-without-mandate");
        }
        if (persons.isEmpty()) {
            throw Refusal.invalid("visitors", "company-without-visitors");
        }
        return new Party(new Holder(actor.id(), persons.get(0)), persons, all(item, items));
    }

    /** Who is at the desk: under his own account if he has one. */
    Party atTheDesk(String item, List<String> items, List<String> idNos) {
        List<String> persons = persons(idNos);
        String account = accounts.visitor(CitizenId.parse(idNos.get(0))).orElse("");
        return new Party(new Holder(account, persons.get(0)), persons, all(item, items));
    }

    private List<String> persons(List<String> idNos) {
        return idNos == null
                ? List.of()
                : idNos.stream().map(idNo -> person(CitizenId.parse(idNo))).toList();
    }

    private static List<String> all(String item, List<String> items) {
        return Stream.concat(Stream.of(item), items == null ? Stream.empty() : items.stream())
                .toList();
    }

    /** Mark of whoever has the account; empty when he has none, or his number is not kept. */
    public Optional<String> person(String account) {
        return accounts.idNo(account).flatMap(this::mark);
    }

    /** Mark under which all visits of the person are found. */
    public String person(CitizenId id) {
        return marked(id.value());
    }

    private String marked(String idNo) {
        return mark(idNo).orElseGet(() -> {
            byte[] lot = new byte[16];
            RANDOM.nextBytes(lot);
            String mark = HexFormat.of().formatHex(lot);
            try {
                sql.sql("INSERT INTO visitor (id_no_index, person) VALUES (:index, :mark)")
                        .param("index", cipher.blindIndex(idNo, PURPOSE))
                        .param("mark", mark)
                        .update();
                return mark;
            } catch (DuplicateKeyException meanwhile) {
                return mark(idNo).orElseThrow(() -> meanwhile);
            }
        });
    }

    private Optional<String> mark(String idNo) {
        return sql.sql("SELECT person FROM visitor WHERE id_no_index IN (:indexes) ORDER BY id_no_index LIMIT 1")
                .param("indexes", cipher.blindIndexes(idNo, PURPOSE))
                .query(String.class)
                .optional();
    }

    @Override
    public List<Column> indexed() {
        return List.of(new Column("visitor", "id_no_index"));
    }
}
