package org.onewindow.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.CreditCode;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * How a mandate begins and ends. The company gives it at the window, in writing and for a time (Civil Code, article 165);
 * the agent lays it down himself, or the company takes it back at the window (article 173). Either way it no longer holds
 * for anything that is applied for from that moment on.
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

    /**
     * What the company's letter of authority says.
     *
     * @param agent citizen ID number of the agent, who has an account here
     * @param validTo last day, within three years
     */
    record Letter(
            @NotBlank @Size(max = 200) String companyName,
            @NotBlank @Size(max = 20) String agent,
            @NotNull LocalDate validTo) {

        /** Never who acts for whom. */
        @Override
        public String toString() {
            return "Letter[…]";
        }
    }

    private static final int MOST_YEARS = 3;

    private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

    private final Mandates mandates;
    private final Accounts accounts;
    private final Relatives relatives;
    private final Clock clock;

    MandateController(Mandates mandates, Accounts accounts, Relatives relatives, Clock clock) {
        this.mandates = mandates;
        this.accounts = accounts;
        this.relatives = relatives;
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

    /** From today on; the agent signs in anew to act by it. */
    @PostMapping("/api/company-mandates/{creditCode}")
    @ResponseStatus(HttpStatus.CREATED)
    Agent give(@PathVariable String creditCode, @Valid @RequestBody Letter letter, Actor clerk) {
        String company = CreditCode.parse(creditCode).value();
        LocalDate today = today();
        new Defects()
                .require(
                        !letter.validTo().isBefore(today) && !letter.validTo().isAfter(today.plusYears(MOST_YEARS)),
                        "validTo",
                        "mandate-time",
                        MOST_YEARS)
                .refuse();
        Actor agent = accounts.withIdNo(CitizenId.parse(letter.agent()).value())
                .filter(somebody -> somebody.unit().isEmpty())
                .orElseThrow(() -> Refusal.invalid("agent", "agent-without-account"));
        if (relatives.avoidedBy(clerk).contains(agent.id())) {
            throw Refusal.forbidden("own-case");
        }
        if (mandates.holds(agent.id(), company, today)) {
            throw Refusal.conflict("mandate-exists");
        }
        mandates.give(
                UUID.randomUUID().toString(),
                agent.id(),
                new Mandate(letter.companyName().strip(), company, today, letter.validTo()));
        accounts.makeAgent(agent.id());
        return new Agent(agent.id(), accounts.person(agent.id()).masked().name(), today, letter.validTo());
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
