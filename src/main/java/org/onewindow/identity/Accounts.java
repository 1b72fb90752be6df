package org.onewindow.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.IndexedColumns;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people who can sign in. */
@Repository
public class Accounts implements IndexedColumns {

    /** What a login is checked against. */
    record Credentials(Actor actor, String login, String password, boolean initial, boolean enabled) {}

    /** What an administrator sees of an account. */
    record Listed(String id, String login, List<Role> roles, String unit, boolean enabled, boolean secondFactor) {}

    /** No hash, so no password matches. */
    private static final String NO_PASSWORD = "-";

    /** How the logins begin that nobody types: a blind index follows, so that one person has one account. */
    static final String CITIZEN = "c.";

    static final String PRESENT = "p.";

    static final Set<Role> ADMINISTRATORS = EnumSet.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Mandates mandates;
    private final Clock clock;

    Accounts(JdbcClient jdbc, FieldCipher cipher, Mandates mandates, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.mandates = mandates;
        this.clock = clock;
    }

    @Override
    public List<Column> indexed() {
        return List.of(new Column("account", "id_no_index"), new Column("relative", "id_no_index"));
    }

    /**
     * The personal data behind an account, in plain.
     *
     * @throws Refusal NOT_FOUND {@code account-unknown}
     */
    public Person person(String accountId) {
        return jdbc.sql("SELECT name_sealed, id_no_sealed, mobile_sealed FROM account WHERE id = :id")
                .param("id", accountId)
                .query((row, n) -> new Person(
                        opened(row, accountId, "name"),
                        opened(row, accountId, "id_no"),
                        opened(row, accountId, "mobile")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("account-unknown"));
    }

    /** Citizen ID number of whoever has the account; empty when it is not kept, or there is no such account. */
    public Optional<String> idNo(String accountId) {
        return jdbc.sql("SELECT id_no_sealed FROM account WHERE id = :id AND id_no_sealed IS NOT NULL")
                .param("id", accountId)
                .query((row, n) -> opened(row, accountId, "id_no"))
                .optional();
    }

    /** By which somebody of the authority signs in; names nobody outside of it. */
    public Optional<String> login(String accountId) {
        return jdbc.sql("SELECT login FROM account WHERE id = :id")
                .param("id", accountId)
                .query(String.class)
                .optional();
    }

    /** The account's roles and unit as they are now, unless it is unknown or closed. */
    public Optional<Actor> actor(String accountId) {
        return jdbc.sql(
                        "SELECT id, login, password, initial_password, roles, unit, enabled FROM account WHERE id = :id")
                .param("id", accountId)
                .query(Accounts::credentials)
                .optional()
                .filter(Credentials::enabled)
                .map(Credentials::actor);
    }

    /** The open account of the citizen with this number. */
    public Optional<Actor> withIdNo(String idNo) {
        return jdbc.sql("SELECT id, login, password, initial_password, roles, unit, enabled FROM account"
                        + " WHERE id_no_index IN (:indexes) ORDER BY id LIMIT 1")
                .param("indexes", cipher.blindIndexes(idNo, "id-no"))
                .query(Accounts::credentials)
                .optional()
                .filter(Credentials::enabled)
                .map(Credentials::actor);
    }

    /** An open account of the person outside the authority with this citizen ID number. */
    public Optional<String> visitor(CitizenId idNo) {
        return jdbc.sql("""
                        SELECT id FROM account WHERE id_no_index IN (:indexes) AND enabled AND unit IS NULL
                        ORDER BY id LIMIT 1
                        """)
                .param("indexes", cipher.blindIndexes(idNo.value(), "id-no"))
                .query(String.class)
                .optional();
    }

    /** Open accounts that hold the role, in the order of their ids. */
    public List<Actor> withRole(Role role) {
        return jdbc.sql("""
                        SELECT id, login, password, initial_password, roles, unit, enabled FROM account
                        WHERE enabled AND roles LIKE :role
                        ORDER BY id
                        """).param("role", "%" + role.name() + "%").query(Accounts::credentials).list().stream()
                .map(Credentials::actor)
                .filter(account -> account.is(role))
                .toList();
    }

    /** The mandates that hold on that day, in the order of the companies' names. */
    public List<Mandate> mandates(String accountId, LocalDate date) {
        return mandates.on(accountId, date);
    }

    /**
     * The account of somebody who stands at a window with his identity document; opened for him when he has none, with a
     * login that nobody can use.
     *
     * @throws Refusal {@code person-differs} when the number is another person's
     */
    public Actor present(Person person) {
        return holder(person).orElseGet(() -> {
            String id = UUID.randomUUID().toString();
            // Of two windows at once one opens it.
            String login = PRESENT + cipher.blindIndex(person.idNo(), "present-login");
            try {
                open(id, login, NO_PASSWORD, Set.of(Role.APPLICANT), "", person);
            } catch (DuplicateKeyException meanwhile) {
                return holder(person).orElseThrow(() -> meanwhile);
            }
            return new Actor(id, Set.of(Role.APPLICANT), "");
        });
    }

    private Optional<Actor> holder(Person person) {
        Optional<Actor> known = jdbc.sql("""
                        SELECT id, login, password, initial_password, roles, unit, enabled FROM account
                        WHERE id_no_index IN (:indexes) AND enabled
                        ORDER BY created_at LIMIT 1
                        """)
                .param("indexes", cipher.blindIndexes(person.idNo(), "id-no"))
                .query(Accounts::credentials)
                .optional()
                .map(Credentials::actor);
        known.filter(actor -> !person(actor.id()).name().equals(person.name())).ifPresent(other -> {
            throw Refusal.invalid("name", "person-differs");
        });
        return known;
    }

    /** @param login a login, or the identity number of a citizen who registered */
    Optional<Credentials> credentials(String login) {
        Optional<Credentials> found = jdbc.sql(
                        "SELECT id, login, password, initial_password, roles, unit, enabled FROM account WHERE login = :login")
                .param("login", login)
                .query(Accounts::credentials)
                .optional();
        return found.isPresent() ? found : citizen(login);
    }

    /** The account of the citizen with that number, if it is a number and he has one. */
    Optional<Credentials> citizen(String idNo) {
        String normal;
        try {
            normal = CitizenId.parse(idNo).value();
        } catch (Refusal notANumber) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        SELECT id, login, password, initial_password, roles, unit, enabled FROM account
                         WHERE id_no_index IN (:indexes) AND unit IS NULL
                         ORDER BY created_at, id LIMIT 1
                        """)
                .param("indexes", cipher.blindIndexes(normal, "id-no"))
                .query(Accounts::credentials)
                .optional();
    }

    /**
     * @param password already hashed
     * @throws org.springframework.dao.DuplicateKeyException when the citizen is being given one at this moment
     */
    void openCitizen(String id, String password, Person person) {
        String login = CITIZEN + cipher.blindIndex(person.idNo(), "citizen-login");
        open(id, login, password, Set.of(Role.APPLICANT), "", person);
    }

    /**
     * @param password already hashed
     * @throws IllegalArgumentException when somebody would watch over himself: an administrator of the system, of security or
     *     of the audit has no other role (三员分立)
     */
    void open(String id, String login, String password, Set<Role> roles, String unit, Person person) {
        if (roles.size() > 1 && !Collections.disjoint(roles, ADMINISTRATORS)) {
            throw new IllegalArgumentException("an administrator has no other role");
        }
        jdbc.sql("""
                        INSERT INTO account (id, login, password, roles, unit, name_sealed, id_no_sealed, id_no_index,
                                             mobile_sealed, enabled, created_at, version)
                        VALUES (:id, :login, :password, :roles, :unit, :name, :idNo, :idNoIndex,
                                :mobile, TRUE, :now, 0)
                        """)
                .param("id", id)
                .param("login", login)
                .param("password", password)
                .param("roles", roles.stream().map(Role::name).sorted().collect(Collectors.joining(",")))
                .param("unit", unit.isEmpty() ? null : unit)
                .param("name", seal(person.name(), id, "name"))
                .param("idNo", seal(person.idNo(), id, "id_no"))
                .param("idNoIndex", person.idNo() == null ? null : cipher.blindIndex(person.idNo(), "id-no"))
                .param("mobile", seal(person.mobile(), id, "mobile"))
                .param("now", Times.sql(clock.instant()))
                .update();
    }

    Optional<Credentials> credentialsOf(String accountId) {
        return jdbc.sql(
                        "SELECT id, login, password, initial_password, roles, unit, enabled FROM account WHERE id = :id")
                .param("id", accountId)
                .query(Accounts::credentials)
                .optional();
    }

    List<Listed> list(String after, int limit) {
        return jdbc.sql("""
                        SELECT a.id, a.login, a.password, a.initial_password, a.roles, a.unit, a.enabled, f.confirmed_at
                          FROM account a LEFT JOIN second_factor f ON f.account_id = a.id
                         WHERE a.login > :after
                         ORDER BY a.login LIMIT :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> {
                    Credentials known = credentials(row, n);
                    return new Listed(
                            known.actor().id(),
                            known.login(),
                            known.actor().roles().stream().sorted().toList(),
                            known.actor().unit(),
                            known.enabled(),
                            row.getObject("confirmed_at") != null);
                })
                .list();
    }

    /**
     * @param password already hashed
     * @param initial whether it opens nothing but its own change
     * @throws Refusal NOT_FOUND {@code account-unknown}
     */
    void setPassword(String accountId, String password, boolean initial) {
        changed(jdbc.sql("""
                        UPDATE account SET password = :password, initial_password = :initial, version = version + 1
                         WHERE id = :id
                        """)
                .param("id", accountId)
                .param("password", password)
                .param("initial", initial)
                .update());
    }

    /** Lets somebody outside the authority act for companies beside whatever he was. */
    void makeAgent(String accountId) {
        jdbc.sql("""
                        UPDATE account SET roles = CONCAT(roles, ',AGENT'), version = version + 1
                         WHERE id = :id AND unit IS NULL AND roles NOT LIKE '%AGENT%'
                        """).param("id", accountId).update();
    }

    /** The owner's new number. */
    public void correctMobile(String accountId, Mobile mobile) {
        changed(jdbc.sql("UPDATE account SET mobile_sealed = :mobile, version = version + 1 WHERE id = :id")
                .param("id", accountId)
                .param("mobile", seal(mobile.value(), accountId, "mobile"))
                .update());
    }

    /** @throws Refusal NOT_FOUND {@code account-unknown} */
    void enable(String accountId, boolean enabled) {
        changed(jdbc.sql("UPDATE account SET enabled = :enabled, version = version + 1 WHERE id = :id")
                .param("id", accountId)
                .param("enabled", enabled)
                .update());
    }

    /**
     * That one administrator takes over or shuts out no other: their accounts are opened on the machine, and only there.
     *
     * @throws Refusal NOT_FOUND {@code account-unknown}, CONFLICT {@code account-of-administrator}
     */
    void refuseAdministrator(String accountId) {
        Credentials known = credentialsOf(accountId).orElseThrow(() -> Refusal.notFound("account-unknown"));
        if (!Collections.disjoint(known.actor().roles(), ADMINISTRATORS)) {
            throw Refusal.conflict("account-of-administrator");
        }
    }

    private static void changed(int rows) {
        if (rows == 0) {
            throw Refusal.notFound("account-unknown");
        }
    }

    private String seal(String plain, String id, String column) {
        return plain == null ? null : cipher.seal(plain, "account", id, column);
    }

    private String opened(ResultSet row, String id, String column) throws SQLException {
        String sealed = row.getString(column + "_sealed");
        return sealed == null ? null : cipher.open(sealed, "account", id, column);
    }

    private static Credentials credentials(ResultSet row, int n) throws SQLException {
        Set<Role> roles = Arrays.stream(row.getString("roles").split(","))
                .map(Role::valueOf)
                .collect(Collectors.toSet());
        String unit = row.getString("unit");
        return new Credentials(
                new Actor(row.getString("id"), roles, unit == null ? "" : unit),
                row.getString("login"),
                row.getString("password"),
                row.getBoolean("initial_password"),
                row.getBoolean("enabled"));
    }
}
