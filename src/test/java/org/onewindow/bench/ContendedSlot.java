package org.onewindow.bench;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.onewindow.register.DemoRegisterService;
import org.onewindow.support.AtOnce;
import org.onewindow.support.Caller;
import org.onewindow.support.TestDatabase;
import tools.jackson.databind.JsonNode;

/**
 * How many attempts a second to hold the only seat of one slot the packaged office decides, all security on, against one bare
 * conditional UPDATE behind a server of few lines with the same pool and driver: round by round in turn, on the same database
 * server. Once with the seat given back by whoever got it, once with the seat taken, as all find it who come too late.
 */
final class ContendedSlot {

    private static final String OUTLET = "MP07";
    private static final String ITEM = "JG028";
    private static final String COMPANY = "91370600MA0000007C";
    private static final int POOL = 10;
    private static final int THREADS = 16;
    private static final int WARM_ATTEMPTS = 5_000;
    private static final long WARM_AT_MOST = TimeUnit.MINUTES.toNanos(2);

    private final int clients = Integer.getInteger("clients", 8);
    private final int seconds = Integer.getInteger("seconds", 10);
    private final int rounds = Integer.getInteger("rounds", 3);
    private final AtomicInteger people = new AtomicInteger();
    private String token;
    private String startsAt;

    /** One attempt; true when it got the seat. */
    private interface Attempt {

        boolean on(Wire wire) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        // Threads of the registers and of the bare server would keep the driver alive.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        new ContendedSlot().run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path home = Files.createTempDirectory("one-window-slot");
        Path log = Files.createDirectories(Path.of("target", "bench")).resolve("slot-office.log");
        boolean mysql = !System.getProperty("database", "").isEmpty();
        Map<String, String> settings = new HashMap<>();
        settings.put("ONEWINDOW_HOME", home.toString());
        settings.put(
                "ONEWINDOW_VAULT_MASTER_KEY",
                Base64.getEncoder().encodeToString("a key for measuring and no more.".getBytes()));
        settings.put("SPRING_DATASOURCE_URL", mysql ? TestDatabase.emptyUrl() : file(home, "office"));
        List<String> flags = List.of("-Xmx512m", "-XX:+UseSerialGC");
        String bareUrl = mysql ? TestDatabase.emptyUrl() : file(home, "bare");
        try (Office office = new Office(
                        Path.of(System.getProperty("jar")),
                        log,
                        flags,
                        new DemoRegisterService(0, Clock.systemUTC()).url(),
                        settings);
                HikariDataSource bareDatabase = bare(bareUrl)) {
            int bare = serve(bareDatabase);
            try (Wire wire = new Wire(office.port)) {
                signIn(wire);
            }
            Attempt askOffice = this::hold;
            Attempt askOfficeAndLeave = wire -> hold(wire, true);
            Attempt askBare = wire -> wire.post(null, "/take", "{}").status() == 201;
            Attempt askBareAndLeave = wire -> {
                boolean got = askBare.on(wire);
                if (got) {
                    wire.post(null, "/leave", "{}").expect(200);
                }
                return got;
            };
            compare("the seat goes round", office.port, askOfficeAndLeave, bare, askBareAndLeave);
            compare("the seat is taken", office.port, askOffice, bare, askBare);
        }
    }

    private static String file(Path home, String name) {
        return "jdbc:h2:file:" + home.resolve(name) + ";MODE=MySQL;WRITE_DELAY=0";
    }

    private void compare(String what, int officePort, Attempt office, int barePort, Attempt bare) {
        warmUp(barePort, bare);
        warmUp(officePort, office);
        double[] officeRates = new double[rounds];
        double[] bareRates = new double[rounds];
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            bareRates[i] = round(barePort, bare);
            officeRates[i] = round(officePort, office);
            ratios[i] = officeRates[i] / bareRates[i];
        }
        System.out.printf(
                "%s, %d clients: office %.0f attempts/s, one bare conditional UPDATE %.0f, ratio %.2f%n",
                what, clients, median(officeRates), median(bareRates), median(ratios));
    }

    /** By attempts and not by time: a slow machine needs longer until the code is compiled. */
    private void warmUp(int port, Attempt attempt) {
        long begun = System.nanoTime();
        double done = 0;
        while (done < WARM_ATTEMPTS && System.nanoTime() - begun < WARM_AT_MOST) {
            done += round(port, attempt) * seconds;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** @return attempts a second */
    private double round(int port, Attempt attempt) {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        List<Callable<Integer>> acts = new ArrayList<>();
        IntStream.range(0, clients)
                .forEach(client -> acts.add(() -> {
                    int attempts = 0;
                    try (Wire wire = new Wire(port)) {
                        while (System.nanoTime() < end) {
                            attempt.on(wire);
                            attempts++;
                        }
                    }
                    return attempts;
                }));
        int all = AtOnce.run(acts).stream().mapToInt(Integer::intValue).sum();
        return all * 1e9 / (System.nanoTime() - begun);
    }

    private void signIn(Wire wire) throws IOException {
        token = wire.post(null, "/api/tokens", "{\"login\":\"li.na\",\"password\":\"" + Caller.DEMO_PASSWORD + "\"}")
                .expect(200)
                .json()
                .get("accessToken")
                .asString();
        JsonNode slots = wire.get(token, "/api/slots?item=" + ITEM + "&outlet=" + OUTLET + "&days=14")
                .expect(200)
                .json();
        startsAt = slots.get(slots.size() / 2).get("startsAt").asString();
    }

    private boolean hold(Wire wire) throws IOException {
        return hold(wire, false);
    }

    private boolean hold(Wire wire, boolean leave) throws IOException {
        Wire.Answer answer = wire.post(
                token,
                "/api/holds",
                "{\"item\":\"%s\",\"outlet\":\"%s\",\"startsAt\":\"%s\",\"company\":\"%s\",\"visitors\":[\"%s\"]}"
                        .formatted(ITEM, OUTLET, startsAt, COMPANY, citizen(people.incrementAndGet())),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        if (answer.status() == 201) {
            if (leave) {
                String number = answer.json().get("number").asString();
                wire.post(
                                token,
                                "/api/appointments/" + number + "/cancellations",
                                "{}",
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        .expect(200);
            }
            return true;
        }
        answer.expect(409);
        return false;
    }

    /** A made-up number with the right check character. */
    private static String citizen(int number) {
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays(number / 1000 % 25_000);
        String first = "370602" + born.toString().replace("-", "") + "%03d".formatted(number % 1000);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * ((1 << 17 - i) % 11);
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    private static HikariDataSource bare(String url) throws SQLException {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (url.startsWith("jdbc:mysql")) {
            config.addDataSourceProperty("cachePrepStmts", "true");
            config.addDataSourceProperty("useServerPrepStmts", "true");
        }
        var database = new HikariDataSource(config);
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE slot (id INT PRIMARY KEY, taken INT NOT NULL, capacity INT NOT NULL)");
            sql.execute("INSERT INTO slot VALUES (1, 0, 1)");
        }
        return database;
    }

    /**
     * Nothing but the statement that decides, on a server of few lines.
     *
     * @return port
     */
    private static int serve(HikariDataSource database) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean take = exchange.getRequestURI().getPath().equals("/take");
            String update = take
                    ? "UPDATE slot SET taken = taken + 1 WHERE id = 1 AND taken < capacity"
                    : "UPDATE slot SET taken = taken - 1 WHERE id = 1";
            int status = 500;
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(update)) {
                int rows = statement.executeUpdate();
                status = take ? rows == 1 ? 201 : 409 : 200;
            } catch (SQLException e) {
                System.err.println(e.getMessage());
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server.getAddress().getPort();
    }
}
