package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.onewindow.shared.Refusal;
import org.onewindow.web.Problem.Item;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns what went wrong into a problem: refusals as they are, unreadable requests with the path that cannot be read, lost
 * races as conflicts, an unreachable database as "later", and everything else as a fault of ours, logged once and told only
 * by a reference.
 */
@RestControllerAdvice
class ProblemAdvice {

    /** Request attribute that asks {@link OneTransaction} to try the whole request again. */
    static final String RETRY = ProblemAdvice.class.getName() + ".retry";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final MessageSource messages;

    ProblemAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal) {
        var headers = new HttpHeaders();
        if (refusal.kind() == Refusal.Kind.TOO_MANY) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    refusal.defects().get(0).arguments().get(0).toString());
        }
        return answer(Problem.of(refusal, messages, locale()), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof StreamConstraintsException) {
            return answer(400, "json-too-large", null);
        }
        if (e.getCause() instanceof JacksonException json) {
            String field = path(json);
            if (field.isEmpty()) {
                return answer(400, "json-malformed", null);
            }
            String code = json instanceof UnrecognizedPropertyException ? "field-unknown" : "field-malformed";
            return answer(400, code, List.of(item(field, code)));
        }
        return answer(400, "json-malformed", null);
    }

    private static String path(JacksonException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    @ExceptionHandler
    ResponseEntity<Problem> invalid(MethodArgumentNotValidException e) {
        var items = new ArrayList<Item>();
        for (FieldError error : e.getBindingResult().getFieldErrors()) {
            String code = constraint(error);
            items.add(item(error.getField(), code));
        }
        return answer(422, items.size() == 1 ? items.get(0).code() : "several-defects", items, items.size());
    }

    /** The constraint's name decides, so that the codes stay ours and not the validator's. */
    private static String constraint(FieldError error) {
        return switch (error.getCode()) {
            case "NotNull", "NotBlank", "NotEmpty" -> "missing";
            case "Size" -> "length";
            default -> "value";
        };
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(MethodArgumentTypeMismatchException e) {
        return answer(400, "field-malformed", List.of(item(e.getName(), "field-malformed")));
    }

    /** Its message quotes the parameter, so it is not logged. */
    @ExceptionHandler
    ResponseEntity<Problem> unreadable(InvalidParameterException e) {
        return answer(400, "status-400", null);
    }

    @ExceptionHandler
    ResponseEntity<Problem> contended(ConcurrencyFailureException e, HttpServletRequest request) {
        request.setAttribute(RETRY, true);
        return answer(409, "concurrent-change", null);
    }

    /** The pool is exhausted or the database does not answer: nothing is lost, and the same request may succeed later. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Problem> unavailable(Exception e) {
        LOG.warn("the database does not answer: {}", e.getClass().getSimpleName());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(Problem.of(503, "database-unavailable", messages, locale()), headers);
    }

    /** The caller has gone; nobody is left to tell. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("the caller has gone");
    }

    @ExceptionHandler
    ResponseEntity<Problem> unexpected(Exception e, HttpServletRequest request) throws Exception {
        if (e instanceof AuthenticationException || e instanceof AccessDeniedException) {
            throw e;
        }
        if (e instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            return answer(Problem.of(status, "status-" + status, messages, locale()), known.getHeaders());
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("fault {} at {}", reference, request.getMethod(), e);
        return answer(Problem.of(500, "fault", null, reference, messages, locale()), null);
    }

    private Item item(String field, String code) {
        return new Item(field, code, messages.getMessage("problem." + code, null, locale()));
    }

    private ResponseEntity<Problem> answer(int status, String code, List<Item> items, Object... arguments) {
        return answer(Problem.of(status, code, items, null, messages, locale(), arguments), null);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
