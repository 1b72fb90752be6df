package org.onewindow.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.CaseNumber;
import org.onewindow.shared.Role;

/**
 * One thing to do: an open task of a case.
 *
 * @param caseVersion version of the case as it is now, to be named when the task is completed
 * @param assignee account that holds it, or {@code null}
 */
public record WorkItem(
        String id,
        String caseId,
        int caseVersion,
        String process,
        String step,
        Role role,
        List<String> outcomes,
        String item,
        String unit,
        String applicant,
        long serial,
        String subject,
        Instant submittedAt,
        Instant dueAt,
        String assignee,
        Instant claimedAt) {

    public String number() {
        return CaseNumber.of(LocalDate.ofInstant(submittedAt, WorkingCalendar.ZONE), item, serial);
    }

    WorkItem heldBy(String account, Instant since) {
        return new WorkItem(
                id,
                caseId,
                caseVersion,
                process,
                step,
                role,
                outcomes,
                item,
                unit,
                applicant,
                serial,
                subject,
                submittedAt,
                dueAt,
                account,
                since);
    }
}
