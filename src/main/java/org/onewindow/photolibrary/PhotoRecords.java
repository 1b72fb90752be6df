package org.onewindow.photolibrary;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Somebody's photographs: the current one as long as his account, an earlier one from its replacement on. */
@Repository
class PhotoRecords implements PersonalRecords {

    private final JdbcClient sql;
    private final PhotoRepository photos;
    private final Clock clock;

    PhotoRecords(JdbcClient sql, PhotoRepository photos, Clock clock) {
        this.sql = sql;
        this.photos = photos;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "photograph";
    }

    @Override
    public List<Entry> about(String account) {
        return sql.sql("""
                        SELECT id, unit, outlet, taken_at, COALESCE(deleted_at, replaced_at) AS ended_at, data_key
                        FROM photo WHERE owner = :account
                        ORDER BY taken_at, id
                        """)
                .param("account", account)
                .query((row, i) -> new Entry(
                        row.getString("id"),
                        Times.instant(row, "taken_at"),
                        Times.instant(row, "ended_at"),
                        PersonalRecords.fields(
                                "unit", row.getString("unit"),
                                "outlet", row.getString("outlet"),
                                "picture",
                                        row.getString("data_key") == null
                                                ? null
                                                : "/api/photos/" + row.getString("id") + "/picture")))
                .list();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("""
                SELECT id, replaced_at AS at FROM photo WHERE data_key IS NOT NULL
                """);
    }

    @Override
    public boolean goesWithAccount() {
        return true;
    }

    @Override
    public void erase(String id) {
        photos.destroy(id, Times.toMillis(clock.instant()));
        sql.sql("UPDATE photo SET owner = id WHERE id = :id").param("id", id).update();
    }

    @Override
    public Set<String> tables() {
        return Set.of("photo");
    }
}
