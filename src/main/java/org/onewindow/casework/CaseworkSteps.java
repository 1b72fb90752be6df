package org.onewindow.casework;

import java.util.Date;
import org.onewindow.workflow.Step;

/** What a diagram may ask of any case. */
@Step("casework")
public class CaseworkSteps {

    private final Cases cases;

    CaseworkSteps(Cases cases) {
        this.cases = cases;
    }

    public Date remindAt(String caseId) {
        return Date.from(cases.remindAt(cases.running(caseId)));
    }

    public Date dueAt(String caseId) {
        return Date.from(cases.running(caseId).clocks().promised().due());
    }

    public Date correctionDueAt(String caseId) {
        return Date.from(cases.running(caseId).clocks().correctionDueAt());
    }

    public void remind(String caseId) {
        cases.remind(cases.running(caseId));
    }

    public void escalate(String caseId) {
        cases.escalate(cases.running(caseId));
    }

    public void receive(String caseId) {
        cases.awaitAcceptance(cases.running(caseId));
    }

    public Date noticeDueAt(String caseId) {
        return Date.from(cases.noticeDueAt(cases.running(caseId)));
    }

    public void accept(String caseId) {
        cases.accept(cases.running(caseId));
    }

    public void deemAccepted(String caseId) {
        cases.deemAccepted(cases.running(caseId));
    }

    public void notRequired(String caseId) {
        cases.decide(cases.running(caseId), CaseStatus.NOT_REQUIRED, cases.lastCompletion(caseId));
    }

    public void notAccept(String caseId) {
        cases.refuseToAccept(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public void finishOnTheSpot(String caseId) {
        cases.finishOnTheSpot(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public void stopClock(String caseId) {
        cases.stopClock(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public void restartClock(String caseId) {
        cases.restartClock(cases.running(caseId));
    }

    public void requestExtension(String caseId) {
        cases.requestExtension(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public void extend(String caseId) {
        cases.extend(cases.running(caseId));
    }

    public void terminate(String caseId) {
        cases.terminate(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public Date deliveryDueAt(String caseId) {
        return Date.from(cases.running(caseId).clocks().delivery().due());
    }

    public void reportDelivery(String caseId) {
        cases.reportDelivery(cases.running(caseId));
    }

    public void refuse(String caseId) {
        cases.refuse(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public void returnApplication(String caseId) {
        cases.giveBack(cases.running(caseId), cases.lastCompletion(caseId));
    }

    public void notifyCorrection(String caseId) {
        cases.notifyCorrection(cases.running(caseId));
    }

    public void closeNotCorrected(String caseId) {
        cases.closeNotCorrected(cases.running(caseId));
    }
}
