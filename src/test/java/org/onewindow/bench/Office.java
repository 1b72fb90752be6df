package org.onewindow.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own. */
final class Office implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Duration startUp;
    final int port;

    /**
     * Returns when the application is ready.
     *
     * @param flags of the virtual machine
     * @param settings by name of the environment variable
     */
    Office(Path jar, Path log, List<String> flags, String registers, Map<String, String> settings)
            throws IOException, InterruptedException {
        port = freePort();
        int operations = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--onewindow.ops.port=" + operations,
                "--onewindow.register.url=" + registers,
                // More rounds than vehicles.
                "--onewindow.pass.classes[ORDINARY].overlap=allow",
                "--onewindow.pass.classes[LARGE].overlap=allow"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(settings);
        long begun = System.nanoTime();
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        while (!ready(operations)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                process.destroy();
                throw new IllegalStateException("the application did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        startUp = Duration.ofNanos(System.nanoTime() - begun);
    }

    private static boolean ready(int operations) {
        try (Wire wire = new Wire(operations)) {
            return wire.get(null, "/actuator/health/readiness").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** From the start of the process to the first readiness. */
    Duration startUp() {
        return startUp;
    }

    /** Processor time used so far, in ms. */
    long cpuMillis() {
        return cpuMillis(process.toHandle());
    }

    static long cpuMillis(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    /** Resident memory in MB, or -1 where the system does not tell. */
    long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** The most there ever was of it. */
    long mostResidentMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    private long megabytes(String what) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(null, 30, TimeUnit.SECONDS)
                .thenAccept(left -> process.destroyForcibly())
                .join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
