package org.onewindow.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The account itself. It ends when its owner asks for it and nothing else is kept that needs it. */
@Repository
class AccountRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final Accounts accounts;
    private final FieldCipher cipher;

    AccountRecords(JdbcClient sql, Accounts accounts, FieldCipher cipher) {
        this.sql = sql;
        this.accounts = accounts;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "account";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT login, roles, unit, created_at FROM account WHERE id = :id")
                .param("id", account)
                .query((row, i) -> {
                    Map<String, String> fields = PersonalRecords.fields(
                            "login", row.getString("login"),
                            "roles", row.getString("roles"),
                            "unit", row.getString("unit"),
                            "companies", companies(account),
                            "relatives", relatives(account));
                    fields.putAll(sealed(account));
                    return new Entry(account, Times.instant(row, "created_at"), null, fields);
                })
                .list();
    }

    private String companies(String account) {
        return sql
                .sql("SELECT company_name, credit_code FROM mandate WHERE account_id = :id ORDER BY valid_from, id")
                .param("id", account)
                .query((row, i) -> row.getString("company_name") + " " + row.getString("credit_code"))
                .list()
                .stream()
                .collect(Collectors.joining("; "));
    }

    private String relatives(String account) {
        return sql
                .sql("SELECT id, id_no_sealed FROM relative WHERE account_id = :id ORDER BY declared_at, id")
                .param("id", account)
                .query((row, i) -> cipher.open(row.getString("id_no_sealed"), "relative", row.getString("id"), "id_no"))
                .list()
                .stream()
                .collect(Collectors.joining("; "));
    }

    @Override
    public Map<String, String> sealed(String id) {
        boolean there = sql.sql("SELECT COUNT(*) FROM account WHERE id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single()
                > 0;
        if (!there) {
            return Map.of();
        }
        Person person = accounts.person(id);
        return PersonalRecords.fields("name", person.name(), "idNo", person.idNo(), "mobile", person.mobile());
    }

    /** What remains is an id that nobody can sign in with; the records of others point to it. */
    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE account
                        SET login = :login, password = '{bcrypt}', enabled = FALSE, name_sealed = :nobody,
                            id_no_sealed = NULL, id_no_index = NULL, mobile_sealed = NULL, version = version + 1
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("login", "erased-" + id)
                .param("nobody", cipher.seal("", "account", id, "name"))
                .update();
        sql.sql("DELETE FROM second_factor WHERE account_id = :id")
                .param("id", id)
                .update();
        sql.sql("DELETE FROM relative WHERE account_id = :id").param("id", id).update();
        sql.sql("DELETE FROM mandate WHERE account_id = :id").param("id", id).update();
    }

    @Override
    public Set<String> tables() {
        return Set.of("account", "second_factor", "relative");
    }
}
