package org.onewindow.audit;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.audit.AuditRepository.Head;
import org.onewindow.audit.AuditRepository.Kept;
import org.springframework.stereotype.Component;

/** Reads all records and says whether they are what was written. */
@Component
class AuditChain {

    private static final int BITE = 1_000;

    enum Fault {
        /** A field, or the link to the record before, is not what was hashed. */
        CHANGED,
        /** The number that should come next is not there. */
        MISSING,
        /** Records at the end are gone: the head, or a checkpoint, knows of more. */
        TRUNCATED,
        /** The record is sound, but not the one that was there when the checkpoint was signed. */
        REWRITTEN,
        /** A line among the checkpoints that none of our keys has signed. */
        CHECKPOINT_FORGED
    }

    /**
     * @param seq of the first record that is wrong, in its stream; of a forged checkpoint its line, counted from 1
     * @param stream -1 for a checkpoint
     */
    record Finding(int stream, long seq, Fault fault) {}

    /**
     * @param records that were read
     * @param checkpoints that were compared
     * @param findings the first of each stream, and every forged checkpoint; empty when all is well
     */
    record Verdict(long records, int checkpoints, List<Finding> findings) {}

    private final AuditRepository records;

    AuditChain(AuditRepository records) {
        this.records = records;
    }

    /** @param lines signed checkpoints; those of any node, in any order */
    Verdict verify(List<String> lines, Map<String, PublicKey> keys) {
        var findings = new ArrayList<Finding>();
        Map<Integer, Map<Long, String>> proven = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Optional<Checkpoint> checkpoint = Checkpoint.read(lines.get(i), keys);
            if (checkpoint.isEmpty()) {
                findings.add(new Finding(-1, i + 1, Fault.CHECKPOINT_FORGED));
            }
            checkpoint.ifPresent(c -> c.heads()
                    .forEach(head -> proven.computeIfAbsent(head.stream(), stream -> new HashMap<>())
                            .put(head.seq(), head.hash())));
        }
        long read = 0;
        for (Head head : records.heads()) {
            var walk = new Walk(head, proven.getOrDefault(head.stream(), Map.of()));
            walk.run();
            read += walk.read;
            if (walk.finding != null) {
                findings.add(walk.finding);
            }
        }
        return new Verdict(read, lines.size(), findings);
    }

    /** Through one stream, up to the first fault. What is written meanwhile lies behind the head and is left alone. */
    private final class Walk {

        private final Head head;
        private final Map<Long, String> proven;
        private long seq;
        private long read;
        private String previous = "";
        private Finding finding;

        private Walk(Head head, Map<Long, String> proven) {
            this.head = head;
            this.proven = proven;
        }

        private void run() {
            long last = Math.max(
                    head.seq(), proven.keySet().stream().mapToLong(s -> s).max().orElse(0));
            while (finding == null && seq < last) {
                List<Kept> bite = records.after(head.stream(), seq, BITE);
                if (bite.isEmpty()) {
                    found(seq + 1, Fault.TRUNCATED);
                }
                bite.stream()
                        .takeWhile(row -> finding == null && row.seq() <= last)
                        .forEach(this::step);
            }
        }

        private void step(Kept row) {
            read++;
            long next = seq + 1;
            String hash = row.act().hash(row.stream(), row.seq(), previous);
            if (row.seq() != next) {
                found(next, Fault.MISSING);
            } else if (!row.previous().equals(previous) || !row.hash().equals(hash)) {
                found(next, Fault.CHANGED);
            } else if (!proven.getOrDefault(next, hash).equals(hash)
                    || next == head.seq() && !head.hash().equals(hash)) {
                found(next, Fault.REWRITTEN);
            }
            seq = row.seq();
            previous = hash;
        }

        private void found(long place, Fault fault) {
            finding = new Finding(head.stream(), place, fault);
        }
    }
}
