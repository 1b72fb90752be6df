package org.onewindow.identity;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who acts for which company. */
@Repository
public class Mandates {

    private final JdbcClient jdbc;

    Mandates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the account may act for the company on that day; the last day of a mandate counts. */
    public boolean holds(String accountId, String creditCode, LocalDate date) {
        return on(accountId, date).stream()
                .anyMatch(mandate -> mandate.creditCode().equals(creditCode));
    }

    List<Mandate> on(String accountId, LocalDate date) {
        return jdbc.sql("""
                        SELECT company_name, credit_code, valid_from, valid_to
                          FROM mandate
                         WHERE account_id = :account
                           AND valid_from <= :date
                           AND (valid_to IS NULL OR valid_to >= :date)
                         ORDER BY company_name, credit_code
                        """)
                .param("account", accountId)
                .param("date", date)
                .query(Mandate.class)
                .list();
    }

    /** A mandate of one account. */
    record Held(String accountId, LocalDate validFrom, LocalDate validTo) {}

    /** The company's mandates that have not ended on that day, the oldest first. */
    List<Held> ofCompany(String creditCode, LocalDate date) {
        return jdbc.sql("""
                        SELECT account_id, valid_from, valid_to
                          FROM mandate
                         WHERE credit_code = :creditCode AND (valid_to IS NULL OR valid_to >= :date)
                         ORDER BY valid_from, id
                        """)
                .param("creditCode", creditCode)
                .param("date", date)
                .query(Held.class)
                .list();
    }

    /** Ends at once what the account holds of the company, or was to hold: the day before is its last. */
    boolean end(String accountId, String creditCode, LocalDate date) {
        return jdbc.sql("""
                        UPDATE mandate SET valid_to = :last
                         WHERE account_id = :account AND credit_code = :creditCode
                           AND (valid_to IS NULL OR valid_to >= :date)
                        """)
                        .param("account", accountId)
                        .param("creditCode", creditCode)
                        .param("date", date)
                        .param("last", date.minusDays(1))
                        .update()
                > 0;
    }

    void give(String id, String accountId, Mandate mandate) {
        jdbc.sql("""
                        INSERT INTO mandate (id, account_id, company_name, credit_code, valid_from, valid_to)
                        VALUES (:id, :account, :companyName, :creditCode, :validFrom, :validTo)
                        """)
                .param("id", id)
                .param("account", accountId)
                .param("companyName", mandate.companyName())
                .param("creditCode", mandate.creditCode())
                .param("validFrom", mandate.validFrom())
                .param("validTo", mandate.validTo())
                .update();
    }
}
