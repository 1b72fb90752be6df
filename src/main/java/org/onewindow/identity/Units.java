package org.onewindow.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tree of units. Read from a snapshot, so that every view may name them; a change is seen within a minute. */
@Repository
public class Units {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Snapshot(Map<String, Unit> byCode, Instant readAt) {

        boolean isFresh(Instant now) {
            return Duration.between(readAt, now).abs().compareTo(FRESH) < 0;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.EPOCH);

    Units(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Every unit, those above before those below. */
    public List<Unit> all() {
        return List.copyOf(current().values());
    }

    /** The unit's English name for English, its Chinese name for every other language, its code when nobody knows it. */
    public String name(String code, Locale locale) {
        Unit unit = current().get(code);
        if (unit == null) {
            return code;
        }
        return locale.getLanguage().equals("en") ? unit.nameEn() : unit.nameZh();
    }

    public boolean exists(String code) {
        return current().containsKey(code);
    }

    void found(Unit unit) {
        jdbc.sql("""
                        INSERT INTO unit (code, name_zh, name_en, parent)
                        VALUES (:code, :nameZh, :nameEn, :parent)
                        """).paramSource(unit).update();
        snapshot = new Snapshot(Map.of(), Instant.EPOCH);
    }

    /** Founds the unit, or renames it. */
    void draw(Unit unit) {
        int renamed = jdbc.sql("UPDATE unit SET name_zh = :nameZh, name_en = :nameEn WHERE code = :code")
                .paramSource(unit)
                .update();
        if (renamed == 0) {
            found(unit);
        }
        snapshot = new Snapshot(Map.of(), Instant.EPOCH);
    }

    private Map<String, Unit> current() {
        Snapshot known = snapshot;
        Instant now = clock.instant();
        if (!known.isFresh(now)) {
            var byCode = new TreeMap<String, Unit>();
            jdbc.sql("SELECT code, name_zh, name_en, parent FROM unit")
                    .query(Unit.class)
                    .list()
                    .forEach(unit -> byCode.put(unit.code(), unit));
            known = new Snapshot(byCode, now);
            snapshot = known;
        }
        return known.byCode();
    }
}
