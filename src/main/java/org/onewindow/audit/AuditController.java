package org.onewindow.audit;

import java.time.Instant;
import java.util.List;
import org.onewindow.audit.AuditChain.Verdict;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Refusal;
import org.onewindow.vault.Keyring;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the audit administrator, whose own looks are recorded as well. */
@RestController
@RequestMapping("/api/audit")
class AuditController {

    record Entry(
            int stream,
            long seq,
            Instant at,
            String actor,
            String roles,
            String unit,
            String act,
            String object,
            String purpose,
            String result,
            String client) {}

    private final AuditRepository records;
    private final AuditChain chain;
    private final Checkpoints checkpoints;
    private final Keyring keyring;

    AuditController(AuditRepository records, AuditChain chain, Checkpoints checkpoints, Keyring keyring) {
        this.records = records;
        this.chain = chain;
        this.checkpoints = checkpoints;
        this.keyring = keyring;
    }

    /** The newest records; a filter that is left out lets all pass. */
    @GetMapping("/records")
    List<Entry> records(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "50") int limit) {
        return records.search(actor, object, result, Cursor.size(limit)).stream()
                .map(kept -> new Entry(
                        kept.stream(),
                        kept.seq(),
                        kept.act().at(),
                        kept.act().actor(),
                        kept.act().roles(),
                        kept.act().unit(),
                        kept.act().act(),
                        kept.act().object(),
                        kept.act().purpose(),
                        kept.act().result(),
                        kept.act().client()))
                .toList();
    }

    /** Reads the whole chain and compares it with the checkpoints of this node. */
    @PostMapping("/verifications")
    Verdict verify() {
        return chain.verify(checkpoints.lines(), keyring.publicKeys(Keyring.Purpose.AUDIT));
    }

    /** The newest signed checkpoint, for everybody who wants to hold the office to it. */
    @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE)
    String auditCheckpoint() {
        return checkpoints.newest().orElseThrow(() -> Refusal.notFound("no-checkpoint"));
    }
}
