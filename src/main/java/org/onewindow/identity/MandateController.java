package org.onewindow.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * How a mandate ends: the agent lays it down himself, the company takes it back at the window (Civil Code, article 173). Either
 * way it no longer holds for anything that is applied for from that moment on.
 */
@RestController
class MandateController {

    /**
     * Who acts for a company.
     *
     * @param account id of the agent's account
     * @param agent his name, masked
     * @param validTo last day, or {@code null} for none
     */
    record Agent(String account, String agent, LocalDate validFrom, LocalDate validTo) {}

    private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

    private final Mandates mandates;
    private final Accounts accounts;
    private final Clock clock;

    MandateController(Mandates mandates, Accounts accounts, Clock clock) {
        this.mandates = mandates;
        this.accounts = accounts;
        this.clock = clock;
    }

    @PostMapping("/api/me/mandates/{creditCode}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void layDown(@PathVariable String creditCode, Actor agent) {
        end(agent.id(), creditCode);
    }

    /** Mandates that hold today or later. */
    @GetMapping("/api/company-mandates/{creditCode}")
    List<Agent> agents(@PathVariable String creditCode) {
        return mandates.ofCompany(creditCode, today()).stream()
                .map(held -> new Agent(
                        held.accountId(),
                        accounts.person(held.accountId()).masked().name(),
                        held.validFrom(),
                        held.validTo()))
                .toList();
    }

    @PostMapping("/api/company-mandates/{creditCode}/{account}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable String creditCode, @PathVariable String account) {
        end(account, creditCode);
    }

    private void end(String account, String creditCode) {
        if (!mandates.end(account, creditCode, today())) {
            throw Refusal.notFound("mandate-unknown");
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(OFFICE));
    }
}
