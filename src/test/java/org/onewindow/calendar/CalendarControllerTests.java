package org.onewindow.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.shared.Refusal;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class CalendarControllerTests {

    private static final MediaType TSV = MediaType.parseMediaType("text/tab-separated-values");

    private final TestDatabase database = TestDatabase.fresh();
    private final Node node = new Node(database, new MovableClock("2026-11-24T01:00:00Z"));
    private final MockMvcTester http = MockMvcTester.of(new CalendarController(node.published, node.calendar));

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void showsAPublishedYear() {
        assertThat(http.get().uri("/api/calendar/2026"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"year": 2026, "source": "国务院办公厅关于2026年部分节假日安排的通知", "version": 1,
                         "publishedAt": "2026-11-24T01:00:00Z"}""")
                .extractingPath("$.days[3]")
                .isEqualTo(Map.of("date", "2026-01-04", "kind", "WORK", "name", "元旦"));
    }

    @Test
    void hasNothingToShowOfAnUnpublishedYear() {
        assertThat(refusal(http.get().uri("/api/calendar/2027").exchange()).getMessage())
                .isEqualTo("NOT_FOUND [calendar-year-unpublished]");
    }

    @Test
    void takesAYearAsTabSeparatedText() {
        assertThat(put("date\tkind\tname\n2027-01-01\tOFF\t元旦\n", StandardCharsets.UTF_8))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"year": 2027, "source": "made-up notice",
                         "days": [{"date": "2027-01-01", "kind": "OFF", "name": "元旦"}]}""");
        assertThat(http.get().uri("/api/calendar/2027")).hasStatusOk();
    }

    @Test
    void takesAYearAsJson() {
        assertThat(putJson("""
                        {"source": "made-up notice", "days": [{"date": "2027-01-01", "kind": "OFF", "name": "元旦"}]}"""))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.days[0].name")
                .isEqualTo("元旦");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        String day = "{\"date\": \"2027-01-01\", \"kind\": \"OFF\", \"name\": \"元旦\"}";

        assertThat(refusal(putJson("{\"source\": \"made-up\", \"days\": [%s, null, {\"date\": \"2027-1-1\"}, %s]}"
                                .formatted(day, day)))
                        .defects())
                .extracting(defect -> defect.field() + " " + defect.code())
                .containsExactly(
                        "days[1].date calendar-date-malformed",
                        "days[1].kind calendar-kind-unknown",
                        "days[1].name calendar-name-missing",
                        "days[2].date calendar-date-malformed",
                        "days[2].kind calendar-kind-unknown",
                        "days[2].name calendar-name-missing",
                        "days[3].date calendar-day-twice");
        assertThat(refusal(putJson("{\"source\": \"made-up\"}")).code()).isEqualTo("calendar-without-holidays");
        assertThat(refusal(putJson("{}")).code()).isEqualTo("calendar-source-missing");
    }

    @Test
    void refusesTextInAnotherEncodingOrWithoutEnd() {
        assertThat(refusal(put("date\tkind\tname\n2027-01-01\tOFF\t元旦\n", Charset.forName("GBK")))
                        .code())
                .isEqualTo("calendar-not-utf8");
        assertThat(refusal(put("#".repeat(256 * 1024 + 1), StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("calendar-too-many-days");
    }

    @Test
    void tellsADeadlineWithTheDaysItCounts() {
        assertThat(http.get().uri("/api/calendar/deadline?received=2026-02-14T02:00:00Z&workingDays=1"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"received": "2026-02-14T02:00:00Z", "workingDays": 1, "dueDate": "2026-02-24",
                         "due": "2026-02-24T09:00:00Z", "provisional": false}""")
                .extractingPath("$.days[10]")
                .isEqualTo(Map.of(
                        "date",
                        "2026-02-24",
                        "kind",
                        "COUNTED",
                        "name",
                        "",
                        "makeUp",
                        false,
                        "published",
                        true,
                        "counted",
                        1));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-14T02:00:00Z, -1",
        "2026-02-14T02:00:00Z, 1001",
        "1999-12-31T15:59:59Z, 1",
        "2199-12-31T16:00:00Z, 1",
        "+1000000000-12-31T23:59:59Z, 1"
    })
    void refusesDeadlinesNobodyNeeds(String received, String workingDays) {
        assertThat(refusal(deadline(received, workingDays)).code()).endsWith("-out-of-range");
    }

    @Test
    void countsTheLongestDeadlineAndNoneFromAnUnreadableTime() {
        assertThat(deadline("2199-12-31T15:59:59Z", "1000")).hasStatusOk();
        assertThat(deadline("yesterday", "1")).hasStatus(400);
    }

    private MvcTestResult deadline(String received, String workingDays) {
        return http.get()
                .uri("/api/calendar/deadline")
                .param("received", received)
                .param("workingDays", workingDays)
                .exchange();
    }

    private MvcTestResult put(String text, Charset charset) {
        return http.put()
                .uri("/api/calendar/2027?source=made-up notice")
                .contentType(TSV)
                .content(text.getBytes(charset))
                .exchange();
    }

    private MvcTestResult putJson(String json) {
        return http.put()
                .uri("/api/calendar/2027")
                .contentType(MediaType.APPLICATION_JSON)
                .content(json)
                .exchange();
    }

    private static Refusal refusal(MvcTestResult result) {
        Throwable failure = result.getUnresolvedException();
        while (failure != null && !(failure instanceof Refusal)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(Refusal.class);
        return (Refusal) failure;
    }
}
