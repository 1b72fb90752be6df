package org.onewindow.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onewindow.catalogue.ServiceItem.Applicant;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.Channel;
import org.onewindow.catalogue.ServiceItem.Limits;
import org.onewindow.catalogue.ServiceItem.Nature;
import org.onewindow.catalogue.ServiceItem.Photo;
import org.onewindow.catalogue.ServiceItem.Provenance;
import org.onewindow.catalogue.ServiceItem.Scope;
import org.onewindow.catalogue.ServiceItem.StationMode;
import org.onewindow.catalogue.ServiceItem.Statutory;
import org.onewindow.catalogue.ServiceItem.Unit;
import org.onewindow.catalogue.ServiceItem.Words;
import org.springframework.core.io.Resource;

/**
 * Reads items: UTF-8, tab-separated, the first line names the columns, {@code -} is nothing. A line that cannot be read
 * stops the start and is named.
 */
final class ItemFile {

    private static final Map<String, Applicant> APPLICANTS =
            Map.of("P", Applicant.PERSON, "E", Applicant.ENTERPRISE, "B", Applicant.BOTH);
    private static final Map<String, Channel> CHANNELS = Map.of(
            "W", Channel.WINDOW,
            "P", Channel.PRE_CHECK,
            "O", Channel.ONLINE,
            "A", Channel.APPOINTMENT,
            "H", Channel.HOME_VISIT,
            "S", Channel.KIOSK);
    private static final Map<String, Photo> PHOTOS =
            Map.of("Y", Photo.NEW_OR_LIBRARY, "REUSE", Photo.EXISTING, "N", Photo.NONE);
    private static final Map<String, Unit> UNITS = Map.of("WD", Unit.WORKING_DAYS, "D", Unit.DAYS);

    /** The case number has room for no other. */
    private static final Pattern CODE = Pattern.compile("[A-Z]{2,3}\\d{3}");

    /** What a line says; also the words of a change that is published while the office works. */
    static final List<String> COLUMNS = List.of(
            "code",
            "name_zh",
            "name_en",
            "process",
            "category",
            "nature",
            "remedy",
            "applicant",
            "channels",
            "station_mode",
            "scope",
            "scope_group",
            "statutory_limit",
            "promised_working_days",
            "correction_working_days",
            "fee_cny",
            "photo",
            "e_certificate",
            "effective_from",
            "effective_to",
            "provenance_name",
            "provenance_promised_days",
            "source_refs",
            "notes");

    static final String NOTHING = "-";

    /** Longer than any limit of the law, and short enough for a calendar that is published by the year. */
    private static final int MOST_DAYS = 250;

    private static final Pattern DAYS = Pattern.compile("(\\d+) (WD|D)( \\(.*\\))?");

    private final CatalogueRules rules;

    ItemFile(CatalogueRules rules) {
        this.rules = rules;
    }

    /** @param cells by column, a dash for nothing, as they stand in a file */
    record Line(Map<String, String> cells, ServiceItem item) {}

    /** Cells that cannot be read, by their columns. */
    static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final List<String> columns;

        Unreadable(List<String> columns) {
            super("cannot be read: " + columns, null, false, false);
            this.columns = List.copyOf(columns);
        }

        List<String> columns() {
            return columns;
        }
    }

    /** The cells of one line; notes the columns that make no sense, so that all are told at once. */
    private static final class Cells {

        private final Map<String, String> cells;
        private final List<String> wrong = new ArrayList<>();

        Cells(Map<String, String> cells) {
            this.cells = cells;
            COLUMNS.stream().filter(column -> !cells.containsKey(column)).forEach(wrong::add);
            cells.keySet().stream()
                    .filter(column -> !COLUMNS.contains(column))
                    .sorted()
                    .forEach(wrong::add);
        }

        <T> T read(String column, Function<String, T> how) {
            String cell = cells.getOrDefault(column, NOTHING).strip();
            try {
                return how.apply(cell.equals(NOTHING) ? "" : cell);
            } catch (IllegalArgumentException | DateTimeException e) {
                if (!wrong.contains(column)) {
                    wrong.add(column);
                }
                return null;
            }
        }

        void expect(boolean holds, String column) {
            if (!holds && !wrong.contains(column)) {
                wrong.add(column);
            }
        }

        void refuse() {
            if (!wrong.isEmpty()) {
                throw new Unreadable(wrong);
            }
        }
    }

    List<Line> read(Resource file) {
        try {
            List<String> lines = file.getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            List<String> columns = List.of(lines.get(0).split("\t"));
            return lines.stream()
                    .skip(1)
                    .map(line -> named(file, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Line named(Resource file, String line, List<String> columns) {
        try {
            return line(row(line, columns));
        } catch (RuntimeException e) {
            throw new IllegalStateException("no service item in " + file.getDescription() + ": " + line, e);
        }
    }

    private static Map<String, String> row(String line, List<String> columns) {
        String[] cells = line.split("\t", -1);
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + columns.size() + " columns");
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i), cells[i].strip());
        }
        return row;
    }

    /** @throws Unreadable naming every column that makes no sense, is missing or unknown */
    Line line(Map<String, String> row) {
        var cells = new Cells(row);
        String itemCode = cells.read("code", ItemFile::code);
        String nameZh = cells.read("name_zh", ItemFile::filled);
        String nameEn = cells.read("name_en", ItemFile::filled);
        String process = cells.read("process", ItemFile::filled);
        Category category = cells.read("category", Category::valueOf);
        Nature nature = cells.read("nature", Nature::valueOf);
        Words remedy = cells.read("remedy", own -> nature == null ? null : remedy(own, nature));
        Applicant applicant = cells.read("applicant", letter -> known(APPLICANTS, letter));
        Set<Channel> channels = cells.read("channels", ItemFile::channels);
        StationMode stationMode = cells.read("station_mode", StationMode::valueOf);
        Scope scope = cells.read("scope", Scope::valueOf);
        String scopeGroup = cells.read("scope_group", Function.identity());
        Statutory statutory = cells.read("statutory_limit", ItemFile::statutory);
        Integer promised = cells.read("promised_working_days", ItemFile::days);
        Integer correction = cells.read("correction_working_days", ItemFile::days);
        String fee = cells.read("fee_cny", ItemFile::filled);
        Photo photo = cells.read("photo", letter -> known(PHOTOS, letter));
        String eCertificate = cells.read("e_certificate", Function.identity());
        LocalDate from = cells.read("effective_from", LocalDate::parse);
        LocalDate to = cells.read("effective_to", text -> text.isEmpty() ? null : LocalDate.parse(text));
        Provenance named = cells.read("provenance_name", Provenance::valueOf);
        Provenance promise = cells.read("provenance_promised_days", Provenance::valueOf);
        String source = cells.read("source_refs", Function.identity());
        cells.expect(from == null || to == null || !to.isBefore(from), "effective_to");
        cells.refuse();
        return new Line(
                Map.copyOf(row),
                new ServiceItem(
                        itemCode,
                        nameZh,
                        nameEn,
                        process,
                        category,
                        nature,
                        remedy,
                        applicant,
                        channels,
                        stationMode,
                        scope,
                        scopeGroup,
                        statutory,
                        promised,
                        correction,
                        fee,
                        photo,
                        eCertificate,
                        from,
                        to,
                        named,
                        promise,
                        source,
                        known(rules.competent(), category),
                        limits(nature),
                        rules.severalAtOnce().contains(nature),
                        rules.tolerant().contains(nature),
                        rules.byCommitment().contains(nature),
                        rules.form(itemCode)));
    }

    private static String code(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("two or three letters and three digits, not " + code);
        }
        return code;
    }

    private Limits limits(Nature nature) {
        return new Limits(
                rules.limits().notice().statutory(),
                rules.limits().notice().promised(),
                rules.natures().get(nature).decisionWorkingDays(),
                rules.limits().delivery().statutory(),
                rules.limits().delivery().promised());
    }

    private Words remedy(String own, Nature nature) {
        return known(
                rules.remedies(), own.isEmpty() ? rules.natures().get(nature).remedy() : own);
    }

    private static Set<Channel> channels(String letters) {
        return Arrays.stream(letters.split(","))
                .map(letter -> known(CHANNELS, letter))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Statutory statutory(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Matcher plain = DAYS.matcher(text);
        return plain.matches()
                ? new Statutory(Integer.valueOf(plain.group(1)), UNITS.get(plain.group(2)), text)
                : new Statutory(null, null, text);
    }

    private static int days(String text) {
        int days = Integer.parseInt(text);
        if (days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException(text);
        }
        return days;
    }

    private static String filled(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing");
        }
        return text;
    }

    private static <K, T> T known(Map<K, T> known, K code) {
        T found = known.get(code);
        if (found == null) {
            throw new IllegalArgumentException(code + " is none of " + known.keySet());
        }
        return found;
    }
}
