package org.onewindow.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The data must be as strict as the real thing, or the checks that read it prove nothing. */
class DemoVehiclesTests {

    private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Map<String, String> PLATES = Map.of(
            "01", "鲁[FY][A-HJ-NP-Z0-9]{5}",
            "02", "鲁[FY][A-HJ-NP-Z0-9]{5}",
            "51", "鲁[FY]\\d{5}[A-HJK]",
            "52", "鲁[FY][A-HJK][A-HJ-NP-Z0-9]\\d{4}");
    private static final String HERO = "91370600MA0000007C";

    private final List<Map<String, String>> rows = DemoRegisterService.rows(DemoRegisterService.DATA);

    DemoVehiclesTests() throws IOException {}

    @Test
    void saysInItsFirstLineThatAllIsInvented() throws IOException {
        try (var data = new BufferedReader(new InputStreamReader(
                DemoRegisterService.class.getResourceAsStream(DemoRegisterService.DATA), StandardCharsets.UTF_8))) {
            assertThat(data.readLine()).startsWith("#").contains("invented", "虚构");
        }
    }

    @Test
    void holdsAFewHundredVehiclesMostlyCleanAndEveryDefect() {
        assertThat(rows).hasSizeGreaterThanOrEqualTo(300);
        assertThat(rows)
                .extracting(row -> row.get("plate") + row.get("plate_type"))
                .doesNotHaveDuplicates();
        assertThat(rows).extracting(row -> row.get("vin")).doesNotHaveDuplicates();
        assertThat(rows.stream().filter(row -> row.get("about").equals("clean")).count())
                .isBetween(rows.size() * 65L / 100, rows.size() * 75L / 100);
        assertThat(rows)
                .extracting(row -> row.get("about"))
                .contains(
                        "inspection expired",
                        "insurance ends soon",
                        "four or more violations",
                        "one to three violations",
                        "scrapped",
                        "stolen",
                        "detained",
                        "deregistered",
                        "hazardous tank",
                        "grey-listed",
                        "fatal accident",
                        "hit-and-run");
    }

    @Test
    void beginsWithTheVehiclesOfTheTour() {
        String[] tour = {
            "鲁F10001 01 HEAVY FLATBED DIESEL clean " + HERO,
            "鲁F10002 02 LIGHT BOX PETROL clean " + HERO,
            "鲁F10003 01 MEDIUM BOX DIESEL clean " + HERO,
            "鲁F12345D 51 MEDIUM BOX ELECTRIC clean " + HERO,
            "鲁F10005 02 LIGHT PICKUP DIESEL clean " + HERO,
            "鲁F10006 01 HEAVY FLATBED DIESEL inspection expired " + HERO,
            "鲁F10007 01 HEAVY FLATBED DIESEL four or more violations " + HERO,
            "鲁F10008 01 HEAVY TANK DIESEL hazardous tank " + HERO,
            "鲁F10009 01 HEAVY FLATBED DIESEL scrapped " + HERO,
            "鲁F10010 01 HEAVY FLATBED DIESEL clean 370602190001010016",
            "鲁F10011 01 HEAVY FLATBED DIESEL insurance register silent " + HERO
        };
        assertThat(rows.subList(0, tour.length))
                .extracting(row -> String.join(
                        " ",
                        List.of(
                                row.get("plate"),
                                row.get("plate_type"),
                                row.get("vehicle_class"),
                                row.get("body_type"),
                                row.get("energy"),
                                row.get("about"),
                                row.get("owner_id"))))
                .containsExactly(tour);
        assertThat(rows.get(2)).containsEntry("length_mm", "5990").containsEntry("gross_mass_kg", "8000");
        assertThat(rows.get(6)).containsEntry("open_violations", "5");
        assertThat(rows.get(10)).containsEntry("silent", "INSURANCE");
    }

    @Test
    void everyVehicleHasExactlyTheDefectItIsSaidToHave() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(defects(row))
                    .isEqualTo(row.get("about").equals("clean") ? List.of() : List.of(row.get("about")));
            if (row.get("about").equals("clean")) {
                assertThat(number(row, "inspection_days")).isGreaterThan(130);
                assertThat(number(row, "insurance_days")).isGreaterThan(130);
            }
        });
    }

    @Test
    void everyPlateFollowsTheGrammarOfItsType() {
        assertThat(rows).allSatisfy(row -> assertThat(row.get("plate")).matches(PLATES.get(row.get("plate_type"))));
    }

    @Test
    void everyClassFollowsFromLengthAndMassAndFitsThePlate() {
        assertThat(rows).allSatisfy(row -> {
            assertThat(VehicleClass.valueOf(row.get("vehicle_class")))
                    .isEqualTo(VehicleClass.of(number(row, "length_mm"), number(row, "gross_mass_kg")));
            assertThat(row.get("plate_type"))
                    .isIn(row.get("vehicle_class").matches("HEAVY|MEDIUM") ? List.of("01", "51") : List.of("02", "52"));
        });
    }

    @Test
    void everyVinHasItsCheckDigit() {
        String letters = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
        assertThat(rows).allSatisfy(row -> {
            String vin = row.get("vin");
            assertThat(vin).matches("[A-HJ-NPR-Z0-9]{8}[0-9X][A-HJ-NPR-Z0-9]{8}");
            int sum = IntStream.range(0, 17)
                    .map(i -> letters.indexOf(vin.charAt(i)) % 10 * weights[i])
                    .sum();
            assertThat(vin.charAt(8)).isEqualTo("0123456789X".charAt(sum % 11));
        });
    }

    @Test
    void everyOwnerHasARightCreditCodeOrCitizenNumber() {
        assertThat(rows).allSatisfy(row -> {
            String id = row.get("owner_id");
            if (row.get("owner_kind").equals("COMPANY")) {
                assertThat(id).matches("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
                int weight = 1;
                int sum = 0;
                for (int i = 0; i < 17; i++) {
                    sum += CREDIT_ALPHABET.indexOf(id.charAt(i)) * weight;
                    weight = weight * 3 % 31;
                }
                assertThat(id.charAt(17)).isEqualTo(CREDIT_ALPHABET.charAt((31 - sum % 31) % 31));
            } else {
                assertThat(id).matches("370602\\d{11}[0-9X]");
                assertThat(LocalDate.parse(id.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE))
                        .isBetween(LocalDate.of(1900, 1, 1), LocalDate.of(1910, 1, 1));
                int sum = IntStream.range(0, 17)
                        .map(i -> Character.digit(id.charAt(i), 10) * ((1 << (17 - i)) % 11))
                        .sum();
                assertThat(id.charAt(17)).isEqualTo("10X98765432".charAt(sum % 11));
            }
        });
    }

    private static List<String> defects(Map<String, String> row) {
        List<String> found = new ArrayList<>();
        int violations = number(row, "open_violations");
        if (number(row, "inspection_days") < 0) {
            found.add("inspection expired");
        }
        if (number(row, "insurance_days") < 30) {
            found.add("insurance ends soon");
        }
        if (violations > 0) {
            found.add(violations > 3 ? "four or more violations" : "one to three violations");
        }
        if (!row.get("status").equals("NORMAL")) {
            found.add(row.get("status").toLowerCase(Locale.ROOT));
        }
        if (row.get("use_nature").equals("HAZARDOUS_GOODS")) {
            found.add("hazardous tank");
        }
        if (!row.get("grey_days").isEmpty()) {
            found.add("grey-listed");
        }
        if (Boolean.parseBoolean(row.get("fatal_accident_open"))) {
            found.add("fatal accident");
        }
        if (Boolean.parseBoolean(row.get("hit_and_run_open"))) {
            found.add("hit-and-run");
        }
        if (!row.get("silent").isEmpty()) {
            found.add(row.get("silent").toLowerCase(Locale.ROOT) + " register silent");
        }
        return found;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.get(column));
    }
}
