package org.onewindow.pass;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.casework.Cases;
import org.onewindow.pass.PassApplicationRepository.Access;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Version;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/truck-pass-applications")
class ApplicationController {

    /**
     * An application as it is kept, under the id of its case.
     *
     * @param follows the case that ended before somebody applied again, or {@code null}
     * @param predecessor the pass that it is to renew or to amend, or {@code null}
     * @param ruled what the rules said, and which; {@code null} before they were asked
     */
    record Kept(String caseId, PassApplication application, Earlier follows, Predecessor predecessor, Access ruled) {}

    record Predecessor(Coded kind, String passNumber) {}

    record Earlier(String caseId, String caseNumber) {}

    private final PassApplications applications;
    private final PassApplicationRepository kept;
    private final Cases cases;
    private final CaseView.Maker views;
    private final CheckView.Maker checks;
    private final MessageSource messages;

    ApplicationController(
            PassApplications applications,
            PassApplicationRepository kept,
            Cases cases,
            CaseView.Maker views,
            CheckView.Maker checks,
            MessageSource messages) {
        this.applications = applications;
        this.kept = kept;
        this.cases = cases;
        this.views = views;
        this.checks = checks;
        this.messages = messages;
    }

    /**
     * Applies, or only keeps a draft.
     *
     * @param draft whether it is kept and not sent; a draft may leave out anything
     */
    @PostMapping
    @Idempotent
    ResponseEntity<CaseView> apply(
            Actor actor,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean draft,
            @Valid @RequestBody PassApplication application) {
        Case opened = draft ? applications.draft(actor, application) : applications.submit(actor, application);
        return ResponseEntity.created(URI.create("/api/cases/" + opened.id()))
                .eTag(Version.tag(opened.version()))
                .body(views.of(opened, locale, true));
    }

    @GetMapping("/{id}")
    ResponseEntity<Kept> one(Actor actor, Locale locale, @PathVariable String id) {
        Case c = cases.visibleTo(actor, id);
        PassApplication application = kept.get(id);
        boolean own = c.applicant().equals(actor.id());
        return ResponseEntity.ok()
                .eTag(Version.tag(c.version()))
                .body(new Kept(
                        id,
                        own ? application : application.masked(),
                        earlier(id),
                        predecessor(id, locale),
                        kept.ruled(id).orElse(null)));
    }

    private Earlier earlier(String id) {
        return kept.earlier(id)
                .map(cases::running)
                .map(c -> new Earlier(c.id(), c.number()))
                .orElse(null);
    }

    private Predecessor predecessor(String id, Locale locale) {
        return kept.followed(id)
                .map(followed -> new Predecessor(
                        new Coded(
                                followed.kind().name(),
                                messages.getMessage("pass.succession." + followed.kind(), null, locale)),
                        followed.number()))
                .orElse(null);
    }

    /** Applies again after a case that ended without a pass: the draft holds what was asked for then. */
    @PostMapping("/{id}/again")
    @Idempotent
    ResponseEntity<CaseView> again(Actor actor, Locale locale, @PathVariable String id) {
        Case draft = applications.again(actor, cases.ownedBy(actor, id));
        return ResponseEntity.created(URI.create("/api/cases/" + draft.id()))
                .eTag(Version.tag(draft.version()))
                .body(views.of(draft, locale, true));
    }

    /** Changes a draft, or an application in correction, without sending it. */
    @PutMapping("/{id}")
    ResponseEntity<CaseView> change(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody PassApplication application) {
        Case changed = applications.change(actor, owned(actor, id, ifMatch), application);
        return tagged(changed, locale);
    }

    /** Sends a draft, or sends a corrected application again. */
    @PostMapping("/{id}/submission")
    @Idempotent
    ResponseEntity<CaseView> send(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        return tagged(applications.send(actor, owned(actor, id, ifMatch)), locale);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            Actor actor,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        applications.discard(owned(actor, id, ifMatch));
    }

    /** What the registers said, in place of papers: each time they were asked, the last first. */
    @GetMapping("/{id}/checks")
    List<CheckView> checks(Actor actor, Locale locale, @PathVariable String id) {
        cases.visibleTo(actor, id);
        return checks.of(id, locale);
    }

    private Case owned(Actor actor, String id, String ifMatch) {
        Case c = cases.ownedBy(actor, id);
        Version.require(ifMatch, c.version());
        return c;
    }

    private ResponseEntity<CaseView> tagged(Case c, Locale locale) {
        return ResponseEntity.ok().eTag(Version.tag(c.version())).body(views.of(c, locale, true));
    }
}
