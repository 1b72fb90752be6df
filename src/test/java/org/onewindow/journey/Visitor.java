package org.onewindow.journey;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.onewindow.support.Caller;

/** Somebody who has signed in, and what he sends. */
public record Visitor(Caller caller, String token) {

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Under a new idempotency key each time. */
    public HttpResponse<String> post(String path, Object body, String... headers) {
        return send(
                "POST",
                path,
                body,
                with(headers, "Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String path, Object body, String... headers) {
        String[] all = with(headers, "Authorization", "Bearer " + token, "Content-Type", "application/json");
        return caller.call(method, path, body == null ? null : body.toString(), all);
    }

    static String[] with(String[] headers, String... more) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
