package org.onewindow.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a case and what happened in it say about the applicant; it ends with the decision. */
@Repository
class CaseRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final CaseRepository cases;

    CaseRecords(JdbcClient sql, CaseRepository cases) {
        this.sql = sql;
        this.cases = cases;
    }

    @Override
    public String kind() {
        return "case";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM service_case WHERE applicant = :account ORDER BY serial")
                .param("account", account)
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int i) throws SQLException {
        String id = row.getString("id");
        Map<String, String> fields = PersonalRecords.fields(
                "item", row.getString("item"),
                "status", row.getString("status"),
                "subject", row.getString("subject"),
                "reason", row.getString("reason"));
        String notes = String.join(
                "\n",
                cases.events(id).stream()
                        .filter(event -> event.note() != null)
                        .map(event -> event.at() + " " + event.note())
                        .toList());
        fields.putAll(PersonalRecords.fields("notes", notes));
        Instant submitted = Times.instant(row, "submitted_at");
        return new Entry(
                id,
                submitted == null ? Times.instant(row, "changed_at") : submitted,
                Times.instant(row, "decided_at"),
                fields);
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, decided_at AS at FROM service_case WHERE subject <> '' OR reason IS NOT NULL
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("UPDATE service_case SET subject = '', reason = NULL, version = version + 1 WHERE id = :id")
                .param("id", id)
                .update();
        sql.sql("UPDATE case_event SET note = NULL, fields = NULL WHERE case_id = :id")
                .param("id", id)
                .update();
    }
}
