package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.onewindow.shared.Refusal;

class BulkheadTests {

    @Test
    void worksAtTwoLetsThreeWaitAndSendsTheSixthAway() throws Exception {
        Bulkhead bulkhead = new Bulkhead(2, 3);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch twoAtWork = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService people = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> served = new ArrayList<>();
            CountDownLatch sentAway = new CountDownLatch(1);
            for (int i = 0; i < 6; i++) {
                served.add(people.submit(() -> {
                    try {
                        bulkhead.run(() -> {
                            begun.incrementAndGet();
                            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                            twoAtWork.countDown();
                            await(goOn);
                            return atWork.decrementAndGet();
                        });
                    } catch (Refusal refusal) {
                        sentAway.countDown();
                        throw refusal;
                    }
                }));
            }
            await(twoAtWork);
            await(sentAway);
            assertThat(begun).hasValue(2);
            goOn.countDown();

            int refused = 0;
            for (Future<?> one : served) {
                try {
                    one.get(10, TimeUnit.SECONDS);
                } catch (java.util.concurrent.ExecutionException failed) {
                    assertThat(failed.getCause()).isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo("too-many-logins");
                        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
                    });
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1);
            assertThat(begun).hasValue(5);
            assertThat(most).hasValue(2);
        } finally {
            goOn.countDown();
            people.shutdownNow();
        }
    }

    @Test
    void givesThePlaceBackWhenTheWorkFails() {
        Bulkhead bulkhead = new Bulkhead(1, 0);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bulkhead.run(() -> {
                        throw new IllegalArgumentException("broken");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(bulkhead.run(() -> "free")).isEqualTo("free");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
