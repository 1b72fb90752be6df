package org.onewindow.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController {

    /** Personal data are masked; the owner knows them, and who looks over his shoulder need not. */
    record Me(
            String id,
            String name,
            String idNo,
            String mobile,
            List<Role> roles,
            String unit,
            List<Mandate> mandates) {}

    private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

    private final Accounts accounts;
    private final Clock clock;

    MeController(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping("/api/me")
    Me me(Actor actor) {
        Actor today = accounts.actor(actor.id()).orElseThrow(() -> Refusal.notFound("account-unknown"));
        Person person = accounts.person(actor.id()).masked();
        return new Me(
                actor.id(),
                person.name(),
                person.idNo(),
                person.mobile(),
                today.roles().stream().sorted().toList(),
                today.unit(),
                accounts.mandates(actor.id(), LocalDate.now(clock.withZone(OFFICE))));
    }
}
