package org.onewindow.portal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Point;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Where outlets lie to each other, in Web Mercator on a square of 100 by 100, north up. Without a tile server it is a sketch;
 * with one, its pictures lie beneath. The tiles are fetched by the reader's browser from that server and from no other.
 */
@Component
@EnableConfigurationProperties(MapSheet.Tiles.class)
class MapSheet {

    /** So many of the list are numbered. */
    private static final int NUMBERED = 10;

    private static final double SIDE = 100;
    private static final double MARGIN = 0.15;

    /** Of one kilometre, as a part of the world's width: a single outlet fills no sheet. */
    private static final double NARROWEST = 1.0 / 40_000;

    private static final int ACROSS = 3;
    private static final int FINEST = 18;

    /**
     * A deployer's tile server.
     *
     * @param tiles address of a tile with {@code {z}}, {@code {x}} and {@code {y}} in it; {@code null} for none
     * @param attribution whom its licence wants to be named, or {@code null}
     * @param gcj02 whether its pictures are shifted, as those of public maps in China are
     */
    @ConfigurationProperties("onewindow.map")
    record Tiles(String tiles, String attribution, boolean gcj02) {}

    record Tile(double x, double y, double side, String href) {}

    /** @param number in the list, or {@code null} */
    record Mark(double x, double y, Integer number) {}

    record Sheet(List<Tile> tiles, List<Mark> marks, String attribution) {}

    private final Tiles server;

    MapSheet(Tiles server) {
        this.server = server;
    }

    /** @param shown those of the list, in its order; they fill the sheet, and of all others those that lie between them are on it */
    Sheet of(List<Outlet> all, List<Outlet> shown) {
        if (shown.isEmpty()) {
            return new Sheet(List.of(), List.of(), null);
        }
        var east = shown.stream().mapToDouble(this::east).summaryStatistics();
        var south = shown.stream().mapToDouble(this::south).summaryStatistics();
        double side = Math.max(NARROWEST, Math.max(east.getMax() - east.getMin(), south.getMax() - south.getMin()))
                * (1 + 2 * MARGIN);
        double left = (east.getMin() + east.getMax() - side) / 2;
        double top = (south.getMin() + south.getMax() - side) / 2;
        var marks = new ArrayList<Mark>();
        for (Outlet outlet : all) {
            int place = shown.indexOf(outlet);
            double x = rounded((east(outlet) - left) / side * SIDE);
            double y = rounded((south(outlet) - top) / side * SIDE);
            if (x >= 0 && x <= SIDE && y >= 0 && y <= SIDE) {
                marks.add(new Mark(x, y, place < 0 || place >= NUMBERED ? null : place + 1));
            }
        }
        // What has a number lies above the rest, the first above all.
        marks.sort(Comparator.comparing(Mark::number, Comparator.nullsFirst(Comparator.reverseOrder())));
        return new Sheet(tiles(left, top, side), marks, server.attribution());
    }

    private List<Tile> tiles(double left, double top, double side) {
        if (server.tiles() == null || server.tiles().isBlank()) {
            return List.of();
        }
        int zoom = (int) Math.max(0, Math.min(FINEST, Math.floor(Math.log(ACROSS / side) / Math.log(2))));
        double count = Math.pow(2, zoom);
        var tiles = new ArrayList<Tile>();
        for (int y = (int) Math.floor(top * count); y < (top + side) * count; y++) {
            for (int x = (int) Math.floor(left * count); x < (left + side) * count; x++) {
                tiles.add(new Tile(
                        rounded((x / count - left) / side * SIDE),
                        rounded((y / count - top) / side * SIDE),
                        rounded(SIDE / count / side + 0.05),
                        server.tiles()
                                .replace("{z}", String.valueOf(zoom))
                                .replace("{x}", String.valueOf(x))
                                .replace("{y}", String.valueOf(y))));
            }
        }
        return tiles;
    }

    /** Part of the world's width from its left edge. */
    private double east(Outlet outlet) {
        return (drawn(outlet).longitude() + 180) / 360;
    }

    /** Part of the world's height from its upper edge. */
    private double south(Outlet outlet) {
        double tangent = Math.tan(Math.toRadians(drawn(outlet).latitude()));
        return (1 - Math.log(tangent + Math.sqrt(tangent * tangent + 1)) / Math.PI) / 2;
    }

    private Point drawn(Outlet outlet) {
        return server.gcj02() ? outlet.point().toGcj02() : outlet.point();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
