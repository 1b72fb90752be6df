package org.onewindow.appointment;

import org.onewindow.appointment.Appointment.Holder;
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

    Visitors(Accounts accounts, FieldCipher cipher) {
        this.accounts = accounts;
        this.cipher = cipher;
    }

    /** @throws Refusal {@code appointment-real-name} when the account has no citizen ID number */
    public Holder holder(Actor actor) {
        String person = cipher.blindIndex(accounts.person(actor.id()).idNo(), "id-no");
        if (person == null) {
            throw Refusal.forbidden("appointment-real-name");
        }
        return new Holder(actor.id(), person);
    }

    /** Blind index by which all visits of the person are found. */
    public String person(CitizenId id) {
        return cipher.blindIndex(id.value(), "id-no");
    }
}
