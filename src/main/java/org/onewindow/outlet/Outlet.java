package org.onewindow.outlet;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One outlet as the file tells it.
 *
 * @param division six digits of the administrative division
 * @param unit code of the organisation unit whose people work there
 * @param point WGS84
 * @param hours sessions of a working day, in order
 * @param extended extra sessions (延时服务) on a weekday
 * @param windows how many windows serve the items whose code begins so; each window stands in one group
 */
public record Outlet(
        String code,
        Kind kind,
        String division,
        String unit,
        String nameZh,
        String nameEn,
        String addressZh,
        Point point,
        List<Session> hours,
        Map<DayOfWeek, List<Session>> extended,
        Map<String, Integer> windows) {

    public enum Kind {
        POLICE_STATION,
        HALL,
        VEHICLE_OFFICE,
        SERVICE_CENTRE,
        TALENT_CENTRE,
        COMMUNITY_CENTRE,
        ENTERPRISE_STATION
    }

    /** Part of a day in office time; the closing moment belongs to it no more. */
    public record Session(LocalTime opens, LocalTime closes) {

        public Session {
            if (!opens.isBefore(closes)) {
                throw new IllegalArgumentException(opens + "-" + closes + " closes before it opens");
            }
        }

        /** Reads {@code 08:30-12:00}. */
        static Session parse(String text) {
            String[] ends = text.split("-");
            return new Session(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
        }
    }

    public Outlet {
        hours = List.copyOf(hours);
        extended = Map.copyOf(extended);
        windows = Map.copyOf(windows);
    }

    /** The group of windows that serves the item; of several the one that names it most closely. Empty when none does. */
    public Optional<String> itemGroup(String item) {
        return windows.keySet().stream().filter(item::startsWith).max(Comparator.comparingInt(String::length));
    }

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }
}
