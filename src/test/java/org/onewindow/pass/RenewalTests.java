package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.pass.Versions.AGENT;
import static org.onewindow.pass.Versions.TODAY;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A pass is renewed (延续): the same, from the day after its last one. */
@SteppedOffice
class RenewalTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    SteppedClock clock;

    private Versions office;

    @BeforeEach
    void monday() {
        office = new Versions(context);
        office.at(TODAY, "10:00");
    }

    @AfterEach
    void releaseTime() {
        clock.release();
    }

    @Test
    void aGrantedRenewalBeginsOnTheDayAfterAndNamesThePassBefore() {
        TruckPass old = office.granted();
        Case draft = office.applications.renew(AGENT, old.number(), null);
        assertThat(office.kept.get(draft.id()).period()).isEqualTo(new Period(TODAY.plusDays(10), TODAY.plusDays(19)));
        assertThat(draft.status()).isEqualTo(CaseStatus.DRAFT);

        Case review = office.sent(draft);
        office.desk.complete(review.number(), "grant", null, Map.of());

        TruckPass renewed = office.passOf(review);
        assertThat(renewed.period())
                .isEqualTo(new Period(old.dayAfter(), old.period().to().plusDays(10)));
        assertThat(renewed.standing().replaces()).isEqualTo(old.number());
        assertThat(renewed.zones()).isEqualTo(old.zones());
        assertThat(renewed.hours()).isEqualTo(old.hours());
        assertThat(office.now(old)).as("runs to its end").isEqualTo(old);
        assertThat(refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .isEqualTo("renewed-already");
    }

    @Test
    void theOfficerMayShortenARenewalButLeavesNoGapBehindTheOldPass() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));

        assertThat(refused(() -> office.desk.complete(
                        review.number(),
                        "grant",
                        "施工",
                        Map.of("period.from", TODAY.plusDays(12).toString()))))
                .isEqualTo("field-not-changeable");
        office.desk.complete(
                review.number(),
                "grant",
                "施工",
                Map.of("period.to", TODAY.plusDays(14).toString()));

        assertThat(office.passOf(review).period()).isEqualTo(new Period(TODAY.plusDays(10), TODAY.plusDays(14)));
    }

    @Test
    void aRefusedRenewalLeavesThePassAndMayBeAppliedForAgain() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.desk.complete(review.number(), "refuse", "请改用其他路线", Map.of());

        assertThat(office.now(old)).isEqualTo(old);
        assertThat(office.findPassOf(review)).isEmpty();
        Case again = office.applications.again(AGENT, office.now(review));
        assertThat(office.kept.followed(again.id()).orElseThrow().number()).isEqualTo(old.number());
        assertThat(office.sent(again).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
    }

    /** Fifteen days before the last one, the day itself included. */
    @ParameterizedTest
    @CsvSource({"-16, renewal-too-early", "-15, ''", "0, ''", "1, pass-over"})
    void theTimeForRenewingBeginsFifteenDaysBeforeTheLastDayAndEndsWithIt(int daysFromLast, String code) {
        TruckPass old = office.granted(new Period(TODAY, TODAY.plusDays(29)));
        office.at(old.period().to().plusDays(daysFromLast), daysFromLast == 0 ? "23:59:59" : "00:00");

        assertThat(refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .isEqualTo(code);
    }

    @Test
    void aDraftThatIsSentAfterTheLastDayComesTooLate() {
        TruckPass old = office.granted();
        Case draft = office.applications.renew(AGENT, old.number(), null);
        office.at(old.dayAfter(), "00:00");
        assertThat(refused(() -> office.applications.send(AGENT, draft))).isEqualTo("pass-over");
    }

    @Test
    void aRenewalThatIsCorrectedAfterTheLastDayIsInTimeAndLeavesNoGap() {
        TruckPass old = office.granted();
        office.at(old.period().to(), "09:30");
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.desk.complete(review.number(), "correct", "请写明路线", Map.of("route", "请写明路线"));

        office.at(old.dayAfter().plusDays(1), "09:30");
        PassApplication asked = office.kept.get(review.id());
        Case corrected = office.applications.change(
                AGENT, office.now(review), asked.onTerms(asked.zones(), asked.hours(), "港城大街"));
        office.sent(corrected);
        office.desk.complete(review.number(), "grant", null, Map.of());

        assertThat(office.passOf(review).period().from()).isEqualTo(old.dayAfter());
        assertThat(office.passOf(review).route()).isEqualTo("港城大街");
    }

    @Test
    void whatARenewalKeepsIsNotChanged() {
        Case draft = office.applications.renew(AGENT, office.granted().number(), null);
        PassApplication asked = office.kept.get(draft.id());

        assertThat(defects(draft, asked.onTerms(List.of("LS"), Hours.WHOLE_DAY, null)))
                .containsExactlyInAnyOrder("renewal-fixed@zones", "renewal-fixed@hours");
        assertThat(defects(draft, asked.during(new Period(TODAY.plusDays(11), TODAY.plusDays(12)))))
                .containsExactly("renewal-fixed@period.from");
        assertThat(defects(
                        draft, asked.forVehicle(PassClass.ORDINARY, new PassApplication.PlateEntry("鲁F10002", "02"))))
                .containsExactlyInAnyOrder("renewal-fixed@passClass", "plate-not-amendable@plate");
        assertThat(defects(draft, asked.during(new Period(TODAY.plusDays(10), TODAY.plusDays(100)))))
                .containsExactly("period-too-long@period.to");
    }

    private List<String> defects(Case draft, PassApplication application) {
        return catchThrowableOfType(Refusal.class, () -> office.applications.change(AGENT, draft, application))
                .defects()
                .stream()
                .map(defect -> defect.code() + "@" + defect.field())
                .toList();
    }

    @Test
    void ofSeveralAtTheSameMomentOneBeginsToRenew() {
        TruckPass old = office.granted();
        List<Callable<String>> all = IntStream.range(0, 5)
                .<Callable<String>>mapToObj(
                        i -> () -> refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .toList();

        assertThat(AtOnce.run(all))
                .containsExactlyInAnyOrder(
                        "", "succession-open", "succession-open", "succession-open", "succession-open");
    }

    @Test
    void aDraftThatIsThrownAwayMakesRoomForAnother() {
        TruckPass old = office.granted();
        Case draft = office.applications.renew(AGENT, old.number(), null);
        assertThat(refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .isEqualTo("succession-open");
        office.applications.discard(draft);
        assertThat(refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .isEmpty();
    }

    @Test
    void nobodyRenewsThePassOfAnother() {
        TruckPass old = office.granted();
        Actor stranger = Versions.person("zhou.jie", Role.AGENT, "");
        assertThat(refused(() -> office.applications.renew(stranger, old.number(), null)))
                .isEqualTo("pass-unknown");
        assertThat(refused(() -> office.applications.renew(Versions.CLERK, old.number(), null)))
                .isEqualTo("pass-unknown");
        assertThat(refused(() -> office.applications.renew(AGENT, "TP", null))).isEqualTo("pass-unknown");
    }

    @Test
    void aColleagueOfTheSameCompanyRenewsUnderHisOwnName(@Autowired JdbcClient sql) {
        TruckPass old = office.granted();
        Actor colleague = Versions.person("zhou.jie", Role.AGENT, "");
        sql.sql("""
                        INSERT INTO mandate (id, account_id, company_name, credit_code, valid_from, valid_to)
                        VALUES ('of a colleague', :account, 'made up', :company, '2026-01-01', NULL)
                        """)
                .param("account", colleague.id())
                .param("company", Samples.COMPANY)
                .update();
        try {
            Case draft = office.applications.renew(colleague, old.number(), null);
            PassApplication asked = office.kept.get(draft.id());
            assertThat(asked.contact()).isEqualTo(new PassApplication.Contact(null, null));
            assertThat(asked.plate()).isEqualTo(office.kept.get(old.caseId()).plate());
        } finally {
            sql.sql("DELETE FROM mandate WHERE id = 'of a colleague'").update();
        }
    }

    @Test
    void aTripIsNotRenewed() {
        TruckPass trip = office.granted(Samples.application(
                new PassClass("TEMPORARY"),
                Versions.plate(),
                "01",
                new Period(TODAY, TODAY.plusDays(2)),
                Samples.DAYTIME));
        assertThat(refused(() -> office.applications.renew(AGENT, trip.number(), null)))
                .isEqualTo("not-renewable");
    }

    @Test
    void aSuspensionIsSettledFirst() {
        TruckPass old = office.granted();
        Case open = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.act(old, PassAct.Kind.SUSPEND, "under-investigation", 4);
        assertThat(refused(() -> office.desk.complete(open.number(), "grant", null, Map.of())))
                .isEqualTo("pass-status");
        office.cases.withdraw(AGENT, office.now(open), null);
        assertThat(refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .isEqualTo("pass-status");

        office.at(TODAY.plusDays(4), "09:30");
        assertThat(refused(() -> office.applications.renew(AGENT, old.number(), null)))
                .isEmpty();
    }

    @Test
    void aPassThatEndedMeanwhileIsNotRenewedByRule() {
        TruckPass old = office.granted(Samples.application(
                PassClass.ORDINARY, "鲁F10002", "02", new Period(TODAY, TODAY.plusDays(9)), Samples.DAYTIME));
        Case received = office.applications.send(AGENT, office.applications.renew(AGENT, old.number(), null));
        office.act(old, PassAct.Kind.REVOKE, "code-forged-or-lent", null);

        Case refused = office.checked(received);
        assertThat(refused.status()).isEqualTo(CaseStatus.REFUSED);
        assertThat(refused.decision().reason()).isEqualTo("predecessor-ended");
    }

    /** Code of the refusal, or nothing. */
    private static String refused(Runnable verb) {
        Refusal refused = catchThrowableOfType(Refusal.class, verb::run);
        return refused == null ? "" : refused.code();
    }
}
