package org.onewindow.web;

import java.util.List;
import java.util.Optional;
import org.onewindow.shared.Invariant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks every invariant of every module whether it holds; for operators and for whoever has just restored a backup. */
@RestController
class InvariantsController {

    private static final Logger LOG = LoggerFactory.getLogger(InvariantsController.class);
    private static final int SHOWN = 20;
    private static final int SECONDS = 30;

    /** @param ids of the rows that break the sentence, up to 20 of {@code count}; count is -1 when it could not be asked */
    record Violation(String code, String sentence, List<String> ids, int count) {}

    /** @param ok false also when a question could not be asked */
    record Report(boolean ok, int checked, List<Violation> violations) {}

    private final List<Invariant> invariants;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    InvariantsController(List<Invariant> invariants, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.invariants = invariants;
        this.jdbc = jdbc;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** 200 when all hold, 503 when one does not. */
    @GetMapping("/ops/invariants")
    ResponseEntity<Report> check() {
        List<Violation> violations = invariants.stream()
                .map(this::violation)
                .flatMap(Optional::stream)
                .toList();
        var report = new Report(violations.isEmpty(), invariants.size(), violations);
        return ResponseEntity.status(report.ok() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(report);
    }

    private Optional<Violation> violation(Invariant invariant) {
        try {
            List<String> ids = reading.execute(transaction -> jdbc.sql(invariant.violations())
                    .withQueryTimeout(SECONDS)
                    .query(String.class)
                    .list());
            return ids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Violation(
                            invariant.code(),
                            invariant.sentence(),
                            ids.stream().limit(SHOWN).toList(),
                            ids.size()));
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("invariant {} cannot be checked", invariant.code(), e);
            return Optional.of(new Violation(invariant.code(), invariant.sentence(), List.of(), -1));
        }
    }
}
