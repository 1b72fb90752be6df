package org.onewindow.fleet;

import java.util.List;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.fleet.FleetRow.State;
import org.onewindow.identity.Accounts;
import org.onewindow.pass.PassApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what a fleet application has kept, each vehicle in a transaction of its own. The row and the case move together, so
 * a row is sent once, whatever dies in between and however many nodes do this.
 */
@Component
class FleetSender {

    private static final Logger LOG = LoggerFactory.getLogger(FleetSender.class);
    private static final int AT_ONCE = 50;

    /** A row that fails so often will fail again; its application stays a draft. */
    private static final int MOST_TRIES = 10;

    private final FleetRepository fleets;
    private final PassApplications applications;
    private final Cases cases;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    FleetSender(
            FleetRepository fleets,
            PassApplications applications,
            Cases cases,
            Accounts accounts,
            TransactionTemplate transaction) {
        this.fleets = fleets;
        this.applications = applications;
        this.cases = cases;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Scheduled(
            fixedDelayString = "${onewindow.fleet.send-every:PT1S}",
            initialDelayString = "${onewindow.fleet.send-every:PT1S}")
    void sendWaiting() {
        List<FleetRow> waiting;
        do {
            waiting = fleets.waiting(AT_ONCE);
            long moved = waiting.stream().filter(this::send).count();
            if (moved == 0) {
                return;
            }
        } while (waiting.size() == AT_ONCE);
    }

    /** @return whether the row is settled now */
    private boolean send(FleetRow row) {
        try {
            transaction.executeWithoutResult(status -> {
                if (fleets.settle(row, State.SENT, List.of())) {
                    Actor owner = accounts.actor(
                                    fleets.find(row.fleet()).orElseThrow().owner())
                            .orElseThrow(() -> Refusal.forbidden("mandate-missing"));
                    Case kept = cases.ownedBy(owner, row.caseId());
                    // Otherwise the owner has sent it himself.
                    if (kept.status() == CaseStatus.DRAFT) {
                        applications.send(owner, kept);
                    }
                }
            });
            return true;
        } catch (Refusal refused) {
            transaction.executeWithoutResult(status -> fleets.settle(row, State.NOT_SENT, refused.defects()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("row {} of fleet application {} could not be sent", row.number(), row.fleet(), e);
            transaction.executeWithoutResult(status -> {
                if (fleets.failed(row) >= MOST_TRIES) {
                    fleets.settle(
                            row,
                            State.NOT_SENT,
                            Refusal.unavailable("fleet-row-failed").defects());
                }
            });
            return false;
        }
    }
}
