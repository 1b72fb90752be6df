package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.onewindow.appointment.Appointment;
import org.onewindow.appointment.Appointments;
import org.onewindow.appointment.Visitors;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.CaseView;
import org.onewindow.casework.Cases;
import org.onewindow.identity.Accounts;
import org.onewindow.notification.Contact;
import org.onewindow.notification.Notice;
import org.onewindow.notification.Notifications;
import org.onewindow.photolibrary.PhotoViews;
import org.onewindow.rating.Ratings;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for the reader, what is new about his cases and visits, and by which way he wants to be told. */
@Controller
class MessagePages {

    private static final int MOST_CASES = 20;
    private static final int MOST_VISITS = 50;
    private static final int MOST_SHOWN = 30;
    private static final Instant LATEST = Instant.parse("9999-12-01T00:00:00Z");
    private static final String PLACE = "/portal/messages";

    /** What a citizen has done himself is no news to him. */
    private static final Set<String> OWN_ACTS = Set.of("SUBMITTED", "RESUBMITTED", "WITHDRAWN");

    /**
     * @param about what it is about
     * @param href where more is told, or {@code null}
     */
    record Message(Instant at, String text, String about, String href) {}

    private final Cases cases;
    private final CaseView.Maker views;
    private final Ratings ratings;
    private final Appointments appointments;
    private final Visitors visitors;
    private final Accounts accounts;
    private final PhotoViews photos;
    private final Notifications notifications;
    private final Words words;

    MessagePages(
            Cases cases,
            CaseView.Maker views,
            Ratings ratings,
            Appointments appointments,
            Visitors visitors,
            Accounts accounts,
            PhotoViews photos,
            Notifications notifications,
            Words words) {
        this.cases = cases;
        this.views = views;
        this.ratings = ratings;
        this.appointments = appointments;
        this.visitors = visitors;
        this.accounts = accounts;
        this.photos = photos;
        this.notifications = notifications;
        this.words = words;
    }

    @GetMapping(PLACE)
    String all(Actor actor, Locale locale, @RequestParam(required = false) String saved, Model page) {
        Contact contact = notifications.contact(actor.id());
        var typed = new Typed(new LinkedMultiValueMap<>());
        typed.put("mail", contact.mail());
        typed.put("sms", contact.sms());
        typed.put("language", contact.language());
        page.addAttribute("saved", saved != null);
        return page(actor, locale, typed, page);
    }

    private String page(Actor actor, Locale locale, Typed typed, Model page) {
        List<Case> own = cases.ofApplicant(actor, Long.MAX_VALUE, MOST_CASES);
        List<Appointment> visits = accounts.idNo(actor.id()).isEmpty()
                ? List.of()
                : appointments.list(visitors.holder(actor), LATEST, "", MOST_VISITS);
        page.addAttribute("waiting", waiting(actor, locale, own, visits));
        page.addAttribute("news", news(actor, locale, own, visits));
        page.addAttribute("typed", typed);
        page.addAttribute(
                "ways", words.all(Words.ordered("true", "page.portal.sms.yes", "false", "page.portal.sms.no")));
        page.addAttribute(
                "tongues", words.all(Words.ordered("zh", "page.portal.tongue.zh", "en", "page.portal.tongue.en")));
        return "portal/messages";
    }

    /** What somebody has to do, the soonest first. */
    private List<Message> waiting(Actor actor, Locale locale, List<Case> own, List<Appointment> visits) {
        var waiting = new ArrayList<Message>();
        for (Case c : own) {
            CaseView view = views.of(c, locale, false);
            String href = "/portal/cases/" + c.id();
            if (c.status() == CaseStatus.CORRECTION_NOTIFIED) {
                waiting.add(
                        new Message(view.next().until(), words.text("page.portal.asked"), words.heading(view), href));
            } else if (c.status() == CaseStatus.DRAFT) {
                waiting.add(new Message(null, words.text("page.portal.continue"), words.heading(view), href));
            } else {
                ratings.openUntil(c)
                        .ifPresent(until -> waiting.add(new Message(
                                until, words.text("page.portal.rate"), words.heading(view), href + "/rating")));
            }
        }
        visits.stream()
                .filter(visit -> visit.status() == Appointment.Status.HELD)
                .forEach(visit -> waiting.add(new Message(
                        visit.heldUntil(),
                        words.text("page.portal.visit.confirm"),
                        words.moment(visit.slot().startsAt()),
                        "/portal/visits/" + visit.number())));
        photos.requests(actor, locale).stream()
                .filter(request -> request.status().code().equals("WAITING"))
                .forEach(request -> waiting.add(new Message(
                        request.until(),
                        words.text("page.portal.photo.requests"),
                        request.unit().text(),
                        "/portal/photo")));
        waiting.sort(Comparator.comparing(Message::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return waiting;
    }

    /** The newest first. */
    private List<Message> news(Actor actor, Locale locale, List<Case> own, List<Appointment> visits) {
        var news = new ArrayList<Message>();
        for (Case c : own) {
            if (c.status() != CaseStatus.DRAFT) {
                String heading = words.heading(views.of(c, locale, false));
                views.events(c, locale).stream()
                        .filter(event -> !OWN_ACTS.contains(event.act()))
                        .forEach(event -> news.add(
                                new Message(event.at(), words.happened(event), heading, "/portal/cases/" + c.id())));
            }
        }
        Map<String, Appointment> known = visits.stream().collect(Collectors.toMap(Appointment::number, visit -> visit));
        notifications.told(actor.id(), MOST_SHOWN).forEach(told -> {
            String subject = words.text("notice.subject." + told.kind());
            Appointment visit = known.get(told.about());
            if (told.kind() == Notice.Kind.REGISTRATION_TRIED) {
                news.add(new Message(told.at(), subject, words.text("page.password.title"), "/password"));
            } else if (told.kind().name().startsWith("HOME_VISIT")) {
                news.add(new Message(told.at(), subject, words.text("page.portal.home.visits"), "/portal/home-visits"));
            } else if (visit == null) {
                news.add(new Message(told.at(), subject, "", null));
            } else {
                news.add(new Message(
                        told.at(), subject, words.moment(visit.slot().startsAt()), "/portal/visits/" + told.about()));
            }
        });
        return news.stream()
                .sorted(Comparator.comparing(Message::at).reversed())
                .limit(MOST_SHOWN)
                .toList();
    }

    /** How he wants to be told from now on. */
    @PostMapping(PLACE + "/contact")
    Object keep(
            Actor actor,
            Locale locale,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        var typed = new Typed(fields);
        try {
            String mail = typed.one("mail").strip();
            notifications.keep(
                    actor.id(),
                    new Contact(mail.isEmpty() ? null : mail, typed.has("sms", "true"), typed.one("language")));
            return See.other(PLACE + "?saved");
        } catch (Refusal refused) {
            response.setStatus(refused.kind().status());
            page.addAttribute("errors", words.wrong(refused.defects()));
            return page(actor, locale, typed, page);
        }
    }
}
