package org.onewindow.pass;

import org.onewindow.casework.CaseStatus;
import org.onewindow.workflow.Step;

/** What {@code truck-pass.bpmn} asks of this module. */
@Step("pass")
public class PassSteps {

    private final Passes passes;

    PassSteps(Passes passes) {
        this.passes = passes;
    }

    public String check(String caseId) {
        return passes.check(caseId);
    }

    public void issue(String caseId) {
        passes.issue(caseId);
    }

    public void deemGranted(String caseId) {
        passes.deemGranted(caseId);
    }

    public void refuseByRule(String caseId) {
        passes.close(caseId, CaseStatus.REFUSED);
    }

    public void notRequired(String caseId) {
        passes.close(caseId, CaseStatus.NOT_REQUIRED);
    }
}
