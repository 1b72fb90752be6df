package org.onewindow.homevisit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where somebody was visited, and what was noted there; it ends with the visit, or when that was called off. */
@Repository
class HomeVisitRecords implements PersonalRecords {

    private static final String TABLE = "home_visit";
    private static final String RESULTS = "home_visit_result";

    /** In the sea, where nobody lives. */
    private static final String NOWHERE = "0.0,0.0";

    private final JdbcClient sql;
    private final FieldCipher cipher;

    HomeVisitRecords(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public String kind() {
        return "home-visit";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("SELECT * FROM home_visit WHERE account = :account ORDER BY requested_at, id")
                .param("account", account)
                .query((row, i) -> {
                    String id = row.getString("id");
                    return new Entry(
                            id,
                            Times.instant(row, "requested_at"),
                            Times.instant(row, "ended_at"),
                            PersonalRecords.fields(
                                    "item", row.getString("items"),
                                    "purpose", row.getString("reason"),
                                    "status", row.getString("status"),
                                    "address", cipher.open(row.getString("address_sealed"), TABLE, id, "address"),
                                    "notes", notes(id)));
                })
                .list();
    }

    private String notes(String visit) {
        return String.join(
                "\n",
                sql.sql("""
                                SELECT * FROM home_visit_result WHERE visit = :visit AND note_sealed IS NOT NULL
                                ORDER BY item
                                """)
                        .param("visit", visit)
                        .query((row, i) -> {
                            String item = row.getString("item");
                            return item + " "
                                    + cipher.open(row.getString("note_sealed"), RESULTS, visit + item, "note");
                        })
                        .list());
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, ended_at AS at FROM home_visit WHERE account <> ''
                """);
    }

    @Override
    public void erase(String id) {
        sql.sql("""
                        UPDATE home_visit
                        SET account = '', address_sealed = :address, point_sealed = :point, version = version + 1
                        WHERE id = :id
                        """)
                .param("address", cipher.seal("", TABLE, id, "address"))
                .param("point", cipher.seal(NOWHERE, TABLE, id, "point"))
                .param("id", id)
                .update();
        sql.sql("UPDATE home_visit_result SET note_sealed = NULL WHERE visit = :id")
                .param("id", id)
                .update();
    }

    @Override
    public Set<String> tables() {
        return Set.of(TABLE, RESULTS);
    }
}
