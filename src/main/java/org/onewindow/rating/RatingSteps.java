package org.onewindow.rating;

import java.util.Date;
import org.onewindow.rating.Rating.Result;
import org.onewindow.workflow.Step;

/** What {@code rating-follow-up.bpmn} asks. */
@Step("rating")
public class RatingSteps {

    private final Ratings ratings;

    RatingSteps(Ratings ratings) {
        this.ratings = ratings;
    }

    public Date followUpDueAt(String caseId) {
        return Date.from(ratings.followUpDueAt(caseId));
    }

    public void reportLate(String caseId) {
        ratings.reportLate(caseId);
    }

    public void rectified(String caseId) {
        ratings.answer(caseId, Result.RECTIFIED);
    }

    public void unfounded(String caseId) {
        ratings.answer(caseId, Result.UNFOUNDED);
    }
}
