package org.onewindow.licence;

import java.util.List;
import java.util.Optional;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reports on the medical examination of somebody; kept under a keyed index of his number. */
@Repository
class MedicalRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final Accounts accounts;
    private final Licences licences;

    MedicalRecords(JdbcClient sql, Accounts accounts, Licences licences) {
        this.sql = sql;
        this.accounts = accounts;
        this.licences = licences;
    }

    @Override
    public String kind() {
        return "medical-report";
    }

    @Override
    public List<Entry> about(String account) {
        return accounts.idNo(account).map(licences::persons).stream()
                .flatMap(persons -> ofPerson(persons).stream())
                .toList();
    }

    private List<Entry> ofPerson(List<String> persons) {
        return sql.sql("SELECT * FROM medical_report WHERE person IN (:persons) ORDER BY received_at, id")
                .param("persons", persons)
                .query((row, i) -> new Entry(
                        row.getString("id"),
                        Times.instant(row, "received_at"),
                        Times.instant(row, "received_at"),
                        PersonalRecords.fields(
                                "institution", row.getString("institution"),
                                "number", row.getString("number"),
                                "examinedOn", row.getString("examined_on"),
                                "fit", String.valueOf(row.getBoolean("fit")))))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, received_at AS at FROM medical_report WHERE person <> ''
                """);
    }

    /** The institution knows the person by its number, so that goes as well. */
    @Override
    public void erase(String id) {
        sql.sql("UPDATE medical_report SET person = '', number = id WHERE id = :id")
                .param("id", id)
                .update();
    }
}
