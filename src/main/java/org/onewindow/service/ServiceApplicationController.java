package org.onewindow.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.casework.Cases;
import org.onewindow.photolibrary.PhotoSharing;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Version;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/service-applications")
class ServiceApplicationController {

    /** What is corrected; what is left out stays as it was. */
    record ServiceCorrection(
            @Size(max = 500) String note,
            Delivery delivery,
            @Size(max = 200) String address,
            @Size(max = 20) String outlet,
            @Size(max = 30) Map<@Size(max = 40) String, @Size(max = 200) String> form) {

        /** Names nothing personal. */
        @Override
        public String toString() {
            return "ServiceCorrection[" + delivery + "]";
        }
    }

    /**
     * @param appointment where to choose a time of an appointment, for who was told to come; else {@code null}
     * @param owed what is still missing of what was accepted without it, or {@code null}
     * @param check of the promise that stood in for proofs; {@code null} without one, and until the delivery
     */
    record ServiceApplicationView(
            String item,
            String unit,
            String note,
            Delivery delivery,
            String address,
            String outlet,
            String reception,
            String appointment,
            Boolean commitment,
            String owed,
            Map<String, String> form,
            CommitmentView check) {

        static ServiceApplicationView of(ServiceApplication asked, String appointment, CommitmentView check) {
            return new ServiceApplicationView(
                    asked.item(),
                    asked.unit(),
                    asked.note(),
                    asked.delivery(),
                    asked.address(),
                    asked.outlet(),
                    asked.reception(),
                    appointment,
                    asked.commitment(),
                    asked.owed(),
                    asked.form(),
                    check);
        }
    }

    /** @param result {@code null} until it is known */
    record CommitmentView(Instant beginsAt, Instant dueAt, Coded result, Instant checkedAt) {}

    private final ServiceApplications applications;
    private final Commitments commitments;
    private final MessageSource messages;
    private final ServiceHandling handling;
    private final Cases cases;
    private final PhotoSharing photos;
    private final CaseView.Maker views;

    ServiceApplicationController(
            ServiceApplications applications,
            Commitments commitments,
            MessageSource messages,
            ServiceHandling handling,
            Cases cases,
            PhotoSharing photos,
            CaseView.Maker views) {
        this.applications = applications;
        this.commitments = commitments;
        this.messages = messages;
        this.handling = handling;
        this.cases = cases;
        this.photos = photos;
        this.views = views;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<CaseView> apply(Actor actor, Locale locale, @Valid @RequestBody ServiceApplication application) {
        Case received = applications.apply(actor, application);
        return ResponseEntity.created(URI.create("/api/cases/" + received.id()))
                .eTag(Version.tag(received.version()))
                .body(views.of(received, locale, true));
    }

    @GetMapping("/{id}")
    ResponseEntity<ServiceApplicationView> one(Actor actor, Locale locale, @PathVariable String id) {
        Case c = cases.visibleTo(actor, id);
        return ResponseEntity.ok()
                .eTag(Version.tag(c.version()))
                .body(ServiceApplicationView.of(
                        applications.of(c),
                        applications.appointment(c).orElse(null),
                        commitments.of(c).map(check -> view(check, locale)).orElse(null)));
    }

    private CommitmentView view(CommitmentCheck check, Locale locale) {
        return new CommitmentView(
                check.beginsAt(),
                check.dueAt(),
                check.result() == null
                        ? null
                        : new Coded(
                                check.result().name(),
                                messages.getMessage("service.commitment." + check.result(), null, locale)),
                check.checkedAt());
    }

    /** The applicant's photograph, cut for the item, from the library; whoever else looks at it is on record for him. */
    @GetMapping("/{id}/photo")
    ResponseEntity<byte[]> photo(Actor actor, @PathVariable String id) {
        Case c = cases.visibleTo(actor, id);
        applications.of(c);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(photos.forItem(actor, c.applicant(), c.item(), c.number()));
    }

    /** The papers that were missing have come to the window. */
    @PostMapping("/{id}/supplies")
    ResponseEntity<CaseView> supplied(Actor actor, Locale locale, @PathVariable String id) {
        Case c = handling.supplied(actor, cases.visibleTo(actor, id));
        return ResponseEntity.ok().eTag(Version.tag(c.version())).body(views.of(c, locale, false));
    }

    /** Sends an application again after the one notice of what was missing. */
    @PostMapping("/{id}/submission")
    @Idempotent
    ResponseEntity<CaseView> sendAgain(
            Actor actor,
            Locale locale,
            @PathVariable String id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) String ifMatch,
            @Valid @RequestBody(required = false) ServiceCorrection correction) {
        Case c = cases.ownedBy(actor, id);
        Version.require(ifMatch, c.version());
        ServiceApplication asked = applications.of(c);
        Case sent = applications.correct(
                actor,
                c,
                correction == null
                        ? asked
                        : asked.corrected(
                                correction.note(),
                                correction.delivery(),
                                correction.address(),
                                correction.outlet(),
                                correction.form()));
        return ResponseEntity.ok().eTag(Version.tag(sent.version())).body(views.of(sent, locale, true));
    }
}
