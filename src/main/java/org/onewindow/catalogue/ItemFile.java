package org.onewindow.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Pattern DAYS = Pattern.compile("(\\d+) (WD|D)( \\(.*\\))?");

    private final CatalogueRules rules;

    ItemFile(CatalogueRules rules) {
        this.rules = rules;
    }

    List<ServiceItem> read(Resource file) {
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

    private ServiceItem named(Resource file, String line, List<String> columns) {
        try {
            return item(row(line, columns));
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
            row.put(columns.get(i), cells[i].strip().equals("-") ? "" : cells[i].strip());
        }
        return row;
    }

    private ServiceItem item(Map<String, String> row) {
        Nature nature = Nature.valueOf(row.get("nature"));
        Category category = Category.valueOf(row.get("category"));
        return new ServiceItem(
                code(row.get("code")),
                filled(row, "name_zh"),
                filled(row, "name_en"),
                filled(row, "process"),
                category,
                nature,
                remedy(row.get("remedy"), nature),
                known(APPLICANTS, row.get("applicant")),
                channels(row.get("channels")),
                StationMode.valueOf(row.get("station_mode")),
                Scope.valueOf(row.get("scope")),
                row.get("scope_group"),
                statutory(row.get("statutory_limit")),
                days(row, "promised_working_days"),
                days(row, "correction_working_days"),
                filled(row, "fee_cny"),
                known(PHOTOS, row.get("photo")),
                row.get("e_certificate"),
                LocalDate.parse(row.get("effective_from")),
                row.get("effective_to").isEmpty() ? null : LocalDate.parse(row.get("effective_to")),
                Provenance.valueOf(row.get("provenance_name")),
                Provenance.valueOf(row.get("provenance_promised_days")),
                row.get("source_refs"),
                known(rules.competent(), category),
                limits(nature),
                rules.severalAtOnce().contains(nature),
                rules.tolerant().contains(nature),
                rules.byCommitment().contains(nature));
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

    private static int days(Map<String, String> row, String column) {
        int days = Integer.parseInt(row.get(column));
        if (days < 0) {
            throw new IllegalArgumentException(column + " " + days);
        }
        return days;
    }

    private static String filled(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("nothing under " + column);
        }
        return value;
    }

    private static <K, T> T known(Map<K, T> known, K code) {
        T found = known.get(code);
        if (found == null) {
            throw new IllegalArgumentException(code + " is none of " + known.keySet());
        }
        return found;
    }
}
