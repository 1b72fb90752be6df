package org.onewindow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onewindow.shared.Refusal;
import org.onewindow.web.IdempotencyRepository.Answer;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * One transaction for each request that changes something: the domain's rows, the engine's, and the answer under its
 * idempotency key commit together, or not at all. The answer leaves only after the commit. A lost race or a deadlock runs the
 * whole request again, three times at most; then it is a conflict. An answer of 400 or more rolls back and is not kept, so
 * the same key may be used for a corrected try. A page sends its key as the field {@code _key} of the form.
 */
class OneTransaction extends OncePerRequestFilter {

    static final String KEY = "Idempotency-Key";

    /** The same in a form. */
    static final String FIELD = "_key";

    private static final String REPLAYED = "Idempotency-Replayed";
    static final Pattern USABLE_KEY = Pattern.compile("[A-Za-z0-9._~:-]{8,80}");
    /** A secret that is told once must not lie among the kept answers. */
    private static final Pattern TELLS_A_SECRET =
            Pattern.compile("(/api/me)?/second-factor|/api/accounts(/[^/]+/password-resets)?|/api/cases/[^/]+/reveals");

    /** Pages with forms. */
    private static final Pattern FORMS = Pattern.compile("/(portal|desk|security-alerts|second-factor|password)(/.*)?");

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Pattern PHOTOGRAPHS =
            Pattern.compile("/api/photo-(checks|renditions/.*)|/api/photos|/(portal|desk)/photo(/check)?");
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_TRIES = 3;
    private static final Duration KEPT = Duration.ofDays(3);

    private final TransactionTemplate transaction;
    private final IdempotencyRepository answers;
    private final HandlerExceptionResolver problems;
    private final Trail trail;
    private final Clock clock;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    OneTransaction(
            TransactionTemplate transaction,
            IdempotencyRepository answers,
            HandlerExceptionResolver problems,
            Trail trail,
            Clock clock) {
        this.transaction = transaction;
        this.answers = answers;
        this.problems = problems;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A login writes nothing that belongs together, and a registration asks elsewhere first. A photograph is judged before
     * anything is written. None of them must hold a connection meanwhile.
     */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean ours = path.startsWith("/api/") || FORMS.matcher(path).matches();
        return READS.contains(request.getMethod())
                || !ours
                || path.equals("/api/tokens")
                || path.equals("/api/registrations")
                || PHOTOGRAPHS.matcher(path).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            byte[] body = body(request);
            String actor = request.getRemoteUser();
            String key = actor == null ? null : key(request);
            if (key != null && !inFlight.add(actor + " " + key)) {
                throw Refusal.conflict("request-in-flight");
            }
            ContentCachingResponseWrapper answered;
            try {
                answered = answer(request, body, actor, key, response, chain);
            } finally {
                if (key != null) {
                    inFlight.remove(actor + " " + key);
                }
            }
            trail.refused(request, answered.getStatus());
            // Only now: whoever has the answer may ask again at once.
            answered.copyBodyToResponse();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            response.reset();
            if (isForm(request) && e instanceof Refusal refusal) {
                // Whoever sent a form wants to read a page.
                response.sendError(refusal.kind().status());
            } else if (problems.resolveException(request, response, null, e) == null) {
                throw e;
            }
        }
    }

    private ContentCachingResponseWrapper answer(
            HttpServletRequest request,
            byte[] body,
            String actor,
            String key,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == MOST_TRIES;
            request.removeAttribute(ProblemAdvice.RETRY);
            try {
                ContentCachingResponseWrapper answered = transaction.execute(
                        status -> run(request, body, actor, key, response, chain, status::setRollbackOnly));
                if (last || request.getAttribute(ProblemAdvice.RETRY) == null) {
                    return answered;
                }
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                if (last) {
                    throw e instanceof ConcurrencyFailureException ? e : Refusal.conflict("request-in-flight");
                }
            }
            response.reset();
            // Two that met once should not meet again.
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000, 30_000_000));
        }
    }

    private ContentCachingResponseWrapper run(
            HttpServletRequest request,
            byte[] body,
            String actor,
            String key,
            HttpServletResponse response,
            FilterChain chain,
            Runnable rollBack) {
        var caching = new ContentCachingResponseWrapper(response);
        try {
            String fingerprint = key == null ? null : fingerprint(request, body);
            Optional<Answer> given = key == null ? Optional.empty() : answers.find(actor, key);
            if (given.isPresent()) {
                replay(given.get(), fingerprint, caching);
                return caching;
            }
            // The fields of a form were read already, by whoever looked for the CSRF token.
            chain.doFilter(isForm(request) ? request : new BufferedRequest(request, body), caching);
            if (caching.getStatus() >= 400) {
                rollBack.run();
                return caching;
            }
            if (key != null) {
                answers.insert(
                        actor,
                        key,
                        new Answer(
                                fingerprint,
                                caching.getStatus(),
                                caching.getContentType(),
                                caching.getHeader(HttpHeaders.LOCATION),
                                caching.getHeader(HttpHeaders.ETAG),
                                caching.getContentAsByteArray()),
                        clock.instant());
            }
            trail.changed(request, caching);
            return caching;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void replay(Answer given, String fingerprint, ContentCachingResponseWrapper to) throws IOException {
        if (!given.fingerprint().equals(fingerprint)) {
            throw Refusal.invalid("", "idempotency-key-reused");
        }
        to.setStatus(given.status());
        to.setHeader(REPLAYED, "true");
        to.setContentType(given.contentType());
        if (given.location() != null) {
            to.setHeader(HttpHeaders.LOCATION, given.location());
        }
        if (given.etag() != null) {
            to.setHeader(HttpHeaders.ETAG, given.etag());
        }
        to.getOutputStream().write(given.body());
    }

    private static String key(HttpServletRequest request) {
        String key = isForm(request) ? request.getParameter(FIELD) : request.getHeader(KEY);
        if (key != null && !USABLE_KEY.matcher(key).matches()) {
            throw Refusal.malformed("idempotency-key-malformed");
        }
        return TELLS_A_SECRET.matcher(request.getRequestURI()).matches() ? null : key;
    }

    private static boolean isForm(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (isForm(request)) {
            return form(request);
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw Refusal.tooLarge("body-too-large", MOST_BYTES / 1024);
        }
        return body;
    }

    /** The fields in one order, but the CSRF token, which is another in each page. */
    private static byte[] form(HttpServletRequest request) {
        return new TreeMap<>(request.getParameterMap())
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("_csrf"))
                        .map(field -> field.getKey() + "=" + String.join("\u0000", field.getValue()) + "\n")
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static String fingerprint(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Old answers go in small bites, so that nobody waits for the sweeper. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forgetOldAnswers() {
        while (answers.forget(clock.instant().minus(KEPT), 1_000)) {
            Thread.onSpinWait();
        }
    }
}
