package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.pass.Versions.AGENT;
import static org.onewindow.pass.Versions.TODAY;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseStatus;
import org.onewindow.greylist.GreyList;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Permit law, article 50: what the authority has not decided when the old pass ends counts as renewed. */
@SteppedOffice
class SilenceTests {

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
    void aRenewalCountsAsGrantedFromTheFirstMomentAfterTheLastDay() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        String task = office.desk.find(review.number()).orElseThrow().id();

        assertThat(statusAfter(review, old.period().to(), "23:59:59")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(review, old.dayAfter(), "00:00")).isEqualTo(CaseStatus.GRANTED);

        assertThat(office.now(review).decision())
                .isEqualTo(new Case.Decision("rule", clock.instant(), "silent-at-expiry"));
        TruckPass renewed = office.passOf(review);
        assertThat(renewed.period().from()).isEqualTo(old.dayAfter());
        assertThat(renewed.standing().replaces()).isEqualTo(old.number());
        assertThat(renewed.verdict(clock.instant(), null, null)).isEqualTo(TruckPass.Verdict.OUTSIDE_WINDOW);
        assertThat(office.cases.history(office.now(review)))
                .extracting(CaseEvent::act)
                .containsExactly(
                        CaseEvent.Act.SUBMITTED,
                        CaseEvent.Act.REMINDED,
                        CaseEvent.Act.ESCALATED,
                        CaseEvent.Act.TASK_COMPLETED,
                        CaseEvent.Act.DECIDED_BY_RULE);
        assertThat(refused(() -> office.desk.open(task))).isEqualTo("task-closed");
    }

    /** A silence that had no time to be broken is none. */
    @Test
    void aRenewalOfTheLastEveningWaitsForItsOwnLimit() {
        TruckPass old = office.granted();
        office.at(old.period().to(), "20:00");
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        LocalDate limit = review.clocks().promised().dueDate();
        assertThat(limit).isAfter(old.dayAfter());

        assertThat(statusAfter(review, old.dayAfter(), "00:00")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(review, limit, "16:59:59")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(review, limit, "17:00")).isEqualTo(CaseStatus.GRANTED);
        assertThat(office.passOf(review).period().from()).isEqualTo(old.dayAfter());
    }

    @Test
    void silenceIsNotTheOfficesWhileTheApplicantIsToCorrect() {
        TruckPass old = office.granted();
        office.at(old.period().to(), "09:30");
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.desk.complete(review.number(), "correct", null, Map.of("route", "请写明路线"));

        assertThat(statusAfter(review, old.dayAfter().plusDays(1), "10:00")).isEqualTo(CaseStatus.CORRECTION_NOTIFIED);
        Case again = office.sent(office.now(review));
        assertThat(statusAfter(again, old.dayAfter().plusDays(1), "10:30")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(again, again.clocks().promised().dueDate(), "17:00"))
                .isEqualTo(CaseStatus.GRANTED);
    }

    @Test
    void whatIsDecidedInTimeIsLeftAlone() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.desk.complete(review.number(), "refuse", "不予", Map.of());

        assertThat(statusAfter(review, old.dayAfter(), "00:00")).isEqualTo(CaseStatus.REFUSED);
        assertThat(office.findPassOf(review)).isEmpty();
        assertThat(office.kept.silentBy(old.dayAfter(), 500))
                .as("looked at once")
                .doesNotContain(review.id());
    }

    @Test
    void silenceRenewsNoPassThatWasEndedNorOneThatIsSuspended() {
        TruckPass revoked = office.granted();
        TruckPass suspended = office.granted();
        Case one = office.sent(office.applications.renew(AGENT, revoked.number(), null));
        Case other = office.sent(office.applications.renew(AGENT, suspended.number(), null));
        office.act(revoked, PassAct.Kind.REVOKE, "code-forged-or-lent", null);
        office.act(suspended, PassAct.Kind.SUSPEND, "under-investigation", 15);

        assertThat(statusAfter(one, revoked.dayAfter(), "00:00")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(office.now(other).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(other, TODAY.plusDays(15), "00:00")).isEqualTo(CaseStatus.GRANTED);
        assertThat(office.now(one).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
        office.desk.complete(one.number(), "refuse", "原通行码已吊销", Map.of());
    }

    @Test
    void silenceRenewsNothingForAVehicleOnTheGreyList() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.at(old.period().to().minusDays(1), "10:00");
        var officer = new Actor("made up", Set.of(Role.OFFICER), "YT.JJ.ZF");
        LocalDate listedTo = context.getBean(GreyList.class)
                .report(officer, old.plate(), "1344", "南大街")
                .listedTo();

        assertThat(statusAfter(review, old.dayAfter(), "00:00")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(review, listedTo.plusDays(1), "00:00")).isEqualTo(CaseStatus.GRANTED);
    }

    @Test
    void nobodyClosesTheEntryOfAPassWhoseRenewalIsOpen() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.at(old.dayAfter(), "00:00");
        assertThat(refused(() -> office.act(old, PassAct.Kind.DEREGISTER, "period-over", null)))
                .isEqualTo("succession-open");
        office.desk.complete(review.number(), "refuse", "不予", Map.of());
        assertThat(office.act(old, PassAct.Kind.DEREGISTER, "period-over", null)
                        .standing()
                        .status())
                .isEqualTo(Standing.Status.DEREGISTERED);
    }

    @Test
    void anAmendmentIsNeverGrantedBySilence() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.amend(
                AGENT, old.number(), new Succession.Change(null, null, Samples.hours("20:00", "06:00"), null)));
        assertThat(statusAfter(review, old.dayAfter(), "00:00")).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(statusAfter(review, old.dayAfter().plusDays(5), "10:00")).isEqualTo(CaseStatus.UNDER_REVIEW);
    }

    @Test
    void ofTwoNodesOneGrants() {
        TruckPass old = office.granted();
        Case review = office.sent(office.applications.renew(AGENT, old.number(), null));
        office.at(old.dayAfter(), "00:00");
        Silences silences = context.getBean(Silences.class);

        AtOnce.run(
                () -> {
                    silences.grant();
                    return null;
                },
                () -> {
                    silences.grant();
                    return null;
                });

        assertThat(office.now(review).status()).isEqualTo(CaseStatus.GRANTED);
        assertThat(context.getBean(Successions.class).versions(office.now(old))).hasSize(2);
    }

    /** What is due by then is done first, such as the reminder and the report at the limit. */
    private CaseStatus statusAfter(Case c, LocalDate day, String time) {
        office.at(day, time);
        office.runDue(c);
        context.getBean(Silences.class).grant();
        return office.now(c).status();
    }

    private static String refused(Runnable verb) {
        return catchThrowableOfType(Refusal.class, verb::run).code();
    }
}
