package org.onewindow.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Instants in {@code DATETIME(3)} columns, always UTC. They are bound as text because the engine needs the driver setting
 * {@code sendFractionalSeconds=false}, which would cut the milliseconds of every bound timestamp.
 */
public final class Times {

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private Times() {}

    /** Milliseconds are kept, finer parts are cut; {@code null} stays {@code null}. */
    public static String sql(Instant instant) {
        return instant == null ? null : SQL.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** The value of a {@code DATETIME(3)} column, or {@code null}. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }

    /** As precise as a column can keep it, so that what is answered equals what is read later. */
    public static Instant toMillis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
