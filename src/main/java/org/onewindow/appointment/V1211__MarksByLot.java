package org.onewindow.appointment;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Visits were kept under the blind index itself, which a new key could not have changed everywhere at once. */
@Component
class V1211__MarksByLot extends BaseJavaMigration {

    /** A table, and its column that begins with the person, if it has one. */
    private static final List<String[]> KEPT = List.of(new String[][] {
        {"appointment_person", null},
        {"appointment", "booked_day"},
        {"appointment_further", "booked_day"},
        {"wait_list_entry", "waiting_for"},
        {"appointment_no_show", null},
        {"extended_hours_request", null},
        {"counter_ticket", null}
    });

    private final SecureRandom random = new SecureRandom();

    /** One person after the other, each in all tables: a start that is killed half-way goes on where it stood. */
    @Override
    public void migrate(Context context) throws SQLException {
        JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true));
        for (String[] kept : KEPT) {
            sql
                    .sql("SELECT DISTINCT person FROM " + kept[0] + " WHERE person <> ''")
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(person -> sql.sql("SELECT COUNT(*) FROM visitor WHERE person = :person")
                                    .param("person", person)
                                    .query(Integer.class)
                                    .single()
                            == 0)
                    .forEach(person -> mark(sql, person));
        }
    }

    private void mark(JdbcClient sql, String index) {
        byte[] lot = new byte[16];
        random.nextBytes(lot);
        String mark = HexFormat.of().formatHex(lot);
        sql.sql("INSERT INTO visitor (id_no_index, person) VALUES (:index, :mark)")
                .param("index", index)
                .param("mark", mark)
                .update();
        for (String[] kept : KEPT) {
            String further = kept[1] == null
                    ? ""
                    : ", %1$s = CONCAT(:mark, SUBSTRING(%1$s, CHAR_LENGTH(:index) + 1))".formatted(kept[1]);
            sql.sql("UPDATE " + kept[0] + " SET person = :mark" + further + " WHERE person = :index")
                    .param("mark", mark)
                    .param("index", index)
                    .update();
        }
    }
}
