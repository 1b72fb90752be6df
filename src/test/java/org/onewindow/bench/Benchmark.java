package org.onewindow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onewindow.register.DemoRegisterService;
import org.onewindow.support.TestDatabase;
import tools.jackson.databind.JsonNode;

/**
 * Starts the packaged application on a new database and tells how fast it is. System properties: {@code jar}, and as for
 * {@code mvn -Pbench verify}: {@code database} (a MySQL URL; H2 in a file without it), {@code clients}, {@code seconds} of a
 * round, {@code rounds}, {@code open} cases of the backlog, {@code flags} of the application's virtual machine.
 */
final class Benchmark {

    private static final Pattern MYSQL = Pattern.compile("jdbc:mysql://([^:/]+):?(\\d*)/.*");
    private static final Pattern SCAN =
            Pattern.compile("((?:Table|Index) scan on [^(]+)\\(cost=\\S+ rows=([0-9.e+]+)\\)");
    private static final int LOOKS = 200;
    private static final int WARM_CASES = 1_500;
    private static final long WARM_AT_MOST = TimeUnit.MINUTES.toNanos(4);

    private final Path folder = Files.createDirectories(Path.of("target", "bench"));
    private final Report report = new Report(folder.resolve("report.md"));
    private final Path log = folder.resolve("office.log");
    private final Path home = Files.createTempDirectory("one-window-bench");
    private final Path jar = Path.of(System.getProperty("jar"));
    private final List<String> flags =
            Arrays.stream(System.getProperty("flags").trim().split("\\s+")).toList();
    private final int clients = Integer.getInteger("clients");
    private final int seconds = Integer.getInteger("seconds");
    private final int rounds = Integer.getInteger("rounds");
    private final int open = Integer.getInteger("open");
    private final String url;
    private final Matcher mysql;
    private final Optional<ProcessHandle> server;
    private final DemoRegisterService registers = new DemoRegisterService(0, Clock.systemUTC());

    private Benchmark() throws IOException {
        String given = TestDatabase.emptyUrl();
        mysql = MYSQL.matcher(given);
        // The product's own URL, but open to a second process: the backlog is loaded behind the application's back.
        url = mysql.matches()
                ? given
                : "jdbc:h2:file:" + home.resolve("data")
                        + ";MODE=MySQL;AUTO_SERVER=TRUE;LOCK_TIMEOUT=5000;WRITE_DELAY=0";
        server = mysql.matches() ? Counts.process(databasePort()) : Optional.empty();
    }

    public static void main(String[] arguments) throws Exception {
        // The registers' threads would keep the driver, and with it the application, alive.
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        new Benchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        Files.deleteIfExists(log);
        double first;
        try (Office office = office(url)) {
            first = office.startUp().toMillis() / 1e3;
        }
        try (Office office = office(url);
                Connection database = DriverManager.getConnection(url + loaderSettings())) {
            machine(database);
            long resident = office.residentMegabytes();
            List<Desk> desks = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                desks.add(new Desk(office.port, i));
            }
            warmUp(desks);
            cases(office, desks, database);
            checks(office, desks.get(0).code());
            if (open > 0) {
                backlog(office, desks, database);
            }
            report.title("Start and size");
            report.head("what", "value");
            report.row("start to ready, first start on an empty database, s", first);
            report.row("start to ready, s", office.startUp().toMillis() / 1e3);
            report.row("resident memory after the start, MB", resident);
            report.row("resident memory after the load, MB", office.residentMegabytes());
            report.row("jar, MB", Files.size(jar) / 1e6);
        }
        if (mysql.matches()) {
            statements();
        }
        System.out.println();
        System.out.println("written to " + folder.toAbsolutePath());
    }

    /** By cases and not by time: a slow machine needs longer until the code is compiled. */
    private void warmUp(List<Desk> desks) throws Exception {
        long begun = System.nanoTime();
        int done = 0;
        while (done < WARM_CASES && System.nanoTime() - begun < WARM_AT_MOST) {
            done += Round.of(desks, 5).cases();
        }
        report.line("- warmed up with %d cases", done);
    }

    private Office office(String database) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("ONEWINDOW_HOME", home.toString());
        settings.put("SPRING_DATASOURCE_URL", database);
        settings.put(
                "ONEWINDOW_VAULT_MASTER_KEY",
                Base64.getEncoder().encodeToString("a key for measuring and no more.".getBytes()));
        return new Office(jar, log, flags, registers.url(), settings);
    }

    private void machine(Connection database) throws IOException, SQLException {
        report.line("# One Window: benchmark");
        report.line("");
        report.line("- %s", ZonedDateTime.now().format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx")));
        report.line("- %d processors, %s", Runtime.getRuntime().availableProcessors(), processor());
        report.line(
                "- %s %s, %s",
                System.getProperty("os.name"), System.getProperty("os.version"), "Java " + Runtime.version());
        report.line(
                "- %s %s",
                database.getMetaData().getDatabaseProductName(),
                database.getMetaData().getDatabaseProductVersion());
        report.line("- application: %s, profile demo, security on", String.join(" ", flags));
        report.line(
                "- %d clients in the driver's process, which also plays the registers, on the same processors",
                clients);
        report.line("- %d different large trucks, two clerks", Desk.TRUCKS.size());
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    /** What one look for a case costs while its checks run; it is not part of the case. */
    private record Poll(double cpuMillis, Counts counts) {}

    private void cases(Office office, List<Desk> desks, Connection database) throws Exception {
        report.title("The case");
        if (mysql.matches()) {
            Counts before = Counts.read(database, server);
            TimeUnit.SECONDS.sleep(5);
            long idle = Counts.read(database, server).since(before).status().get("Questions");
            report.line("While nobody works the database is asked %.1f times a second.", idle / 5.0);
            report.line("");
        }
        Poll poll = poll(office, desks.get(0), database);
        caseHead();
        var timings = new Timings();
        for (int i = 1; i <= rounds; i++) {
            timings.merge(round("round " + i, office, desks, database, poll).timings());
        }
        report.line("");
        steps(timings);
        report.line("");
        if (mysql.matches()) {
            report.line("Counts are the server's, so they hold only if nobody else uses it.");
        } else {
            report.line(
                    "H2 runs inside the application and counts nothing; a commit is written to the file, not forced.");
        }
        report.line(
                "The last step of submission, the check at the registers, runs behind the answer; the driver looks for its");
        report.line(
                "end every 20 to 200 ms. What that costs (%.2f ms of the server a look) is taken off.", poll.cpuMillis);
    }

    private void caseHead() {
        report.head(
                "",
                "cases",
                "cases/s",
                "server CPU ms",
                "database CPU ms",
                "statements",
                "select",
                "insert",
                "update",
                "delete",
                "commit",
                "looks");
    }

    private Poll poll(Office office, Desk desk, Connection database) throws Exception {
        Desk.Case c = desk.newCase().submit();
        while (!c.atTheDesk()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Counts before = counts(database);
        long cpu = office.cpuMillis();
        for (int i = 0; i < LOOKS; i++) {
            c.atTheDesk();
        }
        Poll poll = new Poll(
                (office.cpuMillis() - cpu) / (double) LOOKS, counts(database).since(before));
        c.claim();
        c.grant();
        return poll;
    }

    private Counts counts(Connection database) throws SQLException {
        return mysql.matches() ? Counts.read(database, server) : new Counts(Map.of(), 0);
    }

    private Round round(String name, Office office, List<Desk> desks, Connection database, Poll poll) throws Exception {
        Counts before = counts(database);
        long cpu = office.cpuMillis();
        Round round = Round.of(desks, seconds);
        cpu = office.cpuMillis() - cpu;
        Counts counts = counts(database).since(before);
        List<Object> cells = new ArrayList<>(List.of(
                name,
                round.cases(),
                round.casesPerSecond(),
                (cpu - round.polls() * poll.cpuMillis) / round.cases(),
                server.isPresent() ? (Object) (counts.cpuMillis() / (double) round.cases()) : ""));
        for (String count : Counts.NAMES) {
            cells.add(
                    mysql.matches()
                            ? (Object) ((counts.status().get(count)
                                            - round.polls()
                                                    * poll.counts.status().get(count)
                                                    / (double) LOOKS)
                                    / round.cases())
                            : "");
        }
        cells.add(round.polls() / (double) round.cases());
        report.row(cells.toArray());
        return round;
    }

    private void checks(Office office, String code) throws Exception {
        report.title("Codes on the road");
        Map<String, PublicKey> keys = Checks.keys(office.port);
        List<Double> offline = new ArrayList<>();
        List<Double> online = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        for (int i = 0; i <= rounds; i++) {
            double perSecond = Checks.readPerSecond(code, keys, seconds);
            Timings asked = Checks.ask(office.port, clients, code, seconds);
            // The first of them warms up.
            if (i > 0) {
                offline.add(perSecond);
                online.add(asked.count(Checks.ASKED) / (double) seconds);
                slow.add(asked.percentile(Checks.ASKED, 95));
            }
        }
        report.head("median of " + rounds + " rounds of " + seconds + " s", "value");
        report.row("codes read and verified without the office, one thread, per second", median(offline));
        report.row("POST /api/public-pass-checks, " + clients + " connections, p95 ms", median(slow));
        report.row("the same, answers per second", median(online));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private void steps(Timings timings) {
        report.head("ms", "p50", "p95", "p99");
        for (String step : timings.steps()) {
            report.row(step, timings.percentile(step, 50), timings.percentile(step, 95), timings.percentile(step, 99));
        }
    }

    private void backlog(Office office, List<Desk> desks, Connection database) throws Exception {
        Desk desk = desks.get(0);
        Desk.Case template = desk.newCase().submit();
        while (!template.atTheDesk()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Backlog backlog;
        Map<String, List<String>> looks = new LinkedHashMap<>();
        int small = open / 5;
        try (Connection loader = DriverManager.getConnection(url + loaderSettings())) {
            backlog = new Backlog(loader, template.id());
            long begun = System.nanoTime();
            // Half of them in one list, the rest beside it; what comes later lies elsewhere, so every list stays as
            // long.
            backlog.add(
                    small,
                    List.of(
                            Desk.UNIT + "/" + Desk.ITEM,
                            Desk.UNIT + "/JG029",
                            Desk.UNIT + "/" + Desk.ITEM,
                            "YT.JJ.LS/JG028"));
            look(desk, looks);
            List<String> elsewhere = new ArrayList<>(List.of("YT.JJ.LS/JG028", "YT.JJ.LS/JG029"));
            for (int i = 1; i <= 6; i++) {
                elsewhere.add("YT.JJ.X" + i + "/JG028");
                elsewhere.add("YT.JJ.X" + i + "/JG029");
            }
            backlog.add(open - small, elsewhere);
            look(desk, looks);
            System.out.println("loaded within " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
        }
        report.title("With " + open + " open cases");
        report.line(
                "Copied by SQL: %d rows a case, with its process, without its events and checks; one in twenty is late.",
                backlog.rowsPerCase());
        report.line("One client. Half of the first %d are in the list of one unit and item.", small);
        report.line("");
        report.head("worklist, ms", "total", "p50 at " + small, "p95", "p50 at " + open, "p95");
        looks.forEach((name, cells) -> {
            List<Object> row = new ArrayList<>(List.of(name));
            row.addAll(cells);
            // The total stands in front of each pair.
            row.remove(4);
            report.row(row.toArray());
        });
        report.line("");
        caseHead();
        Round warm = Round.of(desks, 5);
        Round round = round("with " + open, office, desks, database, poll(office, desk, database));
        report.line("");
        steps(round.timings());
        if (warm.cases() == 0) {
            throw new IllegalStateException("nothing was done");
        }
    }

    private void look(Desk desk, Map<String, List<String>> results) throws Exception {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("unit and item", Desk.PAGE);
        pages.put("all of the clerk's unit", "/api/work-items");
        pages.put("beginning of a plate", "/api/work-items?text=" + Desk.encoded("鲁F1234"));
        pages.put("red: late", Desk.PAGE + "&colour=RED");
        pages.put("blue: time left", Desk.PAGE + "&colour=BLUE");
        pages.put("held by nobody", Desk.PAGE + "&holder=NOBODY");
        pages.put("page 50", page50(desk));
        for (var page : pages.entrySet()) {
            var timings = new Timings();
            JsonNode last = null;
            for (int i = 0; i < LOOKS / 4; i++) {
                desk.look(page.getValue());
            }
            for (int i = 0; i < LOOKS; i++) {
                last = timings.time("look", () -> desk.look(page.getValue())).json();
            }
            List<String> cells = results.computeIfAbsent(page.getKey(), p -> new ArrayList<>());
            cells.add(last.get("total").asString());
            cells.add(String.format(Locale.ROOT, "%.1f", timings.percentile("look", 50)));
            cells.add(String.format(Locale.ROOT, "%.1f", timings.percentile("look", 95)));
        }
    }

    private static String page50(Desk desk) throws IOException {
        String path = Desk.PAGE;
        for (int i = 1; i < 50; i++) {
            JsonNode next = desk.look(path).json().get("next");
            if (next == null || next.isNull()) {
                break;
            }
            path = Desk.PAGE + "&cursor=" + Desk.encoded(next.asString());
        }
        return path;
    }

    /** Once more, one case alone, with every statement written down. */
    private void statements() throws Exception {
        try (Tap tap = new Tap(mysql.group(1), databasePort());
                Office office = office(throughTap(tap));
                Desk desk = new Desk(office.port, 0);
                Connection database = DriverManager.getConnection(url)) {
            for (int i = 0; i < 5; i++) {
                one(desk, tap, false);
            }
            one(desk, tap, true);
            Map<String, List<String>> statements = tap.statements();
            report.title("Statements of one case");
            report.head("step", "all", "select", "insert", "update", "delete", "commit", "other");
            List<String> text = new ArrayList<>();
            List<String> whole =
                    statements.values().stream().flatMap(List::stream).toList();
            statements.forEach((step, list) -> {
                text.add("== " + step + " (" + list.size() + ")");
                text.addAll(list);
                text.add("");
                report.row(verbs(step, list));
            });
            report.row(verbs("in all", whole));
            Files.write(folder.resolve("statements.txt"), text);
            report.line("");
            report.line("The statements themselves are in `statements.txt`. Plans of the worklist page:");
            for (String statement : statements.getOrDefault("worklist page", List.of())) {
                if (isVerb(statement, "select")) {
                    explain(database, statement);
                }
            }
            scans(database, whole);
        }
    }

    private static Object[] verbs(String step, List<String> statements) {
        List<Object> row = new ArrayList<>(List.of(step, statements.size()));
        long named = 0;
        for (String verb : List.of("select", "insert", "update", "delete", "commit")) {
            long of = statements.stream().filter(s -> isVerb(s, verb)).count();
            row.add(of);
            named += of;
        }
        row.add(statements.size() - named);
        return row.toArray();
    }

    private static boolean isVerb(String statement, String verb) {
        return statement.toLowerCase(Locale.ROOT).startsWith(verb);
    }

    private static void one(Desk desk, Tap tap, boolean noted) throws Exception {
        Desk.Case c = desk.newCase();
        step(tap, noted, "submit");
        c.submit();
        // Looking would add statements of its own, so it is seldom done.
        do {
            step(tap, noted, "check, behind the answer");
            TimeUnit.SECONDS.sleep(2);
            tap.step(null);
        } while (!c.atTheDesk());
        step(tap, noted, "worklist page");
        desk.look(Desk.PAGE);
        step(tap, noted, "claim");
        c.claim();
        step(tap, noted, "grant");
        c.grant();
        step(tap, noted, "status");
        c.read();
        tap.step(null);
    }

    private static void step(Tap tap, boolean noted, String name) {
        tap.step(noted ? name : null);
    }

    private void explain(Connection database, String select) throws SQLException {
        report.line("");
        report.line("```");
        report.line("%s", plan(database, select));
        report.line("```");
    }

    private static String plan(Connection database, String select) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN FORMAT=TREE " + select)) {
            plan.next();
            return plan.getString(1).strip();
        }
    }

    /** Statements that get slower with the number of open cases. */
    private void scans(Connection database, List<String> statements) throws SQLException {
        report.line("");
        report.line("Statements whose plan reads a table from end to end, with the rows expected:");
        report.line("");
        Set<String> seen = new HashSet<>();
        for (String statement : statements) {
            if (isVerb(statement, "select")) {
                Matcher scan = SCAN.matcher(plan(database, statement));
                while (scan.find()) {
                    if (Double.parseDouble(scan.group(2)) >= 1_000 && seen.add(scan.group())) {
                        report.line("- %s: `%.200s`", scan.group(), statement);
                    }
                }
            }
        }
    }

    private String throughTap(Tap tap) {
        return url.replaceFirst("//[^/]+/", "//127.0.0.1:" + tap.port() + "/")
                + "&sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    private String loaderSettings() {
        return mysql.matches() ? "&rewriteBatchedStatements=true&connectionTimeZone=UTC" : "";
    }

    private int databasePort() {
        return mysql.group(2).isEmpty() ? 3306 : Integer.parseInt(mysql.group(2));
    }
}
