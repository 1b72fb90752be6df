package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;

/** One vehicle, the same days and a zone in common: by the rules that are shipped for the two newer kinds. */
@SteppedOffice
class OverlapTests {

    private static final Actor AGENT = new Actor(
            UUID.nameUUIDFromBytes("demo/account/li.na".getBytes(StandardCharsets.UTF_8))
                    .toString(),
            Set.of(Role.AGENT),
            "");

    @Autowired
    PassApplications applications;

    @Autowired
    PassApplicationRepository kept;

    @Autowired
    Cases cases;

    @Autowired
    SteppedClock clock;

    private String plate;

    @BeforeEach
    void monday() {
        clock.set(Instant.parse("2026-08-03T02:00:00Z"));
        plate = "鲁FT"
                + UUID.randomUUID()
                        .toString()
                        .replaceAll("\\D", "")
                        .concat("0000")
                        .substring(0, 4);
    }

    @AfterEach
    void releaseTime() {
        clock.release();
    }

    @Test
    void aSecondApplicationForTheSameDaysIsRefusedAndNamesTheFirst() {
        Case first = applications.submit(AGENT, asked("TEMPORARY", 0, 2, "ZF"));

        Refusal refused = catchThrowableOfType(
                Refusal.class, () -> applications.submit(AGENT, asked("TEMPORARY", 2, 4, "LS", "ZF")));

        assertThat(refused.code()).isEqualTo("overlap-own");
        assertThat(refused.defects().get(0).arguments()).isEqualTo(List.of(first.number()));
        assertThat(applications.submit(AGENT, asked("TEMPORARY", 3, 5, "ZF")).number())
                .isNotNull();
        assertThat(applications.submit(AGENT, asked("TEMPORARY", 0, 2, "LS")).number())
                .isNotNull();
    }

    @Test
    void whatWasTakenBackStandsInNobodysWay() {
        Case first = applications.submit(AGENT, asked("TEMPORARY", 0, 2, "ZF"));
        cases.withdraw(AGENT, first, null);

        assertThat(applications.submit(AGENT, asked("TEMPORARY", 0, 2, "ZF")).number())
                .isNotNull();
    }

    @Test
    void aMergedApplicationBeginsOnTheDayAfterTheOtherEnds() {
        applications.submit(AGENT, asked("TEMPORARY", 0, 2, "ZF"));
        Case merged = applications.submit(AGENT, asked("KEY_PROJECT", 1, 9, "ZF"));

        assertThat(kept.get(merged.id()).period())
                .isEqualTo(new Period(Samples.TODAY.plusDays(3), Samples.TODAY.plusDays(9)));
        assertThat(catchThrowableOfType(
                                Refusal.class, () -> applications.submit(AGENT, asked("KEY_PROJECT", 4, 9, "ZF")))
                        .code())
                .isEqualTo("overlap-own");
    }

    @Test
    void aDraftIsHeldAgainstTheOthersWhenItIsSent() {
        Case draft = applications.draft(AGENT, asked("TEMPORARY", 0, 2, "ZF"));
        applications.submit(AGENT, asked("TEMPORARY", 0, 2, "ZF"));

        assertThat(catchThrowableOfType(Refusal.class, () -> applications.send(AGENT, draft))
                        .code())
                .isEqualTo("overlap-own");
    }

    @Test
    void ofSeveralAtTheSameMomentOneIsReceived() {
        List<Callable<String>> all = IntStream.range(0, 6)
                .<Callable<String>>mapToObj(i -> () -> {
                    try {
                        applications.submit(AGENT, asked("TEMPORARY", 0, 2, "ZF"));
                        return "received";
                    } catch (Refusal refused) {
                        return refused.code();
                    }
                })
                .toList();

        assertThat(AtOnce.run(all))
                .containsExactlyInAnyOrder(
                        "received", "overlap-own", "overlap-own", "overlap-own", "overlap-own", "overlap-own");
    }

    private PassApplication asked(String passClass, int from, int to, String... zones) {
        PassApplication a = Samples.application(
                new PassClass(passClass),
                plate,
                "01",
                new Period(Samples.TODAY.plusDays(from), Samples.TODAY.plusDays(to)),
                Samples.DAYTIME);
        return new PassApplication(
                a.passClass(),
                a.plate(),
                null,
                List.of(zones),
                null,
                a.period(),
                a.hours(),
                a.purpose(),
                a.goods(),
                a.applicant(),
                a.contact(),
                passClass.equals("KEY_PROJECT") ? "DEMO-METRO" : null,
                a.driver());
    }
}
