package org.onewindow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How long each step took. For one thread; several are merged afterwards. */
final class Timings {

    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

    <T> T time(String step, Callable<T> work) throws Exception {
        long begun = System.nanoTime();
        T result = work.call();
        add(step, System.nanoTime() - begun);
        return result;
    }

    void add(String step, long duration) {
        nanos.computeIfAbsent(step, s -> new ArrayList<>()).add(duration);
    }

    void merge(Timings others) {
        others.nanos.forEach((step, durations) ->
                nanos.computeIfAbsent(step, s -> new ArrayList<>()).addAll(durations));
    }

    List<String> steps() {
        return List.copyOf(nanos.keySet());
    }

    int count(String step) {
        return nanos.get(step).size();
    }

    /** The duration that this percentage of all did not exceed, in ms. */
    double percentile(String step, int percent) {
        List<Long> sorted = nanos.get(step).stream().sorted().toList();
        int index = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
        return sorted.get(Math.max(index, 0)) / 1e6;
    }
}
