package org.onewindow.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands between the application and MySQL and writes down every statement, under the step that is on. */
final class Tap implements AutoCloseable {

    private static final int QUERY = 3;

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final Map<String, List<String>> statements = new LinkedHashMap<>();
    private String step;

    Tap(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on statements belong to this step; {@code null} lets them go by. */
    synchronized void step(String name) {
        step = name;
    }

    /** By step, in the order in which they came. */
    synchronized Map<String, List<String>> statements() {
        return new LinkedHashMap<>(statements);
    }

    private synchronized void note(String statement) {
        if (step != null) {
            statements.computeIfAbsent(step, s -> new ArrayList<>()).add(statement);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(host, port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> answers(server, client));
            start(() -> questions(client, server));
        }
    }

    private void questions(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] head = new byte[4];
                in.readFully(head);
                byte[] packet = new byte[head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16];
                in.readFully(packet);
                // A command begins a new sequence; the greeting does not.
                if (head[3] == 0 && packet.length > 0) {
                    note(packet[0] == QUERY ? text(packet) : "command " + packet[0]);
                }
                byte[] both = new byte[4 + packet.length];
                System.arraycopy(head, 0, both, 0, 4);
                System.arraycopy(packet, 0, both, 4, packet.length);
                out.write(both);
            }
        }
    }

    /** The text of a query on one line; the driver sends an empty list of attributes before it. */
    private static String text(byte[] packet) {
        int from = packet.length > 3 && packet[1] == 0 && packet[2] == 1 ? 3 : 1;
        return new String(packet, from, packet.length - from, StandardCharsets.UTF_8)
                .replaceAll("-- .*\\R", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static void answers(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // One of the two sides is gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
