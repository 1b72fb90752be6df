package org.onewindow.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.onewindow.shared.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How one wants to be told. */
@RestController
@RequestMapping("/api/me/contact")
class ContactController {

    /**
     * @param mail address, or left out for no mail
     * @param sms whether to the mobile number of the account
     * @param language zh or en
     */
    record ContactEntry(
            @Size(max = 100) String mail,
            @NotNull Boolean sms,
            @NotNull @Size(max = 5) String language) {

        @Override
        public String toString() {
            return "ContactEntry[sealed]";
        }
    }

    private final Notifications notifications;

    ContactController(Notifications notifications) {
        this.notifications = notifications;
    }

    @GetMapping
    ContactEntry contact(Actor actor) {
        return entry(notifications.contact(actor.id()));
    }

    @PutMapping
    ContactEntry keepContact(Actor actor, @Valid @RequestBody ContactEntry entry) {
        notifications.keep(actor.id(), new Contact(entry.mail(), entry.sms(), entry.language()));
        return entry;
    }

    private static ContactEntry entry(Contact contact) {
        return new ContactEntry(contact.mail(), contact.sms(), contact.language());
    }
}
