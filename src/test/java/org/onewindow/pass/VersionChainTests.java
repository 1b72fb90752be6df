package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.pass.Versions.AGENT;
import static org.onewindow.pass.Versions.TODAY;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.Case;
import org.onewindow.pass.Standing.Status;
import org.onewindow.shared.Invariant;
import org.onewindow.shared.Refusal;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever happens to a pass, in whatever order, on no day are there two versions of it, and its renewals leave no gap. */
@SteppedOffice
class VersionChainTests {

    private static final long SEED = Long.getLong("seed", 20260803);
    private static final int LIVES = 20;
    private static final int STEPS = 18;

    @Autowired
    ApplicationContext context;

    @Autowired
    SteppedClock clock;

    @Autowired
    List<Invariant> invariants;

    @Autowired
    JdbcClient sql;

    private final Set<String> told = new HashSet<>();
    private final Set<Status> seen = EnumSet.noneOf(Status.class);
    private int longest;

    @AfterEach
    void releaseTime() {
        clock.release();
    }

    @Test
    void onNoDayAreThereTwoVersionsAndRenewalsLeaveNoGap() {
        var random = new Random(SEED);
        for (int life = 0; life < LIVES; life++) {
            live(new Versions(context), random);
        }
        assertThat(longest).as("versions of one pass").isGreaterThan(3);
        assertThat(seen).contains(Status.LIVE, Status.SUSPENDED, Status.SUPERSEDED, Status.REVOKED);
        assertThat(told)
                .contains("succession-open", "renewal-too-early", "renewed-already", "pass-over", "pass-status");
        assertThat(invariants)
                .allSatisfy(invariant -> assertThat(sql.sql(invariant.violations())
                                .query(String.class)
                                .list())
                        .as(invariant.sentence())
                        .isEmpty());
    }

    private void live(Versions office, Random random) {
        LocalDate day = TODAY;
        office.at(day, "10:00");
        TruckPass first = office.granted(new Period(day, day.plusDays(5 + random.nextInt(20))));
        Successions successions = context.getBean(Successions.class);
        for (int step = 0; step < STEPS; step++) {
            List<TruckPass> versions = successions.versions(office.now(first));
            TruckPass one = versions.get(random.nextInt(versions.size()));
            try {
                switch (random.nextInt(6)) {
                    case 0, 1 -> decide(office, office.applications.renew(AGENT, one.number(), null), random);
                    case 2, 3 -> {
                        Hours hours = Samples.hours("0" + random.nextInt(10) + ":00", "20:00");
                        var change = new Succession.Change(null, null, hours, null);
                        decide(office, office.applications.amend(AGENT, one.number(), change), random);
                    }
                    case 4 -> {
                        day = day.plusDays(random.nextInt(9));
                        office.at(day, "10:00");
                    }
                    default -> {
                        if (random.nextInt(4) == 0) {
                            office.act(one, PassAct.Kind.REVOKE, "code-forged-or-lent", null);
                        } else if (random.nextInt(2) == 0) {
                            office.act(one, PassAct.Kind.SUSPEND, "under-investigation", 2);
                        }
                    }
                }
            } catch (Refusal refused) {
                told.add(refused.code());
            }
            check(successions.versions(office.now(first)));
        }
    }

    /** Grants mostly; else refuses, throws away, or lets it lie. */
    private static void decide(Versions office, Case draft, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> office.applications.discard(draft);
            case 1 -> office.desk.complete(office.sent(draft).number(), "refuse", "不予", Map.of());
            case 2 -> office.cases.withdraw(AGENT, office.sent(draft), null);
            case 3 -> office.sent(draft);
            default -> office.desk.complete(office.sent(draft).number(), "grant", null, Map.of());
        }
    }

    private void check(List<TruckPass> versions) {
        longest = Math.max(longest, versions.size());
        List<TruckPass> live = versions.stream()
                .filter(pass -> !pass.standing().status().ended())
                .toList();
        for (int i = 1; i < live.size(); i++) {
            assertThat(live.get(i).period().from())
                    .as("seed %d: %s", SEED, told(versions))
                    .isAfter(live.get(i - 1).period().to());
        }
        for (TruckPass pass : versions) {
            seen.add(pass.standing().status());
            TruckPass before = versions.stream()
                    .filter(other -> other.number().equals(pass.standing().replaces()))
                    .findFirst()
                    .orElse(null);
            if (before == null) {
                assertThat(pass).isEqualTo(versions.get(0));
            } else if (context.getBean(Successions.class).kind(pass).orElseThrow() == Succession.Kind.RENEWAL) {
                assertThat(pass.period().from()).isEqualTo(before.dayAfter());
            } else {
                assertThat(pass.period().to()).isEqualTo(before.period().to());
                assertThat(before.standing().replacedBy()).isEqualTo(pass.number());
            }
        }
    }

    private static List<String> told(List<TruckPass> versions) {
        return versions.stream()
                .map(pass -> pass.number() + " " + pass.period() + " " + pass.standing())
                .toList();
    }
}
