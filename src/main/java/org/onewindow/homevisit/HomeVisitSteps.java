package org.onewindow.homevisit;

import java.util.Date;
import org.onewindow.workflow.Step;

/** What {@code home-visit.bpmn} asks of this module. */
@Step("homevisit")
public class HomeVisitSteps {

    private final HomeVisits visits;

    HomeVisitSteps(HomeVisits visits) {
        this.visits = visits;
    }

    public Date planBy(String visit) {
        return Date.from(visits.planBy(visit));
    }

    public void markLate(String visit) {
        visits.markLate(visit);
    }

    public void close(String visit) {
        visits.close(visit);
    }
}
