package org.onewindow.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CreditCode;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Accounts of the authority's people and of machines of other bodies, by separated powers: who opens and closes them sets no password anew, and nobody here makes an administrator;
 * that takes the command on the machine itself.
 */
@RestController
class AccountController {

    /**
     * @param login lower-case letters, digits, dot, dash and underscore, 3 to 60 of them
     * @param unit code of a unit; none for a machine
     * @param body name of the body outside the authority whose machine it is; for a machine alone
     * @param creditCode of that body, whose mandate the machine holds from today on
     */
    record Opening(String login, String name, Set<Role> roles, String unit, String body, String creditCode) {

        @Override
        public String toString() {
            return "Opening[…]";
        }
    }

    /** @param password told this once; it opens nothing but its own change */
    record Opened(String id, String login, String password) {

        @Override
        public String toString() {
            return "Opened[…]";
        }
    }

    record Change(String old, String chosen) {

        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    private static final Set<Role> OPENED_HERE = EnumSet.of(Role.CLERK, Role.SUPERVISOR, Role.OFFICER, Role.OPERATOR);

    static final String LOGIN = "[a-z0-9][a-z0-9._-]{2,59}";

    private static final ZoneId OFFICE = ZoneId.of("Asia/Shanghai");

    private final Accounts accounts;
    private final Mandates mandates;
    private final Units units;
    private final Passwords passwords;
    private final PasswordEncoder encoder;
    private final TransactionTemplate together;
    private final Clock clock;

    AccountController(
            Accounts accounts,
            Mandates mandates,
            Units units,
            Passwords passwords,
            PasswordEncoder encoder,
            TransactionTemplate together,
            Clock clock) {
        this.accounts = accounts;
        this.mandates = mandates;
        this.units = units;
        this.passwords = passwords;
        this.encoder = encoder;
        this.together = together;
        this.clock = clock;
    }

    /** In the order of their logins, those after {@code after}; no personal data. */
    @GetMapping("/api/accounts")
    List<Accounts.Listed> accounts(@RequestParam(defaultValue = "") String after) {
        return accounts.list(after, 100);
    }

    /** One of the authority's people, or with the role PARTNER alone a machine of a body outside of it. */
    @PostMapping("/api/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    Opened open(@RequestBody Opening asked) {
        Set<Role> roles = asked.roles() == null ? Set.of() : asked.roles();
        boolean machine = roles.equals(Set.of(Role.PARTNER));
        String unit = asked.unit() == null ? "" : asked.unit();
        new Defects()
                .require(asked.login() != null && asked.login().matches(LOGIN), "login", "login-malformed")
                .require(asked.name() != null && !asked.name().isBlank(), "name", "name-missing")
                .require(
                        machine || !roles.isEmpty() && OPENED_HERE.containsAll(roles), "roles", "roles-not-opened-here")
                .require(machine ? unit.isEmpty() : units.exists(unit), "unit", "unit-unknown")
                .require(!machine || asked.body() != null && !asked.body().isBlank(), "body", "name-missing")
                .refuse();
        String creditCode = machine ? CreditCode.parse(asked.creditCode()).value() : null;
        String id = UUID.randomUUID().toString();
        String password = Passwords.initial();
        String hashed = encoder.encode(password);
        try {
            together.executeWithoutResult(status -> {
                accounts.open(id, asked.login(), hashed, roles, unit, new Person(asked.name(), null, null));
                accounts.setPassword(id, hashed, true);
                if (machine) {
                    var mandate =
                            new Mandate(asked.body().strip(), creditCode, LocalDate.now(clock.withZone(OFFICE)), null);
                    mandates.give(UUID.randomUUID().toString(), id, mandate);
                }
            });
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict("login-taken");
        }
        return new Opened(id, asked.login(), password);
    }

    /** Ends an account: at once for pages, within a quarter of an hour for tokens that are out. */
    @PostMapping("/api/accounts/{id}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String id) {
        accounts.refuseAdministrator(id);
        accounts.enable(id, false);
    }

    @PostMapping("/api/accounts/{id}/reopening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable String id) {
        accounts.refuseAdministrator(id);
        accounts.enable(id, true);
    }

    @PostMapping("/api/accounts/{id}/password-resets")
    Opened reset(@PathVariable String id) {
        accounts.refuseAdministrator(id);
        String password = passwords.reset(id);
        return new Opened(id, accounts.credentialsOf(id).orElseThrow().login(), password);
    }

    @PutMapping("/api/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody Change change, Actor actor) {
        new Defects()
                .require(change.old() != null, "old", "password-missing")
                .require(change.chosen() != null, "chosen", "password-missing")
                .refuse();
        passwords.change(actor, change.old(), change.chosen());
    }
}
