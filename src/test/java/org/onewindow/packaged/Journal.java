package org.onewindow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.onewindow.support.Caller;

/** What the callers did and were told, in memory and in a file. */
final class Journal {

    enum Outcome {
        /** It was done. */
        OK,
        /** It was not done. */
        FAIL,
        /** No answer came, or none that says. */
        UNKNOWN
    }

    /** @param id of the case that the answer is about; {@code null} unless OK */
    record Entry(
            String login,
            String path,
            String key,
            String body,
            String version,
            Outcome outcome,
            int status,
            String id,
            String answer) {

        static Entry of(
                String login, String path, String key, String body, String version, HttpResponse<String> answer) {
            int status = answer.statusCode();
            Outcome outcome = status < 300 ? Outcome.OK : status < 500 ? Outcome.FAIL : Outcome.UNKNOWN;
            String id = outcome == Outcome.OK ? Caller.json(answer).get("id").asString() : null;
            return new Entry(login, path, key, body, version, outcome, status, id, answer.body());
        }

        static Entry unknown(String login, String path, String key, String body, String version) {
            return new Entry(login, path, key, body, version, Outcome.UNKNOWN, 0, null, "");
        }
    }

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    Journal(Path file) {
        this.file = file;
    }

    synchronized void add(Entry entry) {
        entries.add(entry);
        try {
            Files.writeString(
                    file,
                    String.join(
                                    "\t",
                                    entry.key(),
                                    entry.path(),
                                    entry.outcome().name(),
                                    "" + entry.status(),
                                    entry.id())
                            + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized int count(Outcome outcome) {
        return (int)
                entries.stream().filter(entry -> entry.outcome() == outcome).count();
    }

    /** Those whose key begins so, in order. */
    synchronized List<Entry> of(String keyPrefix) {
        return entries.stream()
                .filter(entry -> entry.key().startsWith(keyPrefix))
                .toList();
    }

    /** Waits until so many more were done, while everybody is at work. */
    void awaitMore(int more, List<Future<Void>> everybody) {
        int wanted = count(Outcome.OK) + more;
        PackagedOffice.await(Duration.ofMinutes(1), more + " more requests are answered", () -> {
            assertThat(everybody).noneMatch(Future::isDone);
            return count(Outcome.OK) >= wanted;
        });
    }

    @Override
    public synchronized String toString() {
        return "%d requests done, %d refused, %d cut off"
                .formatted(count(Outcome.OK), count(Outcome.FAIL), count(Outcome.UNKNOWN));
    }
}
