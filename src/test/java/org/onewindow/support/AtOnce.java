package org.onewindow.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets several do something at the same moment. */
public final class AtOnce {

    private AtOnce() {}

    /** @return what each got, in the order of the acts */
    @SafeVarargs
    public static <T> List<T> run(Callable<T>... acts) {
        var list = new ArrayList<Callable<T>>();
        for (Callable<T> act : acts) {
            list.add(act);
        }
        return run(list);
    }

    /** @return what each got, in the order of the acts */
    public static <T> List<T> run(List<Callable<T>> acts) {
        ExecutorService threads = Executors.newFixedThreadPool(acts.size());
        var everybodyIsThere = new CountDownLatch(acts.size());
        try {
            List<Future<T>> begun = acts.stream()
                    .map(act -> threads.submit(() -> {
                        everybodyIsThere.countDown();
                        everybodyIsThere.await();
                        return act.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> one : begun) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
