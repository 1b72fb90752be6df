package org.onewindow.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.support.Caller;

class GracefulIT {

    private static final int SLOW = 8;
    private static final int BUSY = 4;

    @TempDir
    Path folder;

    private final ExecutorService crowd = Executors.newCachedThreadPool();
    private PackagedOffice office;

    @BeforeEach
    void open() {
        office = PackagedOffice.demo(folder.resolve("graceful"), PackagedOffice.OVERLAPS_ALLOWED)
                .start();
    }

    @AfterEach
    void close() {
        office.close();
        crowd.shutdownNow();
    }

    /** An application of which the office has seen the beginning only. */
    private static final class Slow implements AutoCloseable {

        private final Socket socket;
        private final byte[] body = Applications.LARGE.body().getBytes(UTF_8);

        Slow(int port, String token, String key) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            send("""
                    POST /api/truck-pass-applications HTTP/1.1\r
                    Host: localhost:%d\r
                    Authorization: Bearer %s\r
                    Idempotency-Key: %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Expect: 100-continue\r
                    Connection: close\r
                    \r
                    """.formatted(port, token, key, body.length).getBytes(UTF_8));
            // The office has begun with it.
            String begun = new String(socket.getInputStream().readNBytes("HTTP/1.1 100 \r\n\r\n".length()), UTF_8);
            assertThat(begun).startsWith("HTTP/1.1 100");
            send(Arrays.copyOf(body, body.length / 2));
        }

        String rest() throws IOException {
            send(Arrays.copyOfRange(body, body.length / 2, body.length));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }

        private void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void answersWhatItHasBegunBeforeItEnds() throws IOException {
        Caller people = office.people();
        String token = people.token("li.na");
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < BUSY; i++) {
            String name = "busy-" + i + "-";
            crowd.submit(() -> {
                for (int n = 0; !Thread.interrupted(); n++) {
                    try {
                        answers.add(Applications.LARGE
                                .submit(people, token, name + n)
                                .statusCode());
                    } catch (UncheckedIOException closed) {
                        return;
                    }
                }
            });
        }
        List<Slow> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(new Slow(office.port, token, "slowly-" + i));
            }
            PackagedOffice.await(Duration.ofSeconds(30), "there is load", () -> answers.size() >= 3 * BUSY);

            office.terminate();
            PackagedOffice.await(
                    Duration.ofSeconds(30),
                    "the stop has begun",
                    () -> office.log().contains("Commencing graceful shutdown"));
            for (Slow one : slow) {
                assertThat(one.rest()).startsWith("HTTP/1.1 201").contains("\"status\":{\"code\":\"RECEIVED\"");
            }
        } finally {
            for (Slow one : slow) {
                one.close();
            }
        }
        // 128 and SIGTERM.
        assertThat(office.ended(Duration.ofSeconds(30))).isEqualTo(143);
        assertThat(office.log()).contains("Graceful shutdown complete").doesNotContain(" ERROR ");
        assertThat(answers).containsOnly(201);
    }
}
