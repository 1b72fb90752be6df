package org.onewindow.joint;

import org.onewindow.joint.JointPart.Part;
import org.onewindow.workflow.Step;

/** What {@code joint-permit.bpmn} and {@code joint-part.bpmn} ask of this module. */
@Step("joint")
public class JointSteps {

    private final JointPermits permits;

    JointSteps(JointPermits permits) {
        this.permits = permits;
    }

    public void openWork(String caseId) {
        permits.open(caseId, Part.WORK);
    }

    public void openResidence(String caseId) {
        permits.open(caseId, Part.RESIDENCE);
    }

    public void begin(String caseId) {
        permits.begin(caseId);
    }

    public void grant(String caseId) {
        permits.grant(caseId);
    }

    public void refuse(String caseId) {
        permits.refuse(caseId);
    }

    public void conclude(String caseId) {
        permits.conclude(caseId);
    }
}
