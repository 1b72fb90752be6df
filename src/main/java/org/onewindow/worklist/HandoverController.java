package org.onewindow.worklist;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.onewindow.audit.Audit;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Units;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Version;
import org.onewindow.worklist.WorkRequest.Kind;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class HandoverController {

    /** @param to account of a colleague */
    record Successor(@Size(max = 36) String to) {}

    record Back(
            @Size(max = 60) String step, @Size(max = 1000) String note) {}

    record Question(
            Kind kind,
            @Size(max = 36) String to,
            @Size(max = 1000) String question) {}

    record Answer(Boolean agreed, @Size(max = 1000) String answer) {}

    record Urging(@Size(max = 1000) String note) {}

    record Colleague(String account, String name, String unit) {}

    record HeldView(String id, String caseId, String holder, Instant since) {}

    private final Handovers handovers;
    private final Worklist worklist;
    private final Cases cases;
    private final CaseView.Maker caseViews;
    private final Accounts accounts;
    private final Units units;

    HandoverController(
            Handovers handovers,
            Worklist worklist,
            Cases cases,
            CaseView.Maker caseViews,
            Accounts accounts,
            Units units) {
        this.handovers = handovers;
        this.worklist = worklist;
        this.cases = cases;
        this.caseViews = caseViews;
        this.accounts = accounts;
        this.units = units;
    }

    /** Whom it can be passed on to, or asked. */
    @GetMapping("/work-items/{id}/colleagues")
    List<Colleague> colleagues(Actor actor, Locale locale, @PathVariable String id) {
        return handovers.colleagues(actor, id).stream()
                .map(one -> new Colleague(one.id(), accounts.person(one.id()).name(), units.name(one.unit(), locale)))
                .toList();
    }

    @PostMapping("/work-items/{id}/transfer")
    HeldView transfer(Actor actor, @PathVariable String id, @Valid @RequestBody Successor successor) {
        return held(handovers.transfer(actor, id, successor.to()));
    }

    @PostMapping("/work-items/{id}/delegation")
    HeldView delegate(Actor actor, @PathVariable String id, @Valid @RequestBody Successor successor) {
        return held(handovers.delegate(actor, id, successor.to()));
    }

    private static HeldView held(WorkItem item) {
        Audit.about(item.caseId());
        return new HeldView(item.id(), item.caseId(), item.assignee(), item.claimedAt());
    }

    /** Back to a step that the case has passed; answers with the case as it stands then. */
    @PostMapping("/work-items/{id}/return")
    ResponseEntity<CaseView> giveBack(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody Back back) {
        WorkItem item = worklist.one(actor, id);
        Audit.about(item.caseId());
        Version.require(ifMatch, item.caseVersion());
        handovers.returnTo(actor, item, back.step(), back.note());
        Case returned = cases.running(item.caseId());
        return ResponseEntity.ok().eTag(Version.tag(returned.version())).body(caseViews.of(returned, locale, false));
    }

    @PostMapping("/work-items/{id}/requests")
    @ResponseStatus(HttpStatus.CREATED)
    WorkRequest ask(Actor actor, @PathVariable String id, @Valid @RequestBody Question question) {
        return about(handovers.ask(actor, id, question.kind(), question.to(), question.question()));
    }

    @GetMapping("/work-items/{id}/requests")
    List<WorkRequest> asked(Actor actor, @PathVariable String id) {
        return handovers.asked(actor, id);
    }

    @PostMapping("/work-items/{id}/reminder")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void urge(Actor actor, @PathVariable String id, @Valid @RequestBody Urging urging) {
        handovers.urge(actor, id, urging.note());
    }

    /** What waits for the caller's opinion or signature, the oldest first. */
    @GetMapping("/work-requests")
    List<WorkRequest> waiting(Actor actor) {
        return handovers.waitingFor(actor);
    }

    @PostMapping("/work-requests/{id}/answer")
    WorkRequest answer(Actor actor, @PathVariable String id, @Valid @RequestBody Answer answer) {
        return about(handovers.answer(actor, id, answer.agreed(), answer.answer()));
    }

    private static WorkRequest about(WorkRequest request) {
        Audit.about(request.caseId());
        return request;
    }
}
