package org.onewindow.joint;

import java.util.List;
import java.util.Locale;
import org.onewindow.casework.CaseView;
import org.onewindow.joint.JointPermits.Joint;
import org.onewindow.shared.Actor;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JointController {

    record PartView(String part, String name, CaseView handling) {}

    /** @param materials in the applicant's words, or {@code null} */
    record JointView(CaseView whole, String materials, List<PartView> parts) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "JointView[" + whole.id() + "]";
        }
    }

    private final JointPermits permits;
    private final CaseView.Maker views;
    private final MessageSource messages;

    JointController(JointPermits permits, CaseView.Maker views, MessageSource messages) {
        this.permits = permits;
        this.views = views;
        this.messages = messages;
    }

    /** The application and where it stands with each department, by its id or that of a department's case. */
    @GetMapping("/api/joint-applications/{id}")
    JointView jointApplication(Actor actor, Locale locale, @PathVariable String id) {
        Joint joint = permits.of(actor, id);
        return new JointView(
                views.of(joint.whole(), locale, true),
                joint.materials().note(),
                joint.parts().stream()
                        .map(part -> new PartView(
                                part.part().name(),
                                messages.getMessage("joint.part." + part.part(), null, locale),
                                views.of(part.c(), locale, true)))
                        .toList());
    }
}
