package org.onewindow.register;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registers with a few hundred invented vehicles and some people, on a loopback port. Days of validity in the data count from the
 * day of the answer, so they never grow old. Registers can be made to fail.
 */
public final class DemoRegisterService implements AutoCloseable {

    /** Ways in which a register fails to answer as it should. */
    public enum Fault {
        /** Takes the question and says nothing. */
        HANG,
        /** Begins an answer and never ends it. */
        STALL,
        /** 503. */
        ERROR,
        /** Closes the connection. */
        REFUSE,
        /** 200 with the beginning of a record. */
        MALFORMED,
        /** 200 with more than any record needs. */
        OVERSIZED,
        /** The right answer after 300 ms. */
        SLOW
    }

    static final String DATA = "/register/demo-vehicles.csv";
    static final String PEOPLE = "/register/demo-people.csv";
    static final String DRIVERS = "/register/demo-drivers.csv";
    static final String RECORDS = "/register/demo-criminal-records.csv";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        // The server sends head and body apart; unless told so, it waits 40 ms for the client to confirm the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Clock clock;
    private final Map<String, Map<String, String>> vehicles = new HashMap<>();
    private final Map<String, Map<String, String>> drivers = new HashMap<>();
    private final Map<String, Map<String, String>> people = new HashMap<>();
    private final Map<String, Map<String, String>> records = new HashMap<>();
    private final Map<Register, Fault> faults = new ConcurrentHashMap<>();
    private final Map<Register, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final List<VehicleChange> changes = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(4, new CustomizableThreadFactory("demo-register-"));

    /** @param port on the loopback interface; 0 takes any free one */
    public DemoRegisterService(int port, Clock clock) {
        this.clock = clock;
        try {
            for (Map<String, String> row : rows(DATA)) {
                vehicles.put(key(row.get("plate"), row.get("plate_type")), row);
            }
            for (Map<String, String> row : rows(DRIVERS)) {
                drivers.put(row.get("licence_number"), row);
            }
            for (Map<String, String> row : rows(PEOPLE)) {
                people.put(key(row.get("citizen_id"), row.get("name")), row);
            }
            for (Map<String, String> row : rows(RECORDS)) {
                records.put(row.get("id_no"), row);
            }
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("demonstration registers on port " + port, e);
        }
        for (Register register : Register.values()) {
            requests.put(register, new AtomicInteger());
            server.createContext(register.path(), exchange -> handle(register, exchange, this::answer));
        }
        server.createContext(
                "/vehicle/changes",
                exchange -> handle(Register.VEHICLE, exchange, (register, asked, to) -> {
                    List<VehicleChange> behind = behind(asked.path("after").asString(""));
                    send(to, 200, JSON.writeValueAsBytes(behind));
                }));
        server.setExecutor(threads);
        server.start();
    }

    /** The base address for {@code onewindow.register.url}. */
    public String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** From now on this register fails so. */
    public void fail(Register register, Fault fault) {
        faults.put(register, fault);
    }

    /** From now on all registers answer as they should. */
    public void heal() {
        faults.clear();
    }

    /** How many requests have reached this register. */
    public int requests(Register register) {
        return requests.get(register).get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** From now on the vehicle register reports this too, as the last. */
    public void report(VehicleChange change) {
        changes.add(change);
    }

    private List<VehicleChange> behind(String id) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            if (changes.get(i).id().equals(id)) {
                return changes.subList(i + 1, changes.size());
            }
        }
        return changes;
    }

    private interface Answering {
        void answer(Register register, JsonNode asked, HttpExchange exchange) throws IOException;
    }

    private void handle(Register register, HttpExchange exchange, Answering answering) throws IOException {
        requests.get(register).incrementAndGet();
        byte[] question = exchange.getRequestBody().readNBytes(1024);
        Fault fault = faults.get(register);
        if (fault == null) {
            read(register, question, exchange, answering);
            return;
        }
        switch (fault) {
            case HANG -> {}
            case STALL -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            case ERROR -> send(exchange, 503, new byte[0]);
            case REFUSE -> exchange.close();
            case MALFORMED -> send(exchange, 200, "{\"plate\":".getBytes(StandardCharsets.UTF_8));
            case OVERSIZED -> send(exchange, 200, " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
            case SLOW ->
                CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS, threads)
                        .execute(() -> {
                            try {
                                read(register, question, exchange, answering);
                            } catch (IOException e) {
                                exchange.close();
                            }
                        });
        }
    }

    private static void read(Register register, byte[] question, HttpExchange exchange, Answering answering)
            throws IOException {
        JsonNode asked;
        try {
            asked = JSON.readTree(question);
        } catch (JacksonException e) {
            send(exchange, 400, new byte[0]);
            return;
        }
        answering.answer(register, asked, exchange);
    }

    private void answer(Register register, JsonNode asked, HttpExchange exchange) throws IOException {
        Map<String, String> row = switch (register) {
            case DRIVER -> drivers.get(asked.path("licenceNumber").asString(""));
            case POPULATION ->
                people.get(key(
                        asked.path("citizenId").asString(""), asked.path("name").asString("")));
            case CRIMINAL_RECORD -> records.get(asked.path("idNo").asString(""));
            default ->
                vehicles.get(key(
                        asked.path("plate").asString(""),
                        asked.path("plateType").asString("")));
        };
        if (row == null) {
            send(exchange, 404, new byte[0]);
        } else if (register.name().equals(row.get("silent"))) {
            send(exchange, 503, new byte[0]);
        } else {
            send(exchange, 200, JSON.writeValueAsBytes(record(register, row)));
        }
    }

    private Map<String, Object> record(Register register, Map<String, String> row) {
        Map<String, Object> record = new LinkedHashMap<>();
        boolean ofVehicle = !EnumSet.of(Register.DRIVER, Register.POPULATION, Register.CRIMINAL_RECORD)
                .contains(register);
        if (ofVehicle) {
            record.put("plate", row.get("plate"));
            record.put("plateType", row.get("plate_type"));
        }
        switch (register) {
            case VEHICLE -> {
                record.put("vin", row.get("vin"));
                record.put("vehicleClass", row.get("vehicle_class"));
                record.put("bodyType", row.get("body_type"));
                record.put("energy", row.get("energy"));
                record.put("lengthMm", Integer.valueOf(row.get("length_mm")));
                record.put("widthMm", Integer.valueOf(row.get("width_mm")));
                record.put("heightMm", Integer.valueOf(row.get("height_mm")));
                record.put("grossMassKg", Integer.valueOf(row.get("gross_mass_kg")));
                record.put("ownerKind", row.get("owner_kind"));
                record.put("ownerId", row.get("owner_id"));
                record.put("status", row.get("status"));
                record.put("useNature", row.get("use_nature"));
                String stage = row.get("emission_stage");
                record.put("emissionStage", stage.isEmpty() ? null : Integer.valueOf(stage));
            }
            case DRIVER -> {
                record.put("licenceNumber", row.get("licence_number"));
                record.put("status", row.get("status"));
                record.put("classes", List.of(row.get("classes").split(" ")));
                record.put("validTo", day(row.get("valid_days")));
                record.put("openViolations", Integer.valueOf(row.get("open_violations")));
            }
            case POPULATION -> {
                record.put("citizenId", row.get("citizen_id"));
                record.put("name", row.get("name"));
                record.put("status", row.get("status"));
            }
            case CRIMINAL_RECORD -> {
                record.put("idNo", row.get("id_no"));
                record.put("complete", Boolean.valueOf(row.get("complete")));
                record.put(
                        "records",
                        row.get("offence").isEmpty()
                                ? List.of()
                                : List.of(Map.of(
                                        "offence", row.get("offence"), "sealed", Boolean.valueOf(row.get("sealed")))));
            }
            case INSPECTION -> record.put("validUntil", day(row.get("inspection_days")));
            case INSURANCE -> {
                record.put("validFrom", day(row.get("insurance_from_days")));
                record.put("validUntil", day(row.get("insurance_days")));
            }
            case VIOLATION -> {
                record.put("openCount", Integer.valueOf(row.get("open_violations")));
                record.put("fatalAccidentOpen", Boolean.valueOf(row.get("fatal_accident_open")));
                record.put("hitAndRunOpen", Boolean.valueOf(row.get("hit_and_run_open")));
                record.put("greyListedUntil", day(row.get("grey_days")));
            }
        }
        return record;
    }

    private LocalDate day(String days) {
        return days.isEmpty() ? null : LocalDate.now(clock.withZone(ZONE)).plusDays(Integer.parseInt(days));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String key(String plate, String plateType) {
        return plate + "/" + plateType;
    }

    /** The data of a file, a map from column to value for each line. */
    static List<Map<String, String>> rows(String file) throws IOException {
        try (InputStream data = DemoRegisterService.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(data, StandardCharsets.UTF_8))) {
            List<String[]> lines = reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .toList();
            String[] columns = lines.get(0);
            return lines.stream()
                    .skip(1)
                    .map(line -> {
                        Map<String, String> row = new HashMap<>();
                        for (int i = 0; i < columns.length; i++) {
                            row.put(columns[i], line[i]);
                        }
                        return row;
                    })
                    .toList();
        }
    }
}
