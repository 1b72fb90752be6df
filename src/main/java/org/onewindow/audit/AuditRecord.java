package org.onewindow.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.shared.Times;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * One act.
 *
 * @param at to the millisecond
 * @param actor account id, {@code "rule"}, or {@code "-"} for somebody unknown
 * @param roles that he held, comma-separated
 * @param unit code of his unit; empty outside the authority
 * @param act what was done, as a route such as {@code GET /api/cases/{id}}
 * @param object id of what it was done to; empty for none
 * @param purpose why, where a purpose must be given; else empty
 * @param result {@code DONE}, or the status by which it was refused
 * @param client address that the request came from; empty for a step of the office itself
 */
public record AuditRecord(
        Instant at,
        String actor,
        String roles,
        String unit,
        String act,
        String object,
        String purpose,
        String result,
        String client) {

    public static final String DONE = "DONE";

    private static final Actor NOBODY = new Actor("-", Set.of(), "");

    public AuditRecord {
        at = Times.toMillis(at);
        act = cut(act, 200);
        object = cut(object, 120);
        purpose = cut(purpose, 200);
        client = cut(client, 45);
    }

    /**
     * The client is taken from the request that is being answered.
     *
     * @param actor {@code null} for somebody unknown
     */
    public static AuditRecord of(Instant at, Actor actor, String act, String object, String result) {
        Actor who = actor == null ? NOBODY : actor;
        String roles = who.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
        String client = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : "";
        return new AuditRecord(at, who.id(), roles, who.unit(), act, object, "", result, client);
    }

    /** @param why never personal data */
    public AuditRecord because(String why) {
        return new AuditRecord(at, actor, roles, unit, act, object, why, result, client);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** SHA-256 over the place, the hash before and all fields, each with its length: 64 hex digits. */
    String hash(int stream, long seq, String previous) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(stream);
            out.writeLong(seq);
            out.writeLong(at.toEpochMilli());
            for (String field : new String[] {previous, actor, roles, unit, act, object, purpose, result, client}) {
                byte[] text = field.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
