package org.onewindow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.onewindow.shared.Refusal;
import org.springframework.context.MessageSource;

/**
 * An RFC 9457 problem in the caller's language.
 *
 * @param code stable; programs decide by it, people read {@code detail}
 * @param errors what is wrong where, when fields are meant
 * @param reference names the entry in the log, for a fault of ours
 * @param alternatives what may be asked for in its place, such as the next begins that are free
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<Item> errors,
        String reference,
        List<?> alternatives) {

    record Item(String field, String code, String message) {}

    static Problem of(int status, String code, MessageSource messages, Locale locale, Object... arguments) {
        return of(status, code, null, null, messages, locale, arguments);
    }

    static Problem of(Refusal refusal, MessageSource messages, Locale locale) {
        List<Refusal.Defect> defects = refusal.defects();
        Object[] arguments = defects.size() == 1 ? defects.get(0).arguments().toArray() : new Object[] {defects.size()};
        List<Item> items = defects.stream()
                .filter(d -> !d.field().isEmpty())
                .map(d -> new Item(
                        d.field(),
                        d.code(),
                        text("problem." + d.code(), d.arguments().toArray(), messages, locale)))
                .toList();
        return new Problem(
                "/problems/" + refusal.code(),
                text("problem.title." + refusal.kind().status(), null, messages, locale),
                refusal.kind().status(),
                text("problem." + refusal.code(), arguments, messages, locale),
                refusal.code(),
                items.isEmpty() ? null : items,
                null,
                Stream.of(arguments)
                        .filter(List.class::isInstance)
                        .map(argument -> (List<?>) argument)
                        .findFirst()
                        .orElse(null));
    }

    static Problem of(
            int status,
            String code,
            List<Item> errors,
            String reference,
            MessageSource messages,
            Locale locale,
            Object... arguments) {
        return new Problem(
                "/problems/" + code,
                text("problem.title." + status, null, messages, locale),
                status,
                text("problem." + code, arguments, messages, locale),
                code,
                errors,
                reference,
                null);
    }

    private static String text(String key, Object[] arguments, MessageSource messages, Locale locale) {
        return messages.getMessage(key, arguments, locale);
    }
}
