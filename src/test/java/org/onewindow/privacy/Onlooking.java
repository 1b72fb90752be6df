package org.onewindow.privacy;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.springframework.context.ApplicationContext;

/** Somebody of the office who looks at what is none of his work, for tests of what follows. */
public final class Onlooking {

    private final Actor curious = new Actor(UUID.randomUUID().toString(), Set.of(Role.CLERK), "YT.JJ.ZF");
    private final SecurityAlerts alerts;
    private final Audit audit;
    private final Clock clock;

    public Onlooking(ApplicationContext office) {
        alerts = office.getBean(SecurityAlerts.class);
        audit = office.getBean(Audit.class);
        clock = office.getBean(Clock.class);
    }

    public String account() {
        return curious.id();
    }

    /** At 61 matters, which is one more than is passed over, and is seen. */
    public void isSeen() {
        Stream.generate(() -> UUID.randomUUID().toString()).limit(61).forEach(one -> does("GET /api/cases/{id}", one));
        watch();
    }

    void does(String act, String theCase) {
        audit.recordAlone(AuditRecord.of(clock.instant(), curious, act, theCase, AuditRecord.DONE));
    }

    void watch() {
        alerts.watch();
    }

    /** What was raised because of him. */
    List<SecurityAlerts.Alert> alerts() {
        return alerts.newest().stream()
                .filter(alert -> alert.account().equals(account()))
                .toList();
    }

    /** An administrator opens an inquiry into what was raised. */
    public void isAskedBy(String administrator) {
        alerts().forEach(alert -> alerts.takeUp(alert.id(), administrator, ""));
    }
}
