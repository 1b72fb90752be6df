package org.onewindow.outlet;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.onewindow.outlet.Outlet.Session;

/** Reads {@code outlets.csv}; a line that makes no sense stops the start. */
final class OutletFile {

    private static final String DATA = "/outlet/outlets.csv";

    private OutletFile() {}

    static List<Outlet> read() {
        try (Reader file = new InputStreamReader(OutletFile.class.getResourceAsStream(DATA), StandardCharsets.UTF_8);
                var lines = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setCommentMarker('#')
                        .get()
                        .parse(file)) {
            List<Outlet> outlets = new ArrayList<>();
            for (CSVRecord line : lines) {
                outlets.add(outlet(line));
            }
            return outlets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outlet outlet(CSVRecord line) {
        return new Outlet(
                line.get("code"),
                Outlet.Kind.valueOf(line.get("kind")),
                line.get("division"),
                line.get("unit"),
                line.get("name_zh"),
                line.get("name_en"),
                line.get("address_zh"),
                new Point(Double.parseDouble(line.get("latitude")), Double.parseDouble(line.get("longitude"))),
                words(line.get("hours")).map(Session::parse).toList(),
                extended(words(line.get("extended")).toList()),
                windows(line.get("windows")));
    }

    private static Map<DayOfWeek, List<Session>> extended(List<String> words) {
        return words.isEmpty()
                ? Map.of()
                : Map.of(
                        DayOfWeek.valueOf(words.get(0)),
                        words.stream().skip(1).map(Session::parse).toList());
    }

    private static Map<String, Integer> windows(String text) {
        return words(text)
                .map(word -> word.split(":"))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Integer.valueOf(parts[1])));
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
