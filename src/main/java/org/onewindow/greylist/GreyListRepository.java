package org.onewindow.greylist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entries are only ever added. */
@Repository
class GreyListRepository {

    private final JdbcClient sql;

    GreyListRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody else took the same step meanwhile */
    void append(GreyListEntry entry) {
        sql.sql("""
                        INSERT INTO grey_list_entry (id, plate_number, plate_type, series_from, step, offence, reported_at,
                            listed_to, place, officer, unit)
                        VALUES (:id, :number, :type, :seriesFrom, :step, :offence, :reportedAt,
                            :listedTo, :place, :officer, :unit)
                        """)
                .param("id", entry.id())
                .param("number", entry.plate().number())
                .param("type", entry.plate().type())
                .param("seriesFrom", entry.seriesFrom())
                .param("step", entry.step())
                .param("offence", entry.offence())
                .param("reportedAt", Times.sql(entry.reportedAt()))
                .param("listedTo", entry.listedTo())
                .param("place", entry.place())
                .param("officer", entry.officer())
                .param("unit", entry.unit())
                .update();
    }

    Optional<GreyListEntry> find(String id) {
        return sql.sql("SELECT * FROM grey_list_entry WHERE id = :id")
                .param("id", id)
                .query(GreyListRepository::toEntry)
                .optional();
    }

    Optional<GreyListEntry> last(Plate plate) {
        return ofPlate(plate, "ORDER BY series_from DESC, step DESC LIMIT 1")
                .query(GreyListRepository::toEntry)
                .optional();
    }

    /** Of those that bind on that day the one that binds longest. */
    Optional<GreyListEntry> inForce(Plate plate, LocalDate day) {
        return ofPlate(plate, """
                        AND (listed_to IS NULL OR listed_to >= :day)
                        ORDER BY CASE WHEN listed_to IS NULL THEN 0 ELSE 1 END, listed_to DESC LIMIT 1
                        """)
                .param("day", day)
                .query(GreyListRepository::toEntry)
                .optional();
    }

    private JdbcClient.StatementSpec ofPlate(Plate plate, String more) {
        return sql.sql("SELECT * FROM grey_list_entry WHERE plate_number = :number AND plate_type = :type " + more)
                .param("number", plate.number())
                .param("type", plate.type());
    }

    private static GreyListEntry toEntry(ResultSet row, int i) throws SQLException {
        return new GreyListEntry(
                row.getString("id"),
                Plate.parse(row.getString("plate_number"), row.getString("plate_type")),
                row.getObject("series_from", LocalDate.class),
                row.getInt("step"),
                row.getString("offence"),
                Times.instant(row, "reported_at"),
                row.getObject("listed_to", LocalDate.class),
                row.getString("place"),
                row.getString("officer"),
                row.getString("unit"));
    }
}
