package org.onewindow.service;

import org.onewindow.workflow.Step;

/** What {@code standard-case.bpmn} and {@code consultation.bpmn} ask of the item and of what the applicant chose. */
@Step("service")
public class ServiceSteps {

    private final ServiceHandling handling;

    ServiceSteps(ServiceHandling handling) {
        this.handling = handling;
    }

    public void tolerate(String caseId) {
        handling.tolerate(caseId);
    }

    public void forward(String caseId) {
        handling.forward(caseId);
    }

    public void adviseReady(String caseId) {
        handling.advise(caseId, true);
    }

    public void adviseNotReady(String caseId) {
        handling.advise(caseId, false);
    }

    public String level(String caseId) {
        return handling.level(caseId);
    }

    public void grant(String caseId) {
        handling.grant(caseId);
    }

    public void refuse(String caseId) {
        handling.refuse(caseId);
    }

    public String handing(String caseId) {
        return handling.handing(caseId);
    }

    public void deliver(String caseId) {
        handling.deliver(caseId);
    }
}
