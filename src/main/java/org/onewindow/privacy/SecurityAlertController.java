package org.onewindow.privacy;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.onewindow.shared.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the administrators of security. */
@RestController
@RequestMapping("/api/security-alerts")
class SecurityAlertController {

    /** @param note 500 characters at most; may be left out */
    record Inquiry(@Size(max = SecurityAlerts.LONGEST_NOTE) String note) {

        @Override
        public String toString() {
            return "Inquiry[…]";
        }
    }

    private final SecurityAlerts alerts;

    SecurityAlertController(SecurityAlerts alerts) {
        this.alerts = alerts;
    }

    /** The newest first. */
    @GetMapping
    List<SecurityAlerts.Alert> alerts() {
        return alerts.newest();
    }

    /** The administrator looks into it, and may note what he is about to do. */
    @PostMapping("/{id}/inquiry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeUpAlert(Actor actor, @PathVariable String id, @RequestBody(required = false) Inquiry inquiry) {
        alerts.takeUp(id, actor.id(), inquiry == null ? null : inquiry.note());
    }
}
