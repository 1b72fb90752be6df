package org.onewindow.register;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.onewindow.register.Answer.Outcome;
import org.onewindow.register.Answer.Silence;
import org.onewindow.register.RegisterCall.Unanswered;
import org.onewindow.shared.Times;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Asks one register, which repeats the question in its answer. */
final class RegisterConnector<T> {

    private final Register register;
    private final Class<T> type;
    private final RegisterCall call;
    private final Clock clock;

    /** @param url base address, or {@code null} when the register is not configured */
    RegisterConnector(
            Register register, Class<T> type, String url, RegisterProperties properties, RestClient http, Clock clock) {
        this.register = register;
        this.type = type;
        this.call = new RegisterCall(register.name(), register.path(), url, properties, http);
        this.clock = clock;
    }

    Register register() {
        return register;
    }

    Answer<T> ask(Map<String, String> question) {
        Instant askedAt = now();
        try {
            return call.ask(question, record -> read(record, question))
                    .map(value -> new Answer<>(register, askedAt, now(), Outcome.FOUND, value, null))
                    .orElseGet(() -> new Answer<>(register, askedAt, now(), Outcome.NOT_FOUND, null, null));
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

    private T read(JsonNode record, Map<String, String> question) {
        question.forEach((name, value) -> {
            if (!value.equals(record.path(name).asString(null))) {
                throw new Unanswered(Silence.MALFORMED, false);
            }
        });
        return RegisterCall.JSON.treeToValue(record, type);
    }
}
