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
import java.time.Duration;
import java.util.Optional;
import org.onewindow.register.Answer.Silence;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** One question of a register, with one retry, behind a circuit breaker that counts questions and not attempts. */
final class RegisterCall {

    static final int LONGEST_BODY = 64 * 1024;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    interface Reading<T> {
        /** @throws JacksonException when it is not what was asked for */
        T read(JsonNode answer);
    }

    private final URI address;
    private final RestClient http;
    private final Retry retry;
    private final CircuitBreaker circuit;

    /** @param url base address, or {@code null} when the register is not configured */
    RegisterCall(String name, String path, String url, RegisterProperties properties, RestClient http) {
        this.address = url == null ? null : URI.create(url.replaceFirst("/+$", "") + path);
        this.http = http;
        this.retry = Retry.of(
                name,
                RetryConfig.custom()
                        .maxAttempts(2)
                        .intervalFunction(IntervalFunction.ofRandomized(Duration.ofMillis(100), 0.5))
                        .retryOnException(e -> e instanceof Unanswered unanswered && unanswered.passing)
                        .build());
        this.circuit = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(properties.circuitCalls())
                        .minimumNumberOfCalls(properties.circuitCalls())
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(properties.circuitPause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /**
     * @return empty when the register does not know what it was asked for
     * @throws Unanswered when nothing is to be had
     */
    <T> Optional<T> ask(Object question, Reading<T> reading) {
        if (address == null) {
            throw new Unanswered(Silence.NOT_CONFIGURED, false);
        }
        try {
            return circuit.executeSupplier(() -> retry.executeSupplier(() -> attempt(question, reading)));
        } catch (CallNotPermittedException e) {
            throw new Unanswered(Silence.CIRCUIT_OPEN, false);
        }
    }

    private <T> Optional<T> attempt(Object question, Reading<T> reading) {
        try {
            return http.post()
                    .uri(address)
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    // bytes, because the client writes the text of any other body to its debug log
                    .body(JSON.writeValueAsBytes(question))
                    .exchange((request, response) -> read(response, reading));
        } catch (ResourceAccessException e) {
            boolean late = e.getCause() instanceof HttpTimeoutException;
            throw new Unanswered(late ? Silence.TIMEOUT : Silence.REFUSED, true);
        }
    }

    private static <T> Optional<T> read(ClientHttpResponse response, Reading<T> reading) throws IOException {
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
            return Optional.of(reading.read(JSON.readTree(body)));
        } catch (JacksonException e) {
            // not as cause: its message quotes the record
            throw new Unanswered(Silence.MALFORMED, false);
        }
    }

    static final class Unanswered extends RuntimeException {

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
