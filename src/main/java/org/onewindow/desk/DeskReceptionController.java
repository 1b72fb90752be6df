package org.onewindow.desk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.onewindow.audit.Audit;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.ServiceItem.Field;
import org.onewindow.identity.Person;
import org.onewindow.identity.Unit;
import org.onewindow.identity.Units;
import org.onewindow.service.Reception;
import org.onewindow.service.Receptions;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Mobile;
import org.onewindow.shared.Refusal;
import org.onewindow.worklist.WorkItem;
import org.onewindow.worklist.Worklist;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Whoever comes to the window without an appointment: received by his identity document, with one receipt for all that he
 * hands in. What is done on the spot is taken up in the same step.
 */
@Controller
@RequestMapping("/desk/receptions")
class DeskReceptionController {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_ADDRESS = 200;
    private static final String PLACE = "/desk/receptions";

    private final Receptions receptions;
    private final ServiceApplications applications;
    private final Cases cases;
    private final CaseView.Maker views;
    private final Worklist worklist;
    private final Units units;
    private final Words words;

    DeskReceptionController(
            Receptions receptions,
            ServiceApplications applications,
            Cases cases,
            CaseView.Maker views,
            Worklist worklist,
            Units units,
            Words deskWords) {
        this.receptions = receptions;
        this.applications = applications;
        this.cases = cases;
        this.views = views;
        this.worklist = worklist;
        this.units = units;
        words = deskWords;
    }

    /** @param ticket id of the queue ticket by which the visitor was called, or empty */
    @GetMapping
    ModelAndView ask(Actor clerk, @RequestParam(defaultValue = "") String ticket) {
        return ask(clerk, Map.of("ticket", ticket));
    }

    private ModelAndView ask(Actor clerk, Map<String, String> typed) {
        List<Unit> all = units.all();
        return new ModelAndView("desk/receptions")
                .addObject(
                        "units",
                        all.stream()
                                .filter(unit -> clerk.worksFor(unit.code()))
                                .filter(unit -> all.stream()
                                        .noneMatch(other -> unit.code().equals(other.parent())))
                                .toList())
                .addObject("typed", typed)
                .addObject("wrong", List.of());
    }

    @PostMapping
    Object receive(Actor clerk, @RequestParam Map<String, String> form) {
        try {
            String name = form.getOrDefault("name", "").strip();
            new Defects()
                    .require(!name.isEmpty(), "name", "missing")
                    .require(name.length() <= LONGEST_NAME, "name", "length")
                    .refuse();
            var visitor = new Person(
                    name,
                    read(
                            "citizenId",
                            () -> CitizenId.parse(
                                            form.getOrDefault("citizenId", "").strip())
                                    .value()),
                    read(
                            "mobile",
                            () -> Mobile.parse(form.getOrDefault("mobile", "").strip())
                                    .value()));
            String ticket = form.getOrDefault("ticket", "").strip();
            return to(receptions
                    .open(clerk, form.getOrDefault("unit", ""), visitor, ticket.isEmpty() ? null : ticket)
                    .id());
        } catch (Refusal refusal) {
            return told(refusal, ask(clerk, form));
        }
    }

    /** Formats refuse by themselves; the page says at which field. */
    private static String read(String field, Supplier<String> reading) {
        try {
            return reading.get();
        } catch (Refusal refused) {
            throw Refusal.invalid(refused.defects().stream()
                    .map(defect -> new Refusal.Defect(field, defect.code(), defect.arguments()))
                    .toList());
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(Actor clerk, Locale locale, @PathVariable String id) {
        return one(clerk, locale, id, Map.of());
    }

    private ModelAndView one(Actor clerk, Locale locale, String id, Map<String, String> typed) {
        Reception visit = receptions.visibleTo(clerk, id);
        Audit.about(visit.applicant());
        var kept = new HashMap<>(typed);
        kept.putIfAbsent("delivery", Delivery.COUNTER.name());
        return new ModelAndView("desk/reception")
                .addObject("visit", visit)
                .addObject(
                        "cases",
                        receptions.cases(visit).stream()
                                .map(c -> views.of(c, locale, false))
                                .toList())
                .addObject("items", applications.offered())
                .addObject("fields", fields(kept.getOrDefault("item", "")))
                .addObject("deliveries", words.deliveries())
                .addObject("typed", kept)
                .addObject("wrong", List.of());
    }

    /** @param then {@code work} to take up at once what was handed in */
    @PostMapping("/{id}/applications")
    Object apply(
            Actor clerk,
            Locale locale,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String then,
            @RequestParam Map<String, String> form) {
        ModelAndView page = one(clerk, locale, id, form);
        try {
            Case received = applications.apply(clerk, read(receptions.visibleTo(clerk, id), form));
            Audit.about(received.id());
            return then.equals("work") ? work(clerk, id, received) : to(id);
        } catch (Refusal refusal) {
            return told(refusal, page);
        }
    }

    /** What the chosen item asks for by a form of its own. */
    private List<Field> fields(String item) {
        return applications.offered().stream()
                .filter(offered -> offered.code().equals(item))
                .flatMap(offered -> offered.form().stream())
                .toList();
    }

    private ServiceApplication read(Reception visit, Map<String, String> form) {
        String item = form.getOrDefault("item", "").strip();
        String note = form.getOrDefault("note", "").strip();
        String address = form.getOrDefault("address", "").strip();
        Optional<Delivery> delivery = Arrays.stream(Delivery.values())
                .filter(known -> known.name().equals(form.get("delivery")))
                .findFirst();
        new Defects()
                .require(!item.isEmpty(), "item", "missing")
                .require(delivery.isPresent(), "delivery", "missing")
                .require(note.length() <= LONGEST_NOTE, "note", "length")
                .require(address.length() <= LONGEST_ADDRESS, "address", "length")
                .refuse();
        return new ServiceApplication(
                item,
                visit.unit(),
                note.isEmpty() ? null : note,
                delivery.orElseThrow(),
                address.isEmpty() ? null : address,
                null,
                visit.id(),
                null,
                null,
                null,
                fields(item).stream()
                        .collect(Collectors.toMap(
                                Field::name,
                                field -> form.getOrDefault("form-" + field.name(), "")
                                        .strip())));
    }

    /** Claims what the case waits for, and leads to it. */
    @PostMapping("/{id}/cases/{caseId}/claim")
    RedirectView claim(Actor clerk, @PathVariable String id, @PathVariable String caseId) {
        Reception visit = receptions.visibleTo(clerk, id);
        Case handedIn = receptions.cases(visit).stream()
                .filter(c -> c.id().equals(caseId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("case-unknown"));
        Audit.about(caseId);
        return work(clerk, id, handedIn);
    }

    private RedirectView work(Actor clerk, String id, Case c) {
        var query = new Worklist.Query(
                null, null, null, null, null, cases.running(c.id()).number());
        return worklist.list(clerk, query, null, 1).items().stream()
                .findFirst()
                .map(WorkItem::id)
                .map(item -> See.other(
                        "/desk/work-items/" + worklist.claim(clerk, item).id()))
                .orElseGet(() -> to(id));
    }

    private ModelAndView told(Refusal refusal, ModelAndView page) {
        if (refusal.kind() == Refusal.Kind.NOT_FOUND) {
            throw refusal;
        }
        page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
        return page.addObject("wrong", words.wrong(refusal));
    }

    private static RedirectView to(String id) {
        return See.other(PLACE + "/" + id);
    }
}
