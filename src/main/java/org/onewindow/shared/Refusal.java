package org.onewindow.shared;

import java.util.List;

/**
 * The office refuses, and says why: the one exception that is an answer and not a bug. The edge turns it into an RFC 9457
 * problem in the caller's language, found in the message bundles under {@code problem.<code>}; whatever was begun in the
 * transaction is undone.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kind decides the HTTP status. */
    public enum Kind {
        /** The request cannot be read at all. */
        MALFORMED(400),
        FORBIDDEN(403),
        /** Not there, or not yours to see: told alike. */
        NOT_FOUND(404),
        /** Readable, allowed, but not possible in the present state. */
        CONFLICT(409),
        /** The caller changes a version that is no longer the newest. */
        STALE(412),
        TOO_LARGE(413),
        /** Readable, but against a rule. */
        INVALID(422),
        /** A condition the caller must state is missing. */
        UNCONDITIONAL(428),
        TOO_MANY(429),
        /** Not now; the same request may succeed later. */
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param field path in the request, such as {@code period.to}; empty when the whole is meant
     * @param code stable and lower-case with hyphens, such as {@code period-too-long}
     * @param arguments values for the message's placeholders, and at most one list of what may be asked for instead, for
     *     programs; never personal data
     */
    public record Defect(String field, String code, List<Object> arguments) {}

    private final Kind kind;
    private final transient List<Defect> defects;

    private Refusal(Kind kind, List<Defect> defects) {
        super(
                kind + " "
                        + defects.stream()
                                .map(d -> d.code() + (d.field().isEmpty() ? "" : "@" + d.field()))
                                .toList(),
                null,
                false,
                false);
        this.kind = kind;
        this.defects = List.copyOf(defects);
    }

    private static Refusal of(Kind kind, String field, String code, Object... arguments) {
        return new Refusal(kind, List.of(new Defect(field, code, List.of(arguments))));
    }

    public static Refusal malformed(String code, Object... arguments) {
        return of(Kind.MALFORMED, "", code, arguments);
    }

    public static Refusal forbidden(String code, Object... arguments) {
        return of(Kind.FORBIDDEN, "", code, arguments);
    }

    public static Refusal notFound(String code, Object... arguments) {
        return of(Kind.NOT_FOUND, "", code, arguments);
    }

    public static Refusal conflict(String code, Object... arguments) {
        return of(Kind.CONFLICT, "", code, arguments);
    }

    public static Refusal stale(String code, Object... arguments) {
        return of(Kind.STALE, "", code, arguments);
    }

    public static Refusal unconditional(String code, Object... arguments) {
        return of(Kind.UNCONDITIONAL, "", code, arguments);
    }

    public static Refusal tooLarge(String code, Object... arguments) {
        return of(Kind.TOO_LARGE, "", code, arguments);
    }

    /** @param arguments the first is the number of seconds after which to come back */
    public static Refusal tooMany(String code, Object... arguments) {
        return of(Kind.TOO_MANY, "", code, arguments);
    }

    public static Refusal unavailable(String code, Object... arguments) {
        return of(Kind.UNAVAILABLE, "", code, arguments);
    }

    /** @param field path in the request that is wrong */
    public static Refusal invalid(String field, String code, Object... arguments) {
        return of(Kind.INVALID, field, code, arguments);
    }

    /** Several defects told at once, as the law on one-time notice wants it. */
    public static Refusal invalid(List<Defect> defects) {
        return new Refusal(Kind.INVALID, defects);
    }

    public Kind kind() {
        return kind;
    }

    /** At least one; the first gives the problem its code. */
    public List<Defect> defects() {
        return defects;
    }

    public String code() {
        return defects.size() == 1 ? defects.get(0).code() : "several-defects";
    }
}
