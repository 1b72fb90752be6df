package org.onewindow.service;

import java.util.Date;
import org.onewindow.workflow.Step;

/** What {@code commitment-check.bpmn} asks. */
@Step("commitment")
public class CommitmentSteps {

    private final Commitments commitments;

    CommitmentSteps(Commitments commitments) {
        this.commitments = commitments;
    }

    public Date beginsAt(String caseId) {
        return Date.from(commitments.running(caseId).beginsAt());
    }

    public Date dueAt(String caseId) {
        return Date.from(commitments.running(caseId).dueAt());
    }

    public void begin(String caseId) {
        commitments.begin(caseId);
    }

    public void reportLate(String caseId) {
        commitments.reportLate(caseId);
    }

    public void kept(String caseId) {
        commitments.keptWord(caseId);
    }

    public void broken(String caseId) {
        commitments.brokeWord(caseId);
    }
}
