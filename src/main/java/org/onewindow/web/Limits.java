package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.vault.FieldCipher;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * How often one caller may come to a door, counted in the database and so for all nodes together. Whoever has not come for a
 * while may come {@link Limit#most} times at once; then each part of {@link Limit#within} gives him one try back, so that no
 * moment lets twice the number through. A caller is kept as a blind index only: addresses are personal data.
 */
@Component
@EnableConfigurationProperties(Limits.Doors.class)
class Limits {

    /** @param limits by a name that is stable, for it is counted under it */
    @ConfigurationProperties("onewindow.web")
    record Doors(Map<String, Limit> limits) {}

    /**
     * @param doors such as {@code POST /login}; all together count as one
     * @param per who is counted
     * @param most tries at once, and in the long run within {@code within}
     */
    record Limit(List<String> doors, Per per, int most, Duration within) {

        private RequestMatcher matcher() {
            return new OrRequestMatcher(doors.stream()
                    .map(door -> door.split(" ", 2))
                    .<RequestMatcher>map(door ->
                            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.valueOf(door[0]), door[1]))
                    .toList());
        }
    }

    enum Per {
        /** The address a request comes from. */
        ADDRESS,
        /** The account, or the address of somebody who has not signed in. */
        CALLER
    }

    private record Guarded(String name, RequestMatcher door, Limit limit) {}

    private static final int BITE = 1_000;

    private final List<Guarded> guarded;
    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    Limits(Doors doors, JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.guarded = doors.limits().entrySet().stream()
                .map(door -> new Guarded(door.getKey(), door.getValue().matcher(), door.getValue()))
                .toList();
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Counts this request; if it is one too many, how long to wait for the next. */
    Optional<Duration> refuse(HttpServletRequest request) {
        return guarded.stream()
                .filter(guard -> guard.door().matches(request))
                .flatMap(guard -> refuse(guard.name(), guard.limit(), caller(guard.limit(), request)).stream())
                .findFirst();
    }

    private static String caller(Limit limit, HttpServletRequest request) {
        return limit.per() == Per.CALLER
                        && SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn somebody
                ? somebody.getPrincipal()
                : request.getRemoteAddr();
    }

    /**
     * One row a caller, the moment at which all that he used has come back to him. One statement moves it, so two nodes never
     * count the same try. A moment further off than {@code within} was written before the clock was set back, and is void.
     */
    Optional<Duration> refuse(String name, Limit limit, String caller) {
        String index = cipher.blindIndex(name + " " + caller, "rate-limit");
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long within = limit.within().toNanos() / 1_000;
        long one = within / limit.most();
        while (true) {
            boolean counted = jdbc.sql("""
                            UPDATE rate_limit
                               SET used_until = CASE WHEN used_until BETWEEN :now AND :end THEN used_until ELSE :now END + :one
                             WHERE caller_index = :caller AND (used_until <= :latest OR used_until > :end)
                            """)
                            .param("caller", index)
                            .param("now", now)
                            .param("one", one)
                            .param("latest", now + within - one)
                            .param("end", now + within)
                            .update()
                    == 1;
            if (counted) {
                return Optional.empty();
            }
            Optional<Long> used = jdbc.sql("SELECT used_until FROM rate_limit WHERE caller_index = :caller")
                    .param("caller", index)
                    .query(Long.class)
                    .optional();
            if (used.isPresent()) {
                long wait = used.get() - within + one - now;
                if (wait > 0 && wait <= one) {
                    return Optional.of(Duration.ofNanos(wait * 1_000));
                }
                // Somebody else wrote it after the first statement had found nothing to move: it counts in the next
                // round.
                continue;
            }
            try {
                jdbc.sql("INSERT INTO rate_limit (caller_index, used_until) VALUES (:caller, :until)")
                        .param("caller", index)
                        .param("until", now + one)
                        .update();
                return Optional.empty();
            } catch (DuplicateKeyException another) {
                // Two first requests at once: this one is the second, and is counted as such.
            }
        }
    }

    /** Who has got everything back is as good as never seen. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forget() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        while (jdbc.sql("DELETE FROM rate_limit WHERE used_until < :now LIMIT :most")
                        .param("now", now)
                        .param("most", BITE)
                        .update()
                == BITE) {
            Thread.onSpinWait();
        }
    }
}
