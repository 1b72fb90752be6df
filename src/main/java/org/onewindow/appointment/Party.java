package org.onewindow.appointment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.onewindow.appointment.Appointment.Holder;

/**
 * Who comes together in one visit, and for what. Each person comes for each item, one after the other at one window.
 *
 * @param holder who booked, and the first who comes
 * @param persons blind indexes of the citizen ID numbers of all who come, the holder's first
 * @param items the first is the one that the visit is called by
 */
record Party(Holder holder, List<String> persons, List<String> items) {

    /** One person for one item. */
    record Part(String person, String item) {

        String bookedDay(LocalDate day) {
            return person + "/" + item + "/" + day;
        }
    }

    Party {
        persons = List.copyOf(new LinkedHashSet<>(persons));
        items = List.copyOf(new LinkedHashSet<>(items));
    }

    static Party alone(Holder holder, String item) {
        return new Party(holder, List.of(holder.person()), List.of(item));
    }

    String item() {
        return items.get(0);
    }

    /** How many times the length of one visit it takes. */
    int size() {
        return persons.size() * items.size();
    }

    /** All but the first. */
    List<Part> further() {
        var parts = new ArrayList<Part>();
        persons.forEach(person -> items.forEach(item -> parts.add(new Part(person, item))));
        return parts.subList(1, parts.size());
    }
}
