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
