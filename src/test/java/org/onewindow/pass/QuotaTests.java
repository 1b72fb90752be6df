package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.shared.Plate;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Seven passes a day in one zone. */
@SteppedOffice
class QuotaTests {

    private static final LocalDate DAY = LocalDate.of(2031, 5, 6);

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    private Quotas quotas;

    @BeforeEach
    void nothingIsTaken() {
        quotas = new Quotas(sql, Samples.RULES);
        sql.sql("DELETE FROM pass_quota_day WHERE zone = 'LS' AND pass_class = 'LARGE'")
                .update();
    }

    @Test
    void ofFortyGrantsAtTheSameMomentSevenAreGiven() {
        List<Callable<Boolean>> grants = IntStream.range(0, 40)
                .<Callable<Boolean>>mapToObj(i -> () -> take(pass(DAY, DAY)).isEmpty())
                .toList();

        assertThat(AtOnce.run(grants)).filteredOn(given -> given).hasSize(7);
        assertThat(taken(DAY)).isEqualTo(7);
    }

    @Test
    void namesTheFirstFullDayAndTakesNothing() {
        for (int i = 0; i < 7; i++) {
            assertThat(take(pass(DAY.plusDays(2), DAY.plusDays(2)))).isEmpty();
        }

        assertThat(take(pass(DAY, DAY.plusDays(4)))).contains(new Quotas.Full("LS", DAY.plusDays(2)));
        assertThat(List.of(taken(DAY), taken(DAY.plusDays(1)), taken(DAY.plusDays(2))))
                .containsExactly(0, 0, 7);
    }

    @Test
    void aPassThatEndsEarlyFreesTheDaysThatAreLeft() {
        TruckPass pass = pass(DAY, DAY.plusDays(3));
        take(pass);

        transaction.executeWithoutResult(status -> quotas.release(pass, DAY.plusDays(2)));

        assertThat(IntStream.range(0, 4).map(i -> taken(DAY.plusDays(i)))).containsExactly(1, 1, 0, 0);
    }

    @Test
    void aNewVersionKeepsWhatBothNeedEvenWhereNothingIsLeft() {
        TruckPass old = pass(DAY, DAY.plusDays(2));
        take(old);
        for (int i = 0; i < 6; i++) {
            take(pass(DAY, DAY.plusDays(2)));
        }

        assertThat(exchange(old, pass(DAY.plusDays(1), DAY.plusDays(3)), DAY.plusDays(1)))
                .isEmpty();
        assertThat(taken()).as("what is gone by stays counted").containsExactly(7, 7, 7, 1);
    }

    @Test
    void aNewVersionThatFindsNoRoomChangesNothing() {
        TruckPass old = pass(DAY, DAY.plusDays(1));
        take(old);
        for (int i = 0; i < 7; i++) {
            take(pass(DAY.plusDays(3), DAY.plusDays(3)));
        }

        assertThat(exchange(old, pass(DAY.plusDays(1), DAY.plusDays(3)), DAY))
                .contains(new Quotas.Full("LS", DAY.plusDays(3)));
        assertThat(taken()).containsExactly(1, 1, 0, 7);
    }

    @Test
    void whatIsGivenByLawCountsWithoutALimit() {
        for (int i = 0; i < 8; i++) {
            transaction.executeWithoutResult(status -> quotas.count(pass(DAY, DAY.plusDays(1))));
        }

        assertThat(taken()).containsExactly(8, 8, 0, 0);
        assertThat(take(pass(DAY, DAY))).contains(new Quotas.Full("LS", DAY));
    }

    private Optional<Quotas.Full> exchange(TruckPass old, TruckPass fresh, LocalDate today) {
        return transaction.execute(status -> quotas.exchange(old, fresh, today));
    }

    /** Of four days. */
    private List<Integer> taken() {
        return IntStream.range(0, 4)
                .mapToObj(i -> sql.sql("""
                        SELECT COALESCE(SUM(taken), 0) FROM pass_quota_day
                        WHERE zone = 'LS' AND pass_class = 'LARGE' AND on_day = :day
                        """)
                        .param("day", DAY.plusDays(i))
                        .query(Integer.class)
                        .single())
                .toList();
    }

    private Optional<Quotas.Full> take(TruckPass pass) {
        return transaction.execute(status -> quotas.take(pass));
    }

    private int taken(LocalDate day) {
        return sql.sql("SELECT taken FROM pass_quota_day WHERE zone = 'LS' AND pass_class = 'LARGE' AND on_day = :day")
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    private static TruckPass pass(LocalDate from, LocalDate to) {
        return new TruckPass(
                "made up",
                UUID.randomUUID().toString(),
                "holder",
                "YT.JJ.LS",
                PassClass.LARGE,
                Plate.parse("鲁F10001", "01"),
                List.of("LS"),
                null,
                new Period(from, to),
                Hours.WHOLE_DAY,
                Instant.parse("2026-08-03T02:00:00Z"),
                null,
                Standing.FRESH);
    }
}
