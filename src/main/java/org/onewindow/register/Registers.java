package org.onewindow.register;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answer.Silence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/** Asks the registers of other authorities, all at the same time. */
@Service
@EnableConfigurationProperties(RegisterProperties.class)
public final class Registers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Registers.class);

    private final RegisterConnector<VehicleRecord> vehicle;
    private final RegisterConnector<Inspection> inspection;
    private final RegisterConnector<Insurance> insurance;
    private final RegisterConnector<Violations> violations;
    private final RegisterConnector<DriverRecord> driver;
    private final Duration within;
    private final ThreadPoolExecutor pool;
    private final MeterRegistry meters;

    Registers(
            RegisterProperties properties,
            ObjectProvider<DemoRegisterService> demo,
            Clock clock,
            MeterRegistry meters) {
        RestClient client = client(properties);
        Map<Register, String> urls = urls(properties, demo);
        this.vehicle = new RegisterConnector<>(
                Register.VEHICLE, VehicleRecord.class, urls.get(Register.VEHICLE), properties, client, clock);
        this.inspection = new RegisterConnector<>(
                Register.INSPECTION, Inspection.class, urls.get(Register.INSPECTION), properties, client, clock);
        this.insurance = new RegisterConnector<>(
                Register.INSURANCE, Insurance.class, urls.get(Register.INSURANCE), properties, client, clock);
        this.violations = new RegisterConnector<>(
                Register.VIOLATION, Violations.class, urls.get(Register.VIOLATION), properties, client, clock);
        this.driver = new RegisterConnector<>(
                Register.DRIVER, DriverRecord.class, urls.get(Register.DRIVER), properties, client, clock);
        Set<Register> missing = EnumSet.allOf(Register.class);
        missing.removeAll(urls.keySet());
        if (!missing.isEmpty()) {
            LOG.warn("no address for the registers {}: cases that need them go to an officer", missing);
        }
        this.within = properties.within();
        this.meters = meters;
        this.pool = new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(4 * properties.threads()),
                new CustomizableThreadFactory("register-"));
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Asks all registers about a vehicle. Usually a matter of milliseconds, never longer than
     * {@code onewindow.register.within}; a register that fails is silent and nothing is thrown.
     *
     * @param plateNumber in normal form: upper case, no blanks
     * @param plateType code of the plate type; the same number can exist under several
     * @param licenceNumber of whoever drives it, in normal form, or {@code null} to ask about nobody
     */
    public Answers ask(String plateNumber, String plateType, String licenceNumber) {
        long end = System.nanoTime() + within.toNanos();
        Map<String, String> question = Map.of("plate", plateNumber, "plateType", plateType);
        var vehicleLater = begin(vehicle, question, end);
        var inspectionLater = begin(inspection, question, end);
        var insuranceLater = begin(insurance, question, end);
        var violationsLater = begin(violations, question, end);
        var driverLater = licenceNumber == null ? null : begin(driver, Map.of("licenceNumber", licenceNumber), end);
        return new Answers(
                noted(vehicleLater.get()),
                noted(inspectionLater.get()),
                noted(insuranceLater.get()),
                noted(violationsLater.get()),
                driverLater == null ? null : noted(driverLater.get()));
    }

    /**
     * Asks about a driver alone, within the same time.
     *
     * @param licenceNumber in normal form
     */
    public Answer<DriverRecord> askDriver(String licenceNumber) {
        return noted(begin(driver, Map.of("licenceNumber", licenceNumber), System.nanoTime() + within.toNanos())
                .get());
    }

    private <T> Supplier<Answer<T>> begin(RegisterConnector<T> connector, Map<String, String> question, long end) {
        Instant askedAt = connector.now();
        Future<Answer<T>> answer;
        try {
            answer = pool.submit(() -> connector.ask(question));
        } catch (RejectedExecutionException e) {
            return () -> connector.silent(askedAt, Silence.BUSY);
        }
        return () -> {
            try {
                return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                return connector.silent(askedAt, Silence.TIMEOUT);
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                return connector.silent(askedAt, Silence.TIMEOUT);
            } catch (ExecutionException e) {
                // the class only: a message may quote the record
                LOG.error(
                        "register {} failed by {}",
                        connector.register(),
                        e.getCause().getClass());
                return connector.silent(askedAt, Silence.MALFORMED);
            }
        };
    }

    private <T> Answer<T> noted(Answer<T> answer) {
        boolean silent = answer.outcome() == Outcome.SILENT;
        Enum<?> outcome = silent ? answer.silence() : answer.outcome();
        meters.timer("onewindow_register_requests", "register", answer.source().name(), "outcome", outcome.name())
                .record(Duration.between(answer.askedAt(), answer.answeredAt()));
        if (silent && answer.silence() != Silence.NOT_CONFIGURED && answer.silence() != Silence.CIRCUIT_OPEN) {
            LOG.warn("register {} is silent: {}", answer.source(), answer.silence());
        }
        return answer;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    static RestClient client(RegisterProperties properties) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.connectTimeout())
                .build());
        requests.setReadTimeout(properties.readTimeout());
        RestClient.Builder http = RestClient.builder().requestFactory(requests);
        if (set(properties.token())) {
            http.defaultHeaders(headers -> headers.setBearerAuth(properties.token()));
        }
        return http.build();
    }

    static Map<Register, String> urls(RegisterProperties properties, ObjectProvider<DemoRegisterService> demo) {
        String base = properties.url();
        if (!set(base)) {
            DemoRegisterService service = demo.getIfAvailable();
            base = service == null ? null : service.url();
        }
        Map<Register, String> urls = new EnumMap<>(Register.class);
        for (Register register : Register.values()) {
            String url =
                    set(properties.urls().get(register)) ? properties.urls().get(register) : base;
            if (url != null) {
                urls.put(register, url);
            }
        }
        return urls;
    }

    private static boolean set(String value) {
        return value != null && !value.isBlank();
    }
}
