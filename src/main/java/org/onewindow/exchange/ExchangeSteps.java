package org.onewindow.exchange;

import org.onewindow.casework.Cases;
import org.onewindow.workflow.Step;

/** What {@code cross-region.bpmn} and {@code exchange-letter.bpmn} may ask for. */
@Step("exchange")
public class ExchangeSteps {

    private final Transfers transfers;
    private final Cases cases;

    ExchangeSteps(Transfers transfers, Cases cases) {
        this.transfers = transfers;
        this.cases = cases;
    }

    public void forward(String caseId) {
        transfers.forward(cases.running(caseId));
    }

    public void passOn(String caseId) {
        transfers.passOn(cases.running(caseId));
    }

    public String settle(String caseId) {
        return transfers.settle(cases.running(caseId));
    }

    public void deliver(String letterId) {
        transfers.deliver(letterId);
    }
}
