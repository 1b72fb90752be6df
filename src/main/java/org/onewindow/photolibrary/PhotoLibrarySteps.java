package org.onewindow.photolibrary;

import java.util.Date;
import org.onewindow.photolibrary.PhotoRequest.Status;
import org.onewindow.workflow.Step;

/** What {@code photo-sharing.bpmn} asks of a request, whose id is its business key. */
@Step("photolibrary")
public class PhotoLibrarySteps {

    private final PhotoSharing sharing;

    PhotoLibrarySteps(PhotoSharing sharing) {
        this.sharing = sharing;
    }

    /** When waiting ends: for the owner's answer, later for the photograph to be fetched. */
    public Date dueAt(String requestId) {
        return Date.from(sharing.running(requestId).dueAt());
    }

    public void allow(String requestId) {
        sharing.allow(sharing.running(requestId));
    }

    public void refuse(String requestId) {
        sharing.end(sharing.running(requestId), Status.REFUSED);
    }

    public void lapse(String requestId) {
        sharing.end(sharing.running(requestId), Status.LAPSED);
    }

    public void withdraw(String requestId) {
        sharing.end(sharing.running(requestId), Status.WITHDRAWN);
    }

    public void close(String requestId) {
        sharing.end(sharing.running(requestId), Status.CLOSED);
    }
}
