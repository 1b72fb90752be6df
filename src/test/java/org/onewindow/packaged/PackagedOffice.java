package org.onewindow.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.onewindow.support.Caller;
import org.onewindow.support.TestDatabase;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar as a process of its own, with a home and ports of its own. It may be killed and started again on both. Its
 * log stays in {@code target/packaged}.
 */
final class PackagedOffice implements AutoCloseable {

    private static final Path JAR = Path.of("target/one-window.jar").toAbsolutePath();
    private static final Path LOGS = Path.of("target/packaged").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Random PORTS = new Random();

    private static PackagedOffice shared;

    final int port = freePort();
    final int operationsPort = freePort();
    final int registerPort = freePort();

    private final Path home;
    private final Path log;
    private final ProcessBuilder builder;
    private final Thread whenTestsEnd = new Thread(this::kill);
    private Process process;

    private PackagedOffice(Path home, String... arguments) {
        this.home = home;
        log = LOGS.resolve(home.getFileName() + "-" + port + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Short starts matter here, not long runs.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-Djava.io.tmpdir=" + home,
                "-Duser.home=" + elsewhere(),
                "-jar",
                JAR.toString(),
                "--server.port=" + port,
                "--onewindow.ops.port=" + operationsPort,
                "--onewindow.demo.register-port=" + registerPort,
                "--onewindow.home=" + home));
        command.addAll(List.of(arguments));
        builder = new ProcessBuilder(command).directory(LOGS.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(SPRING|SERVER|ONEWINDOW|JAVA_TOOL|JDK_JAVA)_.*"));
        try {
            assertThat(JAR).as("run `mvn package` first").exists();
            Files.createDirectories(home);
            Files.createDirectories(LOGS);
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Runtime.getRuntime().addShutdownHook(whenTestsEnd);
    }

    /** For tests with more rounds than vehicles. */
    static final String[] OVERLAPS_ALLOWED = {
        "--onewindow.pass.classes[ORDINARY].overlap=allow", "--onewindow.pass.classes[LARGE].overlap=allow"
    };

    /** With the demo people; on a new schema of the MySQL server that {@code -Ddatabase} names, otherwise as it is shipped. */
    static PackagedOffice demo(Path home, String... more) {
        var arguments = new ArrayList<>(List.of("--spring.profiles.active=demo"));
        if (!System.getProperty("database", "").isEmpty()) {
            arguments.add("--spring.datasource.url=" + TestDatabase.emptyUrl());
            arguments.add("--onewindow.vault.master-key=bWFkZSB1cCBmb3IgdGVzdHMsIDMyIGJ5dGVzIGxvbmc=");
        }
        arguments.addAll(List.of(more));
        return embedded(home, arguments.toArray(String[]::new));
    }

    /** One for all tests that only ask it something; it ends with them. */
    static synchronized PackagedOffice shared() {
        if (shared == null) {
            Path home = LOGS.resolve("shared");
            FileSystemUtils.deleteRecursively(home.toFile());
            shared = demo(home).start();
        }
        return shared;
    }

    /** As it is shipped, with the embedded database in {@code home}. */
    static PackagedOffice embedded(Path home, String... arguments) {
        return new PackagedOffice(home, arguments);
    }

    /** Starts it and waits until it takes requests. */
    PackagedOffice start() {
        launch();
        await(LONGEST_START, "the office is ready\n" + log, () -> {
            assertThat(process.isAlive()).as(() -> "the office lives\n" + log()).isTrue();
            return isReady();
        });
        return this;
    }

    /** Starts it where it must refuse to, and returns its exit code. */
    int startRefused() {
        return launch().ended(LONGEST_START);
    }

    /** Runs a command of the same jar with the same settings, and returns its exit code. */
    int command(String... words) {
        assertThat(process == null || !process.isAlive()).isTrue();
        List<String> started = List.copyOf(builder.command());
        try {
            builder.command().addAll(started.indexOf(JAR.toString()) + 1, List.of(words));
            return launch().ended(LONGEST_START);
        } finally {
            builder.command(new ArrayList<>(started));
        }
    }

    private PackagedOffice launch() {
        assertThat(process == null || !process.isAlive()).isTrue();
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private boolean isReady() {
        try {
            HttpResponse<String> answer = operators().get("/actuator/health/readiness");
            return answer.statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** {@code kill -9}. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            ended(Duration.ofSeconds(30));
        }
    }

    /** {@code kill -TERM}, as an orderly stop begins. */
    void terminate() {
        process.destroy();
    }

    /** Waits until the process has ended, and returns its exit code. */
    int ended(Duration atMost) {
        try {
            assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                    .as(() -> "ends within " + atMost + "\n" + log())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        terminate();
        ended(Duration.ofSeconds(30));
    }

    Caller people() {
        return new Caller(port);
    }

    Caller operators() {
        return new Caller(operationsPort);
    }

    /** Cookie of an operator who has signed in on the operations port. */
    String operator() {
        HttpResponse<String> answer = operators().signIn("ops", Caller.DEMO_PASSWORD);
        assertThat(Caller.header(answer, "Location")).doesNotContain("refused");
        return Caller.cookie(answer);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    /** Where the office would put its things if it did not listen to what it is told. */
    Path elsewhere() {
        return home.resolveSibling("elsewhere");
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(whenTestsEnd);
    }

    static void await(Duration atMost, String what, BooleanSupplier holds) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %s", what, atMost).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Below the range from which the system takes ports for outgoing connections, so that none of those gets it first. */
    private static int freePort() {
        return Stream.generate(() -> 20_000 + PORTS.nextInt(12_000))
                .limit(1000)
                .filter(PackagedOffice::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
