package org.onewindow.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onewindow.shared.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CalendarRepository {

    private final JdbcClient jdbc;

    CalendarRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The {@link PublishedDays#version()} of what {@link #read} would return. */
    long version() {
        return jdbc.sql("SELECT COALESCE(SUM(version), 0) FROM calendar_year")
                .query(Long.class)
                .single();
    }

    /** One statement, so that a publication is seen whole or not at all. */
    PublishedDays read() {
        Map<Integer, PublishedYear> years = new TreeMap<>();
        Map<Integer, List<PublishedYear.Day>> days = new TreeMap<>();
        jdbc.sql("""
                        SELECT y.of_year, y.source, y.published_at, y.version, d.on_date, d.kind, d.name
                        FROM calendar_year y
                        LEFT JOIN calendar_day d ON YEAR(d.on_date) = y.of_year
                        ORDER BY d.on_date
                        """).query(row -> {
            int year = row.getInt("of_year");
            List<PublishedYear.Day> ofYear = days.computeIfAbsent(year, none -> new ArrayList<>());
            LocalDate date = row.getObject("on_date", LocalDate.class);
            if (date != null) {
                ofYear.add(new PublishedYear.Day(
                        date, PublishedYear.Kind.valueOf(row.getString("kind")), row.getString("name")));
            }
            years.put(year, year(row, year));
        });
        return new PublishedDays(years.values().stream()
                .map(y -> new PublishedYear(y.year(), y.source(), y.publishedAt(), y.version(), days.get(y.year())))
                .toList());
    }

    private static PublishedYear year(ResultSet row, int year) throws SQLException {
        return new PublishedYear(
                year, row.getString("source"), Times.instant(row, "published_at"), row.getInt("version"), List.of());
    }

    /** Whether the year was absent; a second node waits here until the first has committed, and then gets {@code false}. */
    boolean claim(int year, String source, Instant at) {
        return jdbc.sql("""
                        INSERT IGNORE INTO calendar_year (of_year, source, published_at, version)
                        VALUES (:year, :source, :at, 1)
                        """)
                        .param("year", year)
                        .param("source", source)
                        .param("at", Times.sql(at))
                        .update()
                == 1;
    }

    /** Takes the year's row, so that two publications of one year come one after the other. */
    void publish(int year, String source, Instant at) {
        jdbc.sql("""
                        INSERT INTO calendar_year (of_year, source, published_at, version)
                        VALUES (:year, :source, :at, 1)
                        ON DUPLICATE KEY UPDATE source = :source, published_at = :at, version = version + 1
                        """)
                .param("year", year)
                .param("source", source)
                .param("at", Times.sql(at))
                .update();
    }

    void replaceDays(int year, List<PublishedYear.Day> days) {
        jdbc.sql("DELETE FROM calendar_day WHERE on_date BETWEEN :first AND :last")
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .update();
        for (PublishedYear.Day day : days) {
            jdbc.sql("INSERT INTO calendar_day (on_date, kind, name) VALUES (:date, :kind, :name)")
                    .param("date", day.date())
                    .param("kind", day.kind().name())
                    .param("name", day.name())
                    .update();
        }
    }
}
