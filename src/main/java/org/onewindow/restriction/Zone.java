package org.onewindow.restriction;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Locale;

/**
 * An area with restrictions for trucks: a polygon, or a list of sections of roads where no corners were published.
 *
 * @param district code by GB/T 2260, or the statistics bureau's for a development area
 * @param unit code of the unit that decides for it
 * @param pass whether this office issues passes for it
 * @param polygon corners in order; the last is joined to the first; {@code null} when only sections are known
 * @param sections {@code null} when the polygon says it all
 * @param source the notice that draws it
 */
public record Zone(
        @NotBlank String code,
        @NotBlank String nameZh,
        @NotBlank String nameEn,
        @NotBlank String district,
        @NotBlank String unit,
        boolean pass,
        List<Point> polygon,
        List<Section> sections,
        @NotBlank String source) {

    /** WGS84, in degrees. */
    public record Point(double lon, double lat) {}

    /**
     * A road, or the part of it that the notice describes.
     *
     * @param limit where the section ends, in the notice's words; {@code null} for the whole road
     */
    public record Section(String name, String limit) {}

    public Zone {
        polygon = polygon == null ? List.of() : List.copyOf(polygon);
        sections = sections == null ? List.of() : List.copyOf(sections);
    }

    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameZh;
    }

    /** Of two zones that share an edge, a point on it lies in one only. */
    boolean contains(Point point) {
        boolean inside = false;
        for (int i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
            Point a = polygon.get(i);
            Point b = polygon.get(j);
            if (a.lat() > point.lat() != b.lat() > point.lat()
                    && point.lon() < (b.lon() - a.lon()) * (point.lat() - a.lat()) / (b.lat() - a.lat()) + a.lon()) {
                inside = !inside;
            }
        }
        return inside;
    }
}
