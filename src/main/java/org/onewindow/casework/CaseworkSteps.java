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
