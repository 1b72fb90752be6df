package org.onewindow.privacy;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.onewindow.calendar.OfficeTime;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Units;
import org.onewindow.notification.Contact;
import org.onewindow.notification.Notifications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where an administrator of security lands: what he was told of, what he has taken up, and by which mail he is told. */
@Controller
@RequestMapping(SecurityAlertPages.PLACE)
class SecurityAlertPages {

    static final String PLACE = "/security-alerts";

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /**
     * @param seenBy login of the administrator who has taken it up; {@code null} before
     * @param note what he noted, or {@code null}
     * @param tongue its language where it is another than the page's; otherwise {@code null}
     */
    record Shown(
            String id,
            String login,
            String unit,
            int looked,
            String raisedAt,
            String seenBy,
            String seenAt,
            String note,
            String tongue) {

        @Override
        public String toString() {
            return "Shown[" + id + "]";
        }
    }

    private final SecurityAlerts alerts;
    private final Accounts accounts;
    private final Units units;
    private final Notifications notifications;
    private final boolean demo;

    SecurityAlertPages(
            SecurityAlerts alerts,
            Accounts accounts,
            Units units,
            Notifications notifications,
            Environment environment) {
        this.alerts = alerts;
        this.accounts = accounts;
        this.units = units;
        this.notifications = notifications;
        demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping
    ModelAndView page(Actor administrator, Locale locale, @RequestParam(required = false) String saved) {
        return page(administrator, locale).addObject("saved", saved != null);
    }

    @PostMapping("/{id}/inquiry")
    Object takeUp(
            Actor administrator, Locale locale, @PathVariable String id, @RequestParam(defaultValue = "") String note) {
        try {
            alerts.takeUp(id, administrator.id(), note);
            return seen("");
        } catch (Refusal refusal) {
            return refused(administrator, locale, refusal).addObject("at", id).addObject("typed", note);
        }
    }

    /** By which mail he is told from now on, in the language of the page; an empty address is none. */
    @PostMapping("/contact")
    Object keep(Actor administrator, Locale locale, @RequestParam(defaultValue = "") String mail) {
        String address = mail.strip();
        try {
            notifications.keep(
                    administrator.id(),
                    new Contact(
                            address.isEmpty() ? null : address,
                            notifications.contact(administrator.id()).sms(),
                            locale.getLanguage().equals("en") ? "en" : "zh"));
            return seen("?saved");
        } catch (Refusal refusal) {
            return refused(administrator, locale, refusal).addObject("mail", mail);
        }
    }

    private ModelAndView refused(Actor administrator, Locale locale, Refusal refusal) {
        ModelAndView page = page(administrator, locale).addObject("defects", refusal.defects());
        page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
        return page;
    }

    private static RedirectView seen(String query) {
        var view = new RedirectView(PLACE + query, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }

    private ModelAndView page(Actor administrator, Locale locale) {
        List<Shown> all =
                alerts.newest().stream().map(one -> shown(one, locale)).toList();
        return new ModelAndView("security-alerts")
                .addObject("demo", demo)
                .addObject("home", PLACE)
                .addObject("key", UUID.randomUUID())
                .addObject(
                        "open", all.stream().filter(one -> one.seenBy() == null).toList())
                .addObject(
                        "taken",
                        all.stream().filter(one -> one.seenBy() != null).toList())
                .addObject("mail", notifications.contact(administrator.id()).mail());
    }

    private Shown shown(SecurityAlerts.Alert alert, Locale locale) {
        return new Shown(
                alert.id(),
                login(alert.account()),
                units.name(alert.unit(), locale),
                alert.looked(),
                OfficeTime.moment(alert.raisedAt()),
                alert.seenBy() == null ? null : login(alert.seenBy()),
                alert.seenAt() == null ? null : OfficeTime.moment(alert.seenAt()),
                alert.note(),
                locale.getLanguage().equals("en")
                                && alert.note() != null
                                && HAN.matcher(alert.note()).find()
                        ? "zh"
                        : null);
    }

    /** The id itself when nobody has that account any more. */
    private String login(String account) {
        return accounts.login(account).orElse(account);
    }
}
