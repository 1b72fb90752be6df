package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onewindow.shared.Refusal;

class StandingTests {

    private static final LocalDate DAY = LocalDate.of(2026, 8, 3);

    @Test
    void noSequenceOfActsBringsAnEndedPassBackToLife() {
        var random = new Random(7);
        PassAct.Kind[] kinds = PassAct.Kind.values();
        for (int life = 0; life < 2_000; life++) {
            Standing standing = Standing.FRESH;
            for (int i = 0; i < 12; i++) {
                Standing before = standing;
                PassAct.Kind act = kinds[random.nextInt(kinds.length)];
                try {
                    standing = before.after(act, DAY.plusDays(random.nextInt(30)));
                } catch (Refusal refused) {
                    assertThat(refused.code()).isEqualTo("pass-status");
                    continue;
                }
                assertThat(standing.version()).isEqualTo(before.version() + 1);
                assertThat(standing.suspendedTo() != null).isEqualTo(standing.status() == Standing.Status.SUSPENDED);
                if (before.status().ended()) {
                    assertThat(standing.status()).isEqualTo(Standing.Status.DEREGISTERED);
                }
            }
        }
    }

    @Test
    void aSuspensionEndsByItselfWithItsLastDayAndTheLongerOneCounts() {
        Standing suspended = Standing.FRESH
                .after(PassAct.Kind.SUSPEND, DAY.plusDays(6))
                .after(PassAct.Kind.SUSPEND, DAY.plusDays(2));
        assertThat(suspended.suspendedOn(DAY.plusDays(6))).isTrue();
        assertThat(suspended.suspendedOn(DAY.plusDays(7))).isFalse();
    }
}
