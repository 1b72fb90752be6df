package org.onewindow.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Point;
import org.onewindow.portal.MapSheet.Mark;
import org.onewindow.portal.MapSheet.Sheet;
import org.onewindow.portal.MapSheet.Tile;

/** Where outlets lie to each other, with and without the pictures of a tile server. */
class MapSheetTests {

    private static final Outlet SOUTH_WEST = outlet("A", 37.40, 121.20);
    private static final Outlet NORTH_EAST = outlet("B", 37.60, 121.50);
    private static final Outlet BETWEEN = outlet("C", 37.50, 121.35);
    private static final Outlet FAR = outlet("D", 36.00, 118.00);
    private static final List<Outlet> ALL = List.of(SOUTH_WEST, NORTH_EAST, BETWEEN, FAR);

    private static Outlet outlet(String code, double latitude, double longitude) {
        return new Outlet(
                code,
                Outlet.Kind.POLICE_STATION,
                "370602",
                "YT",
                code,
                code,
                code,
                new Point(latitude, longitude),
                List.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void northIsUpTheListIsNumberedAndWhatLiesFarAwayIsLeftOut() {
        Sheet sheet = new MapSheet(new MapSheet.Tiles(null, null, false)).of(ALL, List.of(NORTH_EAST, SOUTH_WEST));
        assertThat(sheet.tiles()).as("nobody is asked for pictures").isEmpty();
        assertThat(sheet.marks()).extracting(Mark::number).containsExactly(null, 2, 1);
        Mark second = sheet.marks().get(1);
        Mark first = sheet.marks().get(2);
        assertThat(first.x()).isGreaterThan(second.x());
        assertThat(first.y()).isLessThan(second.y());
        assertThat(sheet.marks()).allSatisfy(mark -> {
            assertThat(mark.x()).isBetween(0.0, 100.0);
            assertThat(mark.y()).isBetween(0.0, 100.0);
        });
    }

    @Test
    void theTilesOfADeployersServerCoverTheSheet() {
        var server = new MapSheet.Tiles("https://tiles.example/{z}/{x}/{y}.png", "© 示例", false);
        Sheet sheet = new MapSheet(server).of(ALL, List.of(NORTH_EAST, SOUTH_WEST));
        assertThat(sheet.attribution()).isEqualTo("© 示例");
        assertThat(sheet.tiles()).hasSizeBetween(4, 36).allSatisfy(tile -> {
            assertThat(tile.href()).matches("https://tiles\\.example/\\d+/\\d+/\\d+\\.png");
            assertThat(tile.side()).isGreaterThan(15);
        });
        for (double x = 0; x <= 100; x += 12.5) {
            for (double y = 0; y <= 100; y += 12.5) {
                assertThat(sheet.tiles()).anyMatch(covers(x, y));
            }
        }
    }

    private static Predicate<Tile> covers(double x, double y) {
        return tile -> tile.x() <= x && x <= tile.x() + tile.side() && tile.y() <= y && y <= tile.y() + tile.side();
    }

    @Test
    void oneOutletAloneDoesNotFillTheWorld() {
        Sheet sheet = new MapSheet(new MapSheet.Tiles("https://tiles.example/{z}/{x}/{y}.png", null, true))
                .of(List.of(BETWEEN), List.of(BETWEEN));
        assertThat(sheet.marks()).containsExactly(new Mark(50, 50, 1));
        assertThat(sheet.tiles()).hasSizeLessThan(37);
    }
}
