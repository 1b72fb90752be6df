package org.onewindow.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring.Known;
import org.onewindow.vault.Keyring.Purpose;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key of keys is exchanged node by node while each node goes on reading. */
class MasterExchangeTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-08-03T01:00:00Z"), ZoneOffset.UTC);
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = Base64.getEncoder().encodeToString(new byte[] {
        1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
    });

    @TempDir
    private Path home;

    private Keyring node(TestDatabase database, String master, String other) {
        return new Keyring(database, CLOCK, master, other, home.toString(), Suite.INTL.name());
    }

    @Test
    void noReadFailsAndInTheEndNothingNeedsTheOldKey() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            String sealed = new FieldCipher(node(database, OLD, "")).seal("x", "account", "1", "name");
            Keyring first = node(database, OLD, NEW);
            List<String> wrapped = wrapped(database);
            var over = new AtomicBoolean();
            ExecutorService readers = Executors.newFixedThreadPool(2);
            try {
                List<Future<Integer>> reading = IntStream.range(0, 2)
                        .mapToObj(i -> readers.submit(() -> {
                            int read = 0;
                            do {
                                first.read();
                                assertThat(new FieldCipher(first).open(sealed, "account", "1", "name"))
                                        .isEqualTo("x");
                                // A node that starts meanwhile, in either step.
                                assertThat(new FieldCipher(node(database, i == 0 ? OLD : NEW, i == 0 ? NEW : OLD))
                                                .open(sealed, "account", "1", "name"))
                                        .isEqualTo("x");
                                read++;
                            } while (!over.get());
                            return read;
                        }))
                        .toList();
                Keyring second = node(database, NEW, OLD);
                Known announced = second.announce(Purpose.FIELD);
                first.read();
                assertThat(first.last(Purpose.FIELD)).isEqualTo(announced);
                over.set(true);
                for (Future<Integer> reader : reading) {
                    assertThat(reader.get()).isPositive();
                }
            } finally {
                over.set(true);
                readers.shutdownNow();
            }
            node(database, NEW, OLD);

            assertThat(wrapped(database)).doesNotContainAnyElementsOf(wrapped);
            var alone = new FieldCipher(node(database, NEW, ""));
            assertThat(alone.open(sealed, "account", "1", "name")).isEqualTo("x");
            assertThatThrownBy(() -> node(database, OLD, ""))
                    .isInstanceOf(MasterKeyException.class)
                    .hasMessageContaining("does not open");
        }
    }

    private static List<String> wrapped(TestDatabase database) {
        return JdbcClient.create(database)
                .sql("SELECT wrapped FROM vault_key")
                .query(String.class)
                .list();
    }
}
