package org.onewindow.bench;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.onewindow.passcode.PassToken;
import org.onewindow.passcode.PassToken.Outcome;
import tools.jackson.databind.JsonNode;

/** Codes that are read without the office, and codes that the office is asked about. */
final class Checks {

    static final String ASKED = "asked";

    private Checks() {}

    /** As the office publishes them. */
    static Map<String, PublicKey> keys(int port) throws Exception {
        Map<String, PublicKey> keys = new HashMap<>();
        try (Wire wire = new Wire(port)) {
            for (JsonNode key :
                    wire.get(null, "/api/pass-keys").expect(200).json().get("keys")) {
                byte[] spki = Base64.getDecoder().decode(key.get("spki").asString());
                keys.put(
                        key.get("kid").asString(),
                        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki)));
            }
        }
        return keys;
    }

    static double readPerSecond(String code, Map<String, PublicKey> keys, int seconds) {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        int read = 0;
        while (System.nanoTime() < end) {
            if (PassToken.read(code, keys::get).outcome() != Outcome.VALID_SIGNATURE) {
                throw new IllegalStateException("the code is not good");
            }
            read++;
        }
        return read / ((System.nanoTime() - begun) / 1e9);
    }

    static Timings ask(int port, int connections, String code, int seconds) throws Exception {
        String question = "{\"code\":\"" + code + "\"}";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<Timings>> asking = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                asking.add(threads.submit(() -> {
                    var timings = new Timings();
                    try (Wire wire = new Wire(port)) {
                        while (System.nanoTime() < end) {
                            timings.time(
                                    ASKED,
                                    () -> wire.post(null, "/api/public-pass-checks", question)
                                            .expect(200));
                        }
                    }
                    return timings;
                }));
            }
            var all = new Timings();
            for (Future<Timings> one : asking) {
                all.merge(one.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
