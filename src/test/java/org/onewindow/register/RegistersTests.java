package org.onewindow.register;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answer.Silence;
import org.onewindow.register.DemoRegisterService.Fault;
import org.onewindow.shared.CitizenId;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Over real connections, to registers that answer, fail and keep silent. */
@Timeout(60)
class RegistersTests {

    private static final List<Register> OF_A_VEHICLE =
            List.of(Register.VEHICLE, Register.INSPECTION, Register.INSURANCE, Register.VIOLATION);

    private static final Instant NOW = Instant.parse("2026-11-24T16:30:00.123Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String RECORD = """
            {"plate":"鲁F20001","plateType":"01","vin":"LDEM00002P0000001","bodyType":"BOX","energy":"DIESEL",
             "lengthMm":5990,"widthMm":2200,"heightMm":2800,"grossMassKg":8000,"ownerKind":"COMPANY",
             "ownerId":"91370600MA0000007C","status":"NORMAL","useNature":"FREIGHT"}""";

    private final DemoRegisterService service = new DemoRegisterService(0, CLOCK);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Settings settings = new Settings();
    private Registers registers;

    @AfterEach
    void close() {
        if (registers != null) {
            registers.close();
        }
        service.close();
    }

    @Test
    void tellsAllThatTheFourRegistersKnowOfAVehicle() {
        Answers answers = ask("鲁F10003", "01");

        assertThat(answers.vehicle())
                .isEqualTo(new Answer<>(
                        Register.VEHICLE,
                        NOW,
                        NOW,
                        Outcome.FOUND,
                        new VehicleRecord(
                                "鲁F10003",
                                "01",
                                "LDEM00006P0000003",
                                VehicleClass.MEDIUM,
                                VehicleRecord.Body.BOX,
                                VehicleRecord.Energy.DIESEL,
                                5990,
                                2200,
                                2800,
                                8000,
                                VehicleRecord.OwnerKind.COMPANY,
                                "91370600MA0000007C",
                                VehicleRecord.Status.NORMAL,
                                VehicleRecord.UseNature.FREIGHT,
                                6),
                        null));
        assertThat(answers.inspection().value()).isEqualTo(new Inspection(TODAY.plusDays(400)));
        assertThat(answers.insurance().value()).isEqualTo(new Insurance(TODAY.minusDays(65), TODAY.plusDays(300)));
        assertThat(answers.violations().value()).isEqualTo(new Violations(0, false, false, null));
        assertThat(answers.silent()).isEmpty();
    }

    @Test
    void tellsOfTheLicenceOfWhoeverDrives() {
        registers = settings.registers();
        String known = "370602190003011012";
        Answer<DriverRecord> driver = registers.ask("鲁F10003", "01", known).driver();
        assertThat(driver.source()).isEqualTo(Register.DRIVER);
        assertThat(driver.value())
                .isEqualTo(new DriverRecord(DriverRecord.Status.NORMAL, Set.of("B2"), TODAY.plusDays(900), 0));
        assertThat(registers.ask("鲁F10003", "01", "370602190001010059").driver().outcome())
                .isEqualTo(Outcome.NOT_FOUND);
        service.fail(Register.DRIVER, DemoRegisterService.Fault.ERROR);
        Answers answers = registers.ask("鲁F10003", "01", known);
        assertThat(answers.silent()).containsExactly(Register.DRIVER);
        assertThat(answers.driver().silence()).isEqualTo(Silence.STATUS);
        assertThat(ask("鲁F10003", "01").driver()).isNull();
    }

    @Test
    void everyLicenceOfTheDemonstrationHasARightNumberAndIsSaidToBeInvented() throws IOException {
        assertThat(DemoRegisterService.rows(DemoRegisterService.DRIVERS))
                .hasSize(19)
                .allSatisfy(row -> assertThat(
                                CitizenId.parse(row.get("licence_number")).value())
                        .isEqualTo(row.get("licence_number")));
        try (var data = DemoRegisterService.class.getResourceAsStream(DemoRegisterService.DRIVERS)) {
            assertThat(new String(data.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElseThrow())
                    .startsWith("#")
                    .contains("invented", "虚构");
        }
    }

    @Test
    void tellsWhatStandsAgainstAVehicle() {
        assertThat(ask("鲁F10006", "01").inspection().value().validUntil()).isEqualTo(TODAY.minusDays(30));
        assertThat(ask("鲁F10007", "01").violations().value().openCount()).isEqualTo(5);
        assertThat(ask("鲁F10008", "01").vehicle().value().useNature())
                .isEqualTo(VehicleRecord.UseNature.HAZARDOUS_GOODS);
        assertThat(ask("鲁F10009", "01").vehicle().value().status()).isEqualTo(VehicleRecord.Status.SCRAPPED);
    }

    @Test
    void theSameNumberUnderAnotherPlateTypeIsAnotherVehicle() {
        assertThat(outcomes(ask("鲁F10003", "02"))).containsOnly("NOT_FOUND");
        for (Register register : OF_A_VEHICLE) {
            assertThat(service.requests(register)).isEqualTo(1);
        }
    }

    @Test
    void theVehicleOfTheTourWithASilentRegisterHasThreeAnswers() {
        Answers answers = ask("鲁F10011", "01");

        assertThat(outcomes(answers)).containsExactly("FOUND", "FOUND", "STATUS", "FOUND");
        assertThat(answers.silent()).containsExactly(Register.INSURANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "HANG, TIMEOUT, 2",
        "STALL, REFUSED, 2",
        "ERROR, STATUS, 2",
        "REFUSE, REFUSED, 2",
        "MALFORMED, MALFORMED, 1",
        "OVERSIZED, MALFORMED, 1",
        "SLOW, FOUND, 1"
    })
    void aFailingRegisterIsSilentAndTheOthersAreHeard(Fault fault, String expected, int requests) {
        service.fail(Register.VEHICLE, fault);

        Answers answers = ask("鲁F10001", "01");

        assertThat(outcomes(answers)).containsExactly(expected, "FOUND", "FOUND", "FOUND");
        assertThat(service.requests(Register.VEHICLE)).isEqualTo(requests);
        assertThat(meters.timer("onewindow_register_requests", "register", "VEHICLE", "outcome", expected)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRegisterThatIsNotThereIsSilent() {
        service.close();

        assertThat(outcomes(ask("鲁F10001", "01"))).containsOnly("REFUSED");
    }

    @Test
    void aRegisterThatIsNotConfiguredIsSilent() {
        settings.url = null;
        settings.urls = Map.of(Register.VIOLATION, service.url() + "/");

        assertThat(outcomes(ask("鲁F10001", "01")))
                .containsExactly("NOT_CONFIGURED", "NOT_CONFIGURED", "NOT_CONFIGURED", "FOUND");
    }

    @Test
    void waitsNoLongerThanTheWholeCallMayTake() {
        settings.readTimeout = Duration.ofHours(1);
        settings.within = Duration.ofMillis(500);
        service.fail(Register.INSPECTION, Fault.HANG);

        assertThat(ask("鲁F10001", "01").inspection().silence()).isEqualTo(Silence.TIMEOUT);
    }

    @Test
    void asksNothingMoreWhenTooManyQuestionsWait() throws InterruptedException, ExecutionException {
        settings.readTimeout = Duration.ofHours(1);
        settings.within = Duration.ofSeconds(3);
        settings.threads = 1;
        for (Register register : OF_A_VEHICLE) {
            service.fail(register, Fault.HANG);
        }
        registers = settings.registers();
        FutureTask<Answers> first = new FutureTask<>(() -> registers.ask("鲁F10001", "01", null));
        new Thread(first).start();
        await(() -> service.requests(Register.VEHICLE) == 1);

        assertThat(outcomes(ask("鲁F10002", "02"))).containsExactly("TIMEOUT", "BUSY", "BUSY", "BUSY");
        assertThat(outcomes(first.get())).containsOnly("TIMEOUT");
    }

    @Test
    void anInterruptedCallerIsAnsweredAndStaysInterrupted() {
        for (Register register : OF_A_VEHICLE) {
            service.fail(register, Fault.HANG);
        }
        Thread.currentThread().interrupt();

        Answers answers = ask("鲁F10001", "01");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes(answers)).containsOnly("TIMEOUT");
    }

    @Test
    void leavesARegisterAloneThatWasSilentTooOften() {
        settings.circuitPause = Duration.ofHours(1);
        service.fail(Register.INSURANCE, Fault.ERROR);
        for (int i = 0; i < settings.circuitCalls; i++) {
            assertThat(ask("鲁F10001", "01").insurance().silence()).isEqualTo(Silence.STATUS);
        }
        int before = service.requests(Register.INSURANCE);
        service.heal();

        assertThat(outcomes(ask("鲁F10001", "01"))).containsExactly("FOUND", "FOUND", "CIRCUIT_OPEN", "FOUND");
        assertThat(service.requests(Register.INSURANCE)).isEqualTo(before);
    }

    @Test
    void listensAgainToARegisterThatHasRecovered() {
        settings.circuitPause = Duration.ofMillis(100);
        service.fail(Register.INSURANCE, Fault.ERROR);
        for (int i = 0; i < settings.circuitCalls; i++) {
            ask("鲁F10001", "01");
        }
        service.heal();

        await(() -> ask("鲁F10001", "01").insurance().outcome() == Outcome.FOUND);
        assertThat(ask("鲁F10001", "01").silent()).isEmpty();
    }

    @Test
    void putsNothingPersonalIntoTheAddressAndSendsTheToken() {
        settings.token = "made-up-token";
        try (Stub stub = new Stub(200, RECORD)) {
            settings.url = stub.url();
            Answers answers = ask("鲁F20001", "01");

            assertThat(answers.vehicle().value().plate()).isEqualTo("鲁F20001");
            assertThat(stub.seen)
                    .containsExactlyInAnyOrderElementsOf(Stream.of("vehicle", "inspection", "insurance", "violation")
                            .map(name -> "POST /" + name + "/query Bearer made-up-token application/json"
                                    + " {plate=鲁F20001, plateType=01}")
                            .toList());
        }
    }

    @Test
    void derivesTheClassThatTheRegisterLeavesOut() {
        assertThat(vehicle(200, RECORD).value().vehicleClass()).isEqualTo(VehicleClass.MEDIUM);
    }

    @Test
    void ignoresUnknownFieldsAndTakesUnknownBodiesForOther() {
        Answer<VehicleRecord> answer =
                vehicle(200, RECORD.replace("\"BOX\"", "\"AMPHIBIAN\"").replace("{", "{\"colour\":{\"a\":[1]},"));

        assertThat(answer.value().bodyType()).isEqualTo(VehicleRecord.Body.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"NORMAL\" -> \"state\":\"NORMAL\"",
                "\"status\":\"NORMAL\" -> \"status\":\"HIT_AND_RUN\"",
                "\"status\":\"NORMAL\" -> \"status\":0",
                "\"status\":\"NORMAL\" -> \"status\":\"\"",
                "\"status\":\"NORMAL\" -> \"status\":null",
                "\"useNature\":\"FREIGHT\" -> \"useNature\":\"EXPLOSIVES\"",
                "\"grossMassKg\":8000 -> \"mass\":8000",
                "\"grossMassKg\":8000 -> \"grossMassKg\":-8000",
                "\"grossMassKg\":8000 -> \"grossMassKg\":\"many\"",
                "\"plate\":\"鲁F20001\" -> \"plate\":\"鲁F20002\"",
                "\"plateType\":\"01\" -> \"plateType\":\"02\"",
                "\"plateType\":\"01\", -> ",
            })
    void anIncompleteOrStrangeRecordIsSilence(String change) {
        String[] parts = change.split(" -> ", 2);
        assertThat(RECORD).contains(parts[0]);

        assertThat(vehicle(200, RECORD.replace(parts[0], parts[1])).silence()).isEqualTo(Silence.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "INSPECTION, '', MALFORMED",
        "INSPECTION, '\"validUntil\":\"2027-02-30\"', MALFORMED",
        "INSPECTION, '\"validUntil\":\"2027-02-28\"', FOUND",
        "INSURANCE, '\"validUntil\":\"2027-02-28\"', MALFORMED",
        "INSURANCE, '\"validFrom\":\"2027-03-01\",\"validUntil\":\"2027-02-28\"', MALFORMED",
        "VIOLATION, '\"openCount\":0,\"hitAndRunOpen\":false', MALFORMED",
        "VIOLATION, '\"openCount\":0,\"fatalAccidentOpen\":false', MALFORMED",
        "VIOLATION, '\"fatalAccidentOpen\":false,\"hitAndRunOpen\":false', MALFORMED",
        "VIOLATION, '\"openCount\":-1,\"fatalAccidentOpen\":false,\"hitAndRunOpen\":false', MALFORMED",
        "VIOLATION, '\"openCount\":0,\"fatalAccidentOpen\":false,\"hitAndRunOpen\":false', FOUND"
    })
    void theOtherRegistersMustBeCompleteToo(Register register, String fields, String expected) {
        String comma = fields.isEmpty() ? "" : ",";
        try (Stub stub = new Stub(200, "{\"plate\":\"鲁F20001\",\"plateType\":\"01\"" + comma + fields + "}")) {
            settings.url = stub.url();

            assertThat(outcomes(ask("鲁F20001", "01")).get(register.ordinal())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 400, 401, 403, 410, 429})
    void anyOtherStatusIsSilenceAndNotAskedAgain(int status) {
        try (Stub stub = new Stub(status, "")) {
            settings.url = stub.url();

            assertThat(outcomes(ask("鲁F20001", "01"))).containsOnly("STATUS");
            assertThat(stub.seen).hasSize(4);
        }
    }

    @Test
    void aFailureNobodyForesawIsSilenceToo() {
        settings.token = "no header\nhas two lines";

        assertThat(outcomes(ask("鲁F10001", "01"))).containsOnly("MALFORMED");
    }

    @Test
    void answersCanBeKeptAsJson() {
        JsonMapper json = JsonMapper.builder().build();
        Answers answers = ask("鲁F10011", "01");

        assertThat(json.readValue(json.writeValueAsString(answers), Answers.class))
                .isEqualTo(answers);
    }

    @Test
    void writesNothingPersonalIntoTheLog() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<Logger> loggers = Stream.of("org.onewindow", "org.springframework", "io.github.resilience4j")
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        root.addAppender(log);
        loggers.forEach(logger -> logger.setLevel(Level.TRACE));
        try {
            service.fail(Register.INSPECTION, Fault.MALFORMED);
            service.fail(Register.VIOLATION, Fault.ERROR);
            Answers answers = ask("鲁F10010", "01");
            LoggerFactory.getLogger("org.onewindow.register").info("a careless line: {}", answers.vehicle());
            vehicle(200, RECORD.replace("\"status\":\"NORMAL\"", "\"status\":\"HIT_AND_RUN\""));
            settings.url = null;
            settings.registers().close();
        } finally {
            loggers.forEach(logger -> logger.setLevel(null));
            root.detachAppender(log);
        }

        List<String> lines = log.list.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .toList();
        assertThat(lines)
                .contains("no address for the registers [VEHICLE, INSPECTION, INSURANCE, VIOLATION, DRIVER,"
                        + " POPULATION, CRIMINAL_RECORD]:"
                        + " cases that need them go to an officer")
                .contains("register INSPECTION is silent: MALFORMED", "register VIOLATION is silent: STATUS")
                .noneMatch(line -> Stream.of(
                                "F10010", "LDEM0000", "370602190001010016", "F20001", "91370600MA0000007C", "two lines")
                        .anyMatch(line::contains));
    }

    private Answers ask(String plate, String plateType) {
        if (registers == null) {
            registers = settings.registers();
        }
        return registers.ask(plate, plateType, null);
    }

    private Answer<VehicleRecord> vehicle(int status, String body) {
        try (Stub stub = new Stub(status, body)) {
            settings.url = stub.url();
            Registers own = settings.registers();
            try {
                return own.ask("鲁F20001", "01", null).vehicle();
            } finally {
                own.close();
            }
        }
    }

    private static List<String> outcomes(Answers answers) {
        return Stream.of(answers.vehicle(), answers.inspection(), answers.insurance(), answers.violations())
                .map(answer -> answer.outcome() == Outcome.SILENT
                        ? answer.silence().name()
                        : answer.outcome().name())
                .toList();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private final class Settings {

        String url = service.url();
        Map<Register, String> urls = Map.of();
        String token;
        Duration readTimeout = Duration.ofSeconds(1);
        Duration within = Duration.ofSeconds(7);
        int threads = 16;
        int circuitCalls = 4;
        Duration circuitPause = Duration.ofHours(1);

        Registers registers() {
            return new Registers(
                    new RegisterProperties(
                            url,
                            urls,
                            token,
                            Duration.ofSeconds(1),
                            readTimeout,
                            within,
                            threads,
                            circuitCalls,
                            circuitPause),
                    new StaticListableBeanFactory().getBeanProvider(DemoRegisterService.class),
                    CLOCK,
                    meters);
        }
    }

    /** Answers every question alike and remembers it. */
    private static final class Stub implements AutoCloseable {

        final List<String> seen = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Stub(int status, String body) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            JsonMapper json = JsonMapper.builder().build();
            server.createContext("/", exchange -> {
                Map<String, String> question = new TreeMap<>(
                        json.readValue(exchange.getRequestBody(), new TypeReference<Map<String, String>>() {}));
                seen.add(String.join(
                        " ",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        question.toString()));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                if (bytes.length > 0) {
                    exchange.getResponseBody().write(bytes);
                }
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
