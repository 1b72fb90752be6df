package org.onewindow.identity;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.onewindow.shared.Refusal;

/** Lets a few do costly work at a time and some more wait in line; who comes after that is sent away. */
final class Bulkhead {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final Semaphore working;

    Bulkhead(int atWork, int inLine) {
        places = atWork + inLine;
        working = new Semaphore(atWork, true);
    }

    /** @throws Refusal TOO_MANY {@code too-many-logins}, its argument the seconds after which to come back */
    <T> T run(Supplier<T> work) {
        if (taken.incrementAndGet() > places) {
            taken.decrementAndGet();
            throw Refusal.tooMany("too-many-logins", RETRY_AFTER_SECONDS);
        }
        try {
            working.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                working.release();
            }
        } finally {
            taken.decrementAndGet();
        }
    }
}
