package org.onewindow.appointment;

import java.time.Clock;
import java.time.LocalDate;
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
import org.springframework.stereotype.Component;

/** Who comes, by the number on his identity card: the same person under whatever account. */
@Component
public class Visitors {

    private final Accounts accounts;
    private final FieldCipher cipher;
    private final Clock clock;

    Visitors(Accounts accounts, FieldCipher cipher, Clock clock) {
        this.accounts = accounts;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @throws Refusal {@code appointment-real-name} when the account has no citizen ID number */
    public Holder holder(Actor actor) {
        String person = cipher.blindIndex(accounts.person(actor.id()).idNo(), "id-no");
        if (person == null) {
            throw Refusal.forbidden("appointment-real-name");
        }
        return new Holder(actor.id(), person);
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
        return new Party(
                new Holder(accounts.withIdNoIndex(persons.get(0)).orElse(""), persons.get(0)),
                persons,
                all(item, items));
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

    /** Blind index of whoever has the account; empty when his number is not kept. */
    public Optional<String> person(String account) {
        return accounts.idNo(account).map(idNo -> cipher.blindIndex(idNo, "id-no"));
    }

    /** Blind index by which all visits of the person are found. */
    public String person(CitizenId id) {
        return cipher.blindIndex(id.value(), "id-no");
    }
}
