package org.onewindow.audit;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Writes down what is done. */
@Service
public class Audit {

    /** Request attribute of {@link #about}. */
    public static final String ABOUT = Audit.class.getName() + ".about";

    /** Request attribute of {@link #because}. */
    public static final String PURPOSE = Audit.class.getName() + ".purpose";

    /**
     * @param unit in which he looked
     * @param looked at how many cases, passes and applications that he did nothing about
     */
    public record Onlooker(String account, String unit, int looked) {}

    static final int STREAMS = 8;

    private final AuditRepository records;

    Audit(AuditRepository records) {
        this.records = records;
    }

    /**
     * Together with the act, and as the last thing that its transaction does, because the stream is taken until that ends.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void record(AuditRecord act) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                append(act);
            }
        });
    }

    /** What has no transaction: a read, before it is answered, or a refusal. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordAlone(AuditRecord act) {
        append(act);
    }

    /**
     * What the request that is being answered is about, where its address names something else: a pass or a piece of work is
     * about its case.
     */
    public static void about(String object) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ABOUT, object, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /**
     * Why the request that is being answered is made, where a purpose must be given.
     *
     * @param purpose never personal data
     */
    public static void because(String purpose) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(PURPOSE, purpose, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** How often somebody has done this since then, refusals left out. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public int count(String actor, String act, Instant since) {
        return records.count(actor, act, since);
    }

    /** Those of the authority who since then looked at more than {@code most} matters that are not their work. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<Onlooker> onlookers(Instant since, int most) {
        return records.onlookers(since, most);
    }

    /** What people other than {@code except} have done to a thing, the newest first. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public List<AuditRecord> of(String object, String except, int limit) {
        return records.of(object, except, limit);
    }

    /** One thread has one stream: whoever holds it never waits for another. */
    private void append(AuditRecord act) {
        int stream = Math.floorMod(Thread.currentThread().getId(), STREAMS);
        AuditRepository.Head head = records.lock(stream);
        long seq = head.seq() + 1;
        String hash = act.hash(stream, seq, head.hash());
        records.insert(stream, seq, act, head.hash(), hash);
        records.move(stream, seq, hash);
    }
}
