package org.onewindow.fleet;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.shared.Refusal;

/** A list of vehicles out of a spreadsheet: comma-, semicolon- or tab-separated, with a line of headings in Chinese or English. */
final class VehicleList {

    /** @param passClass code of the kind of pass; the shared one when left out */
    record Vehicle(@Size(max = 20) String passClass, @Valid PlateEntry plate) {}

    private static final Map<String, String> COLUMNS = Map.of(
            "号牌号码", "plate",
            "号牌种类", "plate_type",
            "申请种类", "pass_class",
            "plate", "plate",
            "plate_type", "plate_type",
            "pass_class", "pass_class");

    private VehicleList() {}

    /**
     * A cell that is empty is left out; a plate type of one digit gets back the zero that spreadsheets take away.
     *
     * @throws Refusal {@code csv-malformed}, {@code csv-column-unknown}, {@code csv-column-missing}
     */
    static List<Vehicle> read(String csv) {
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        String heading = text.lines().findFirst().orElse("");
        try (CSVParser parser = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(heading.indexOf('\t') >= 0 ? '\t' : heading.indexOf(';') >= 0 ? ';' : ',')
                .setHeader()
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get()
                .parse(new StringReader(text))) {
            Map<String, String> headings = headings(parser.getHeaderNames());
            var vehicles = new ArrayList<Vehicle>();
            for (CSVRecord row : parser) {
                String type = cell(row, headings, "plate_type");
                vehicles.add(new Vehicle(
                        cell(row, headings, "pass_class"),
                        new PlateEntry(
                                cell(row, headings, "plate"), type != null && type.length() == 1 ? "0" + type : type)));
            }
            return vehicles;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw Refusal.invalid("csv", "csv-malformed");
        }
    }

    private static Map<String, String> headings(List<String> names) {
        var byColumn = new HashMap<String, String>();
        for (String name : names) {
            String column = COLUMNS.get(name.strip().toLowerCase(Locale.ROOT));
            if (column == null) {
                throw Refusal.invalid("csv", "csv-column-unknown", name.substring(0, Math.min(name.length(), 40)));
            }
            byColumn.put(column, name);
        }
        for (String needed : List.of("plate", "plate_type")) {
            if (!byColumn.containsKey(needed)) {
                throw Refusal.invalid("csv", "csv-column-missing", needed);
            }
        }
        return byColumn;
    }

    private static String cell(CSVRecord row, Map<String, String> headings, String column) {
        String heading = headings.get(column);
        String cell = heading == null || !row.isSet(heading) ? "" : row.get(heading);
        return cell.isBlank() ? null : cell;
    }
}
