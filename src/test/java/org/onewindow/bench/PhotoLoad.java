package org.onewindow.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.onewindow.photo.Portraits;
import org.onewindow.support.AtOnce;

/**
 * Photographs over HTTP against the packaged application: what one costs from the upload to six documents, what the largest
 * do when everybody sends one, and what fifty bombs at once do; with the memory that it took. System properties: {@code jar},
 * {@code clients}, {@code seconds} of a round, {@code flags} of the application's virtual machine.
 */
final class PhotoLoad {

    private static final String SIX =
            String.join("&spec=", "EXIT_ENTRY", "ID_CARD", "SOCIAL_CARD", "DRIVER", "ONE_INCH", "SMALL_TWO_INCH");
    private static final String[] PEOPLE = {"zhang.wei", "zhou.jie", "li.na"};
    private static final String KEEP = "check and keep";
    private static final String CUT = "six renditions";
    private static final String CHECK = "check";
    private static final String BUSY = "told to come again";
    private static final int BOMBS = 50;

    private final Path folder = Files.createDirectories(Path.of("target", "bench"));
    private final Report report = new Report(folder.resolve("photo-load.md"));
    private final int clients = Integer.getInteger("clients");
    private final int seconds = Integer.getInteger("seconds");
    private final List<String> flags =
            Arrays.stream(System.getProperty("flags").trim().split("\\s+")).toList();
    private final Office office;
    private final List<String> tokens = new ArrayList<>();

    private PhotoLoad() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("one-window-photos");
        Path log = folder.resolve("photo-office.log");
        Files.deleteIfExists(log);
        office = new Office(
                Path.of(System.getProperty("jar")),
                log,
                flags,
                "http://127.0.0.1:9",
                Map.of(
                        "ONEWINDOW_HOME",
                        home.toString(),
                        "ONEWINDOW_VAULT_MASTER_KEY",
                        Base64.getEncoder().encodeToString("a key for measuring and no more.".getBytes())));
    }

    public static void main(String[] arguments) throws Exception {
        var load = new PhotoLoad();
        try {
            load.run();
        } finally {
            load.office.close();
        }
    }

    private void run() throws Exception {
        report.line("# One Window: photographs over HTTP");
        report.line("");
        report.line(
                "- %d processors, Java %s, application: %s",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), String.join(" ", flags));
        report.line(
                "- %d people in the driver's process, on the same processors; then a crowd of %d clients",
                PEOPLE.length, 4 * clients);
        byte[] ordinary = Portraits.cameraFile(2);
        byte[] largest = Portraits.cameraFile(13.5);
        report.line(
                "- ordinary: 2 megapixels, %d KB; largest: 13.5 megapixels, %d KB",
                ordinary.length / 1024, largest.length / 1024);
        for (String somebody : PEOPLE) {
            tokens.add(signIn(somebody));
        }
        report.title("From the upload to six documents");
        report.head(
                "",
                "photographs/s",
                "server CPU ms each",
                "check and keep p50, p95",
                "six renditions p50, p95",
                BUSY,
                "resident MB, most");
        // The first round warms up.
        for (int i = 0; i <= 3; i++) {
            long cpu = office.cpuMillis();
            Timings timings = together(tokens.size(), (client, wire, one) -> {
                String token = tokens.get(client);
                String id = served(one, KEEP, () -> wire.upload(token, "/api/photos", "image/jpeg", ordinary))
                        .expect(201)
                        .json()
                        .get("id")
                        .asString();
                served(one, CUT, () -> wire.get(token, "/api/photos/" + id + "/renditions?spec=" + SIX))
                        .expect(200);
            });
            int done = timings.count(CUT);
            report.row(
                    i == 0 ? "warming up" : "round " + i,
                    done / (double) seconds,
                    (office.cpuMillis() - cpu) / (double) done,
                    both(timings, KEEP),
                    both(timings, CUT),
                    timings.steps().contains(BUSY) ? timings.count(BUSY) : 0,
                    office.mostResidentMegabytes());
        }
        report.title("The largest, from everybody at once");
        int crowd = 4 * clients;
        Map<Integer, Integer> answers = new TreeMap<>();
        Timings timings = together(crowd, (client, wire, one) -> {
            int status = one.time(
                            CHECK,
                            () -> wire.upload(
                                    tokens.get(client % tokens.size()), "/api/photo-checks", "image/jpeg", largest))
                    .status();
            synchronized (answers) {
                answers.merge(status, 1, Integer::sum);
            }
        });
        report.line(
                "%d clients: answers by status %s, p50 and p95 ms %s; resident MB, most: %d",
                crowd, answers, both(timings, CHECK), office.mostResidentMegabytes());
        report.title("Bombs");
        byte[] bomb = bomb(20_000);
        long cpu = office.cpuMillis();
        List<Integer> refused = AtOnce.run(IntStream.range(0, BOMBS)
                .<Callable<Integer>>mapToObj(i -> () -> {
                    try (Wire wire = new Wire(office.port)) {
                        return wire.upload(tokens.get(i % tokens.size()), "/api/photo-checks", "image/png", bomb)
                                .status();
                    }
                })
                .toList());
        report.line(
                "%d at once, a PNG file of 20,000 × 20,000 pixels in %d KB: answers %s, server CPU ms each %.1f; resident MB, most: %d",
                BOMBS,
                bomb.length / 1024,
                refused.stream().distinct().toList(),
                (office.cpuMillis() - cpu) / (double) BOMBS,
                office.mostResidentMegabytes());
    }

    /** Whoever is told that too many are being judged comes again, and that is counted. */
    private static Wire.Answer served(Timings timings, String step, Callable<Wire.Answer> ask) throws Exception {
        while (true) {
            Wire.Answer answer = timings.time(step, ask);
            if (answer.status() != 503) {
                return answer;
            }
            timings.add(BUSY, 0);
        }
    }

    private interface Visit {
        void once(int client, Wire wire, Timings timings) throws Exception;
    }

    private Timings together(int howMany, Visit visit) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var all = new Timings();
        AtOnce.run(IntStream.range(0, howMany)
                        .<Callable<Timings>>mapToObj(client -> () -> {
                            var own = new Timings();
                            try (Wire wire = new Wire(office.port)) {
                                while (System.nanoTime() < end) {
                                    visit.once(client, wire, own);
                                }
                            }
                            return own;
                        })
                        .toList())
                .forEach(all::merge);
        return all;
    }

    private static String both(Timings timings, String step) {
        return "%.0f, %.0f".formatted(timings.percentile(step, 50), timings.percentile(step, 95));
    }

    private String signIn(String login) throws IOException {
        try (Wire wire = new Wire(office.port)) {
            return wire.post(null, "/api/tokens", "{\"login\":\"" + login + "\",\"password\":\"onewindow-demo\"}")
                    .expect(200)
                    .json()
                    .get("accessToken")
                    .asString();
        }
    }

    /** A whole and valid file; unfolded it would take 1.2 GB. */
    private static byte[] bomb(int side) throws IOException {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(side)
                        .putInt(side)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        var pixels = new ByteArrayOutputStream();
        try (var folded = new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_COMPRESSION))) {
            var row = new byte[1 + side * 3];
            for (int i = 0; i < side; i++) {
                folded.write(row);
            }
        }
        chunk(file, "IDAT", pixels.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var sum = new CRC32();
        sum.update(body);
        file.writeBytes(ByteBuffer.allocate(8 + body.length)
                .putInt(data.length)
                .put(body)
                .putInt((int) sum.getValue())
                .array());
    }
}
