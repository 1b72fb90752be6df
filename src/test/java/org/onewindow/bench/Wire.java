package org.onewindow.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One kept-alive HTTP/1.1 connection to the loopback interface. Driver and server share the processors, and the JDK's client
 * would cost about as much as what it measures.
 */
final class Wire implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PATIENCE_MILLIS = 60_000;
    /** The server hangs up after 20 s of silence. */
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** @param headers by lower-case name */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        /** @throws IllegalStateException unless it has this status */
        Answer expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException(status + " in place of " + wanted + ": " + text());
            }
            return this;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;
    private long usedAt;

    Wire(int port) {
        this.port = port;
    }

    Answer get(String token, String path) throws IOException {
        return send("GET", token, path, null, null);
    }

    Answer post(String token, String path, String json, String... headers) throws IOException {
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        return send("POST", token, path, "application/json", body, headers);
    }

    /** @param type of what the file holds */
    Answer upload(String token, String path, String type, byte[] file) throws IOException {
        return send("POST", token, path, type, file);
    }

    /** @param headers names and values in turn */
    private Answer send(String method, String token, String path, String type, byte[] body, String... headers)
            throws IOException {
        if (System.nanoTime() - usedAt > SILENCE_NANOS) {
            close();
        }
        usedAt = System.nanoTime();
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }
        var head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1:")
                .append(port)
                .append("\r\nAccept: application/json\r\n");
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Type: ")
                    .append(type)
                    .append("\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        var request = new ByteArrayOutputStream(512 + (body == null ? 0 : body.length));
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            request.writeBytes(body);
        }
        socket.getOutputStream().write(request.toByteArray());
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body;
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            var chunks = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                chunks.write(exactly(size));
                line();
            }
            line();
            body = chunks.toByteArray();
        } else {
            body = exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        if ("close".equals(headers.get("connection"))) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
