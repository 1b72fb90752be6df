package org.onewindow.register;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answer.Silence;
import org.onewindow.shared.Times;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Asks one register, with one retry, behind a circuit breaker that counts questions and not attempts. */
final class RegisterConnector<T> {

    static final int LONGEST_BODY = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private final Register register;
    private final Class<T> type;
    private final URI address;
    private final RestClient http;
    private final Clock clock;
    private final Retry retry;
    private final CircuitBreaker circuit;

    /** @param url base address, or {@code null} when the register is not configured */
    RegisterConnector(
            Register register, Class<T> type, String url, RegisterProperties properties, RestClient http, Clock clock) {
        this.register = register;
        this.type = type;
        this.address = url == null ? null : URI.create(url.replaceFirst("/+$", "") + register.path());
        this.http = http;
        this.clock = clock;
        this.retry = Retry.of(
                register.name(),
                RetryConfig.custom()
                        .maxAttempts(2)
                        .intervalFunction(IntervalFunction.ofRandomized(Duration.ofMillis(100), 0.5))
                        .retryOnException(e -> e instanceof Unanswered unanswered && unanswered.passing)
                        .build());
        this.circuit = CircuitBreaker.of(
                register.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(properties.circuitCalls())
                        .minimumNumberOfCalls(properties.circuitCalls())
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(properties.circuitPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    Register register() {
        return register;
    }

    Answer<T> ask(String plate, String plateType) {
        Instant askedAt = now();
        if (address == null) {
            return silent(askedAt, Silence.NOT_CONFIGURED);
        }
        try {
            return circuit.executeSupplier(() -> retry.executeSupplier(() -> attempt(plate, plateType)))
                    .map(value -> new Answer<>(register, askedAt, now(), Outcome.FOUND, value, null))
                    .orElseGet(() -> new Answer<>(register, askedAt, now(), Outcome.NOT_FOUND, null, null));
        } catch (CallNotPermittedException e) {
            return silent(askedAt, Silence.CIRCUIT_OPEN);
        } catch (Unanswered e) {
            return silent(askedAt, e.silence);
        }
    }

    Answer<T> silent(Instant askedAt, Silence silence) {
        return new Answer<>(register, askedAt, now(), Outcome.SILENT, null, silence);
    }

    Instant now() {
        return Times.toMillis(clock.instant());
    }

    private Optional<T> attempt(String plate, String plateType) {
        try {
            return http.post()
                    .uri(address)
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    // bytes, because the client writes the text of any other body to its debug log
                    .body(JSON.writeValueAsBytes(Map.of("plate", plate, "plateType", plateType)))
                    .exchange((request, response) -> read(response, plate, plateType));
        } catch (ResourceAccessException e) {
            boolean late = e.getCause() instanceof HttpTimeoutException;
            throw new Unanswered(late ? Silence.TIMEOUT : Silence.REFUSED, true);
        }
    }

    private Optional<T> read(ClientHttpResponse response, String plate, String plateType) throws IOException {
        int status = response.getStatusCode().value();
        if (status == 404) {
            return Optional.empty();
        }
        if (status != 200) {
            throw new Unanswered(Silence.STATUS, status >= 500);
        }
        byte[] body = response.getBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new Unanswered(Silence.MALFORMED, false);
        }
        try {
            JsonNode record = JSON.readTree(body);
            if (!plate.equals(record.path("plate").asString(null))
                    || !plateType.equals(record.path("plateType").asString(null))) {
                throw new Unanswered(Silence.MALFORMED, false);
            }
            return Optional.of(JSON.treeToValue(record, type));
        } catch (JacksonException e) {
            // not as cause: its message quotes the record
            throw new Unanswered(Silence.MALFORMED, false);
        }
    }

    private static final class Unanswered extends RuntimeException {

        private static final long serialVersionUID = 1L;

        final Silence silence;
        final boolean passing;

        /** @param passing whether the next attempt may succeed */
        Unanswered(Silence silence, boolean passing) {
            super(silence.name(), null, false, false);
            this.silence = silence;
            this.passing = passing;
        }
    }
}
