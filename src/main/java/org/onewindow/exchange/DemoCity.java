package org.onewindow.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.onewindow.exchange.Letter.Kind;
import org.onewindow.shared.Refusal;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * An invented police authority in another city, on a loopback port: takes letters, checks them, decides what it is sent and
 * applies for its own people. It can be down. Of what it decides, a note that contains 不予 is refused and the rest granted;
 * where it contains 补正, a correction is asked for first.
 */
final class DemoCity implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_LETTER = 64 * 1024;
    private static final Duration TO_CORRECT = Duration.ofDays(7);

    private final String region;
    private final String nameZh;
    private final String nameEn;
    private final String ours;
    private final Supplier<PublicKey> ourKey;
    private final Clock clock;
    private final KeyPair keys;
    private final HttpServer server;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(2, new CustomizableThreadFactory("demo-city-"));
    private final Map<String, Letter> taken = new ConcurrentHashMap<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile URI office;
    private volatile Duration decidesAfter;
    private volatile Post post;

    /**
     * @param ours division code of the office it talks to
     * @param ourKey by which that office's letters are checked
     * @param port on the loopback interface; 0 takes any free one
     */
    DemoCity(
            String region,
            String nameZh,
            String nameEn,
            String ours,
            Supplier<PublicKey> ourKey,
            int port,
            Clock clock) {
        this.region = region;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
        this.ours = ours;
        this.ourKey = ourKey;
        this.clock = clock;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("demonstration city on port " + port, e);
        }
        server.createContext(Post.PATH, this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** What the office has to know of it. */
    City card() {
        URI url = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return new City(region, nameZh, nameEn, url, key);
    }

    /** From now on it decides by itself and sends its answers there. */
    void decides(URI officeAddress, Duration after, Post by) {
        office = officeAddress;
        decidesAfter = after;
        post = by;
    }

    /** From now on it takes no letter. */
    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /** The letters that it took, each once, in the order in which they came. */
    List<Letter> taken() {
        return order.stream().map(taken::get).toList();
    }

    /** A signed letter of its own. */
    String write(String id, Kind kind, String reference, Map<String, String> body) {
        return new Letter(id, region, ours, kind, reference, body).signed(keys.getPrivate(), "demo", clock.instant());
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] signed = exchange.getRequestBody().readNBytes(LONGEST_LETTER);
        if (down) {
            answer(exchange, 503, new byte[0]);
            return;
        }
        try {
            Letter letter = Letter.read(
                    new String(signed, StandardCharsets.UTF_8),
                    region,
                    from -> from.equals(ours) ? Optional.of(ourKey.get()) : Optional.empty(),
                    clock.instant());
            if (taken.putIfAbsent(letter.id(), letter) == null) {
                order.add(letter.id());
                decideLater(letter);
            }
            String number = region + "-" + letter.reference().substring(0, 8);
            answer(exchange, 200, JSON.writeValueAsBytes(new Transfers.Receipt(letter.id(), number)));
        } catch (Refusal e) {
            answer(exchange, 403, new byte[0]);
        }
    }

    private void decideLater(Letter letter) {
        if (decidesAfter != null && (letter.kind() == Kind.APPLICATION || letter.kind() == Kind.CORRECTED)) {
            threads.schedule(() -> decide(letter), decidesAfter.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void decide(Letter letter) {
        String note = letter.body().getOrDefault("note", "");
        boolean refused = note.contains("不予");
        boolean asks = letter.kind() == Kind.APPLICATION && note.contains("补正");
        Map<String, String> body = asks
                ? Letter.asking(Map.of("note", "演示：请写明用途"), clock.instant().plus(TO_CORRECT))
                : Map.of("result", refused ? "REFUSED" : "GRANTED", "reason", refused ? "演示：不符合办理条件" : "演示：符合办理条件");
        City to = new City(ours, "", "", office, "");
        String id = UUID.randomUUID().toString();
        try {
            post.bring(to, write(id, asks ? Kind.CORRECTION : Kind.ANSWER, letter.reference(), body));
        } catch (IllegalStateException e) {
            threads.schedule(() -> decide(letter), 10, TimeUnit.SECONDS);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
