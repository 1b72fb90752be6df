package org.onewindow.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onewindow.audit.AuditRepository.Head;
import org.onewindow.vault.Keyring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Signed checkpoints, one a line, in {@code audit/checkpoints.jws} under {@code onewindow.home}: every ten minutes in which
 * something was recorded, or after a thousand records. Copy the file, or the newest line from the public address, to where
 * this office cannot write: only there it proves something against the office itself. Each node keeps its own.
 */
@Component
class Checkpoints {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long MOST_RECORDS = 1_000;

    private final AuditRepository records;
    private final Keyring keyring;
    private final Path file;
    private final Clock clock;
    private Checkpoint newest;
    private String line;

    Checkpoints(AuditRepository records, Keyring keyring, @Value("${onewindow.home}") String home, Clock clock) {
        this.records = records;
        this.keyring = keyring;
        this.file = Path.of(home, "audit", "checkpoints.jws");
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    synchronized void keepWhenDue() {
        List<Head> heads = records.heads();
        Instant now = clock.instant();
        boolean due = newest == null
                ? records(heads) > 0
                : records(heads) - records(newest.heads()) >= MOST_RECORDS
                        || !heads.equals(newest.heads())
                                && now.isAfter(newest.at().plus(LONGEST));
        if (due) {
            keep(new Checkpoint(now, heads));
        }
    }

    private void keep(Checkpoint checkpoint) {
        String signed = checkpoint.signed(keyring.signingKey(Keyring.Purpose.AUDIT));
        try {
            Files.createDirectories(file.getParent());
            try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(ByteBuffer.wrap((signed + "\n").getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        newest = checkpoint;
        line = signed;
    }

    /** The newest that this node has signed since it was started. */
    synchronized Optional<String> newest() {
        return Optional.ofNullable(line);
    }

    /** All that this node has kept, the oldest first. */
    List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long records(List<Head> heads) {
        return heads.stream().mapToLong(Head::seq).sum();
    }
}
