package org.onewindow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTests {

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act).code();
    }

    @ParameterizedTest
    @CsvSource({
        "鲁F12345, 01, YELLOW",
        "鲁F12345, 02, BLUE",
        "鲁YA1B2C, 01, YELLOW",
        "鲁F1234挂, 15, YELLOW",
        "鲁F12345D, 51, YELLOW_GREEN",
        "鲁YDA1234, 52, GREEN",
        "京KF01234, 52, GREEN"
    })
    void knowsThePlatesOfTrucks(String number, String type, Plate.Colour colour) {
        Plate plate = Plate.parse(number, type);

        assertThat(plate.colour()).isEqualTo(colour);
        assertThat(plate).hasToString(number + "/" + type).isEqualTo(Plate.parse(plate.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "鲁F12345, 15",
        "鲁F12345, 51",
        "鲁F12345, 52",
        "鲁F1234挂, 01",
        "鲁F1234挂, 02",
        "鲁F1234挂, 51",
        "鲁F12345D, 01",
        "鲁F12345D, 02",
        "鲁F12345D, 52",
        "鲁FD12345, 02",
        "鲁FD12345, 51",
        "鲁FD12345, 15",
        "鲁F12345, 13",
        "鲁F12345, 1",
        "鲁F12345, ''",
        "鲁F12345, １３"
    })
    void refusesAPlateTypeThatDoesNotFitTheNumber(String number, String type) {
        assertThat(refusal(() -> Plate.parse(number, type))).isEqualTo("plate-type-mismatch");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "F12345",
                "鲁12345",
                "鲁F1234",
                "鲁F123456",
                "鲁I12345",
                "鲁O12345",
                "鲁F1234O",
                "鲁F1234I",
                "魯F12345",
                "鲁F12345学",
                "鲁F1234警",
                "鲁F12345L",
                "鲁FL12345",
                "鲁F1234挂挂",
                "鲁F 12345",
                "鲁F12345/01"
            })
    void refusesWhatIsNoPlate(String number) {
        assertThat(refusal(() -> Plate.parse(number, "01"))).isEqualTo("plate-malformed");
    }

    @Test
    void readsFullWidthLowerCaseAndSurroundingSpace() {
        assertThat(Plate.parse("　鲁ｆ１２３４５ ", "０１")).isEqualTo(Plate.parse("鲁F12345", "01"));
        assertThat(Plate.parse(" 鲁f12345/０1 ")).isEqualTo(Plate.parse("鲁F12345", "01"));
        assertThat(CitizenId.parse("３７０６０２１９０００１０１０１８ｘ").value()).isEqualTo("37060219000101018X");
        assertThat(CreditCode.parse("91370600ma0000007c").value()).isEqualTo("91370600MA0000007C");
        assertThat(Mobile.parse("１３８００００５６７８").value()).isEqualTo("13800005678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "鲁А12345", // Cyrillic
                "鲁Α12345", // Greek
                "鲁F12\u200B345",
                "\u200B鲁F12345",
                "鲁F12345\uFEFF",
                "鲁F\u202E12345",
                "鲁F12345\u202C",
                "鲁F1\u00002345",
                "鲁F12345\u0007",
                "鲁F١2345"
            })
    void refusesLookAlikesAndInvisibleCharacters(String number) {
        assertThat(refusal(() -> Plate.parse(number, "01"))).isEqualTo("plate-malformed");
    }

    @Test
    void refusesInvisibleCharactersInTheOtherFormatsToo() {
        assertThat(refusal(() -> CitizenId.parse("370602\u200B190001010016"))).isEqualTo("citizen-id-malformed");
        assertThat(refusal(() -> CitizenId.parse("37060219000101018Х"))).isEqualTo("citizen-id-malformed"); // Cyrillic
        assertThat(refusal(() -> CreditCode.parse("91370600МA0000007C")))
                .isEqualTo("credit-code-malformed"); // Cyrillic
        assertThat(refusal(() -> Mobile.parse("13800005678\u200D"))).isEqualTo("mobile-malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"370602190001010016", "370602190001010024", "37060219000101018X"})
    void knowsCitizenIds(String id) {
        assertThat(CitizenId.parse(id).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "370602190001010017", // check digit
                "370612190002290016", // 1900 had no 29 February
                "937840190001010016", // foreign permanent resident
                "370602170001010016",
                "37060219000101001",
                "3706021900010100166",
                "370602000101001",
                "X70602190001010016"
            })
    void refusesWhatIsNoCitizenId(String id) {
        assertThat(refusal(() -> CitizenId.parse(id))).isEqualTo("citizen-id-malformed");
    }

    @Test
    void findsEveryWrongDigitOfACitizenId() {
        String id = "37060219000101018X";
        for (int i = 0; i < 17; i++) {
            for (char c = '0'; c <= '9'; c++) {
                String wrong = id.substring(0, i) + c + id.substring(i + 1);
                if (!wrong.equals(id)) {
                    assertThatThrownBy(() -> CitizenId.parse(wrong)).isInstanceOf(Refusal.class);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"91370600MA0000007C", "11371000494416240Y"})
    void knowsCreditCodes(String code) {
        assertThat(CreditCode.parse(code)).hasToString(code);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "91370600MA0000007D",
                "19370600MA0000007C",
                "91370600MA000007C",
                "91370600MA00000007C",
                "91370600MI0000007C",
                "9137060OMA0000007C"
            })
    void refusesWhatIsNoCreditCode(String code) {
        assertThat(refusal(() -> CreditCode.parse(code))).isEqualTo("credit-code-malformed");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"12800005678", "1380000567", "138000056789", "+8613800005678", "23800005678"})
    void refusesWhatIsNoMobile(String number) {
        assertThat(refusal(() -> Mobile.parse(number))).isEqualTo("mobile-malformed");
    }

    @Test
    void hidesPeopleBehindStars() {
        assertThat(CitizenId.parse("370602190001010016").masked()).isEqualTo("3706**********0016");
        assertThat(CitizenId.parse("370602190001010016")).hasToString("3706**********0016");
        assertThat(CreditCode.parse("91370600MA0000007C").masked()).isEqualTo("9137**********007C");
        assertThat(Mobile.parse("13800005678").masked()).isEqualTo("138****5678");
        assertThat(Mobile.parse("13800005678")).hasToString("138****5678");
    }

    @Test
    void refusesTextThatIsTooLongWithoutReadingIt() {
        assertThat(refusal(() -> Mobile.parse(" ".repeat(100_000) + "13800005678")))
                .isEqualTo("mobile-malformed");
    }

    @ParameterizedTest
    @CsvSource({"YT20260803JG0290000123, Z", "11100000000013338W01111430000006122244L20230000403001, U"})
    void computesThePublishedCheckCharacters(String text, char check) {
        assertThat(CheckCharacter.of(text)).isEqualTo(check);
        assertThat(CheckCharacter.verify(text + check)).isTrue();
    }

    @Test
    void findsEveryWrongCharacterOfACaseNumber() {
        String number = "YT20260803JG0290000123Z";
        for (int i = 0; i < number.length(); i++) {
            for (char c : "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".toCharArray()) {
                String other = number.substring(0, i) + c + number.substring(i + 1);
                assertThat(CheckCharacter.verify(other)).isEqualTo(other.equals(number));
            }
        }
    }

    @Test
    void checksOnlyDigitsAndCapitals() {
        assertThat(CheckCharacter.verify("yt20260803jg0290000123z")).isFalse();
        assertThat(CheckCharacter.verify(null)).isFalse();
        assertThat(CheckCharacter.verify("Z")).isFalse();
        assertThatThrownBy(() -> CheckCharacter.of("鲁F1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CheckCharacter.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "shared_en"})
    void saysWhyInBothLanguages(String bundle) throws IOException {
        Properties messages = new Properties();
        try (var in = getClass().getResourceAsStream("/messages/" + bundle + ".properties")) {
            messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        assertThat(messages.stringPropertyNames())
                .containsExactlyInAnyOrder(
                        "problem.plate-malformed",
                        "problem.plate-type-mismatch",
                        "problem.credit-code-malformed",
                        "problem.citizen-id-malformed",
                        "problem.mobile-malformed");
    }
}
