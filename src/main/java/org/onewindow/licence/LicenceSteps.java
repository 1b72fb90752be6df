package org.onewindow.licence;

import java.util.Date;
import org.onewindow.workflow.Step;

/** What {@code licence-renewal.bpmn} asks of this module. */
@Step("licence")
public class LicenceSteps {

    private final Licences licences;

    LicenceSteps(Licences licences) {
        this.licences = licences;
    }

    public String medical(String caseId) {
        return licences.medical(caseId);
    }

    public Date waitsUntil(String caseId) {
        return Date.from(licences.waitsUntil(caseId));
    }

    public void stopWaiting(String caseId) {
        licences.stopWaiting(caseId);
    }

    public void accept(String caseId) {
        licences.accept(caseId);
    }

    public void grant(String caseId) {
        licences.grant(caseId);
    }

    public void refuse(String caseId) {
        licences.refuse(caseId);
    }

    public void made(String caseId) {
        licences.made(caseId);
    }

    public void handOver(String caseId) {
        licences.handOver(caseId);
    }
}
