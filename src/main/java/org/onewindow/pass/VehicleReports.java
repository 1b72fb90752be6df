package org.onewindow.pass;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.onewindow.register.VehicleChange;
import org.onewindow.register.VehicleChanges;
import org.onewindow.shared.Plate;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what the vehicle register reports, every {@code onewindow.pass.vehicle-reports-every}, and ends the passes of
 * vehicles that were sold, re-plated, rebuilt or are gone. The report is written down and the passes end in one transaction,
 * so each is taken once, however many nodes do this; a silent register only delays. No plate is kept of a report.
 */
@Component
class VehicleReports {

    private static final Logger LOG = LoggerFactory.getLogger(VehicleReports.class);

    private final VehicleChanges changes;
    private final PassActs acts;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VehicleReports(
            VehicleChanges changes, PassActs acts, JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.changes = changes;
        this.acts = acts;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.pass.vehicle-reports-every:PT1M}",
            initialDelayString = "${onewindow.pass.vehicle-reports-every:PT1M}")
    void take() {
        List<VehicleChange> told;
        boolean taken;
        do {
            told = changes.after(last());
            taken = false;
            for (VehicleChange change : told) {
                try {
                    taken |= take(change);
                } catch (RuntimeException e) {
                    // the class only: a message may quote the plate; those behind wait, because the order counts
                    LOG.warn("vehicle report {} is taken later: {}", change.id(), e.getClass());
                    return;
                }
            }
        } while (taken);
    }

    /** @return whether it is the caller's: of two nodes one is told so */
    private boolean take(VehicleChange change) {
        try {
            transaction.executeWithoutResult(status -> {
                append(change);
                if (change.kind() != VehicleChange.Kind.OTHER) {
                    endPasses(change);
                }
            });
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    private void endPasses(VehicleChange change) {
        Plate plate;
        try {
            plate = Plate.parse(change.plate(), change.plateType());
        } catch (Refusal noTruck) {
            return;
        }
        acts.vehicleChanged(plate, "vehicle-" + change.kind().name().toLowerCase(Locale.ROOT), change.at());
    }

    private void append(VehicleChange change) {
        sql.sql("""
                        INSERT INTO vehicle_report (report_id, kind, entered_at, taken_at)
                        VALUES (:id, :kind, :at, :takenAt)
                        """)
                .param("id", change.id())
                .param("kind", change.kind().name())
                .param("at", Times.sql(change.at()))
                .param("takenAt", Times.sql(clock.instant()))
                .update();
    }

    private String last() {
        return sql.sql("SELECT report_id FROM vehicle_report ORDER BY seq DESC LIMIT 1")
                .query(String.class)
                .optional()
                .orElse("");
    }
}
