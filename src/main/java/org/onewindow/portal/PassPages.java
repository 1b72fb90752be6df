package org.onewindow.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.pass.PassApplications;
import org.onewindow.pass.PassSheet;
import org.onewindow.pass.Passes;
import org.onewindow.pass.Successions;
import org.onewindow.pass.TruckPass;
import org.onewindow.passcode.QrImage;
import org.onewindow.shared.Actor;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.view.RedirectView;

/** A pass to be shown at the roadside, with the plate to compare and the code to read. */
@Controller
@RequestMapping("/portal/passes/{number}")
class PassPages {

    private final Passes passes;
    private final PassApplications applications;
    private final Successions successions;
    private final PassSheet sheets;
    private final Clock clock;

    PassPages(Passes passes, PassApplications applications, Successions successions, PassSheet sheets, Clock clock) {
        this.passes = passes;
        this.applications = applications;
        this.successions = successions;
        this.sheets = sheets;
        this.clock = clock;
    }

    @GetMapping
    String one(Actor actor, Locale locale, @PathVariable String number, Model page) {
        TruckPass pass = passes.visibleTo(actor, number);
        LocalDate opens = applications.renewalOpens(pass).orElse(null);
        page.addAttribute("p", passes.view(pass, locale));
        page.addAttribute("renewable", opens != null && !opens.isAfter(today()));
        page.addAttribute("opens", opens != null && opens.isAfter(today()) ? opens : null);
        page.addAttribute(
                "versions",
                successions.versions(pass).stream()
                        .map(version -> passes.view(version, locale))
                        .filter(version -> !version.number().equals(number))
                        .toList());
        return "portal/pass";
    }

    /** Nothing but the plate and the code, as large as the screen is. */
    @GetMapping("/code")
    String whole(Actor actor, Locale locale, @PathVariable String number, Model page) {
        page.addAttribute("p", passes.view(passes.visibleTo(actor, number), locale));
        return "portal/pass-code";
    }

    @GetMapping(value = "/code.svg", produces = "image/svg+xml")
    @ResponseBody
    String code(Actor actor, @PathVariable String number) {
        return QrImage.svg(passes.visibleTo(actor, number).code());
    }

    @GetMapping(value = "/pass.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @ResponseBody
    byte[] sheet(Actor actor, Locale locale, @PathVariable String number) {
        TruckPass pass = passes.visibleTo(actor, number);
        return sheets.pdf(pass, passes.view(pass, locale), locale);
    }

    /** Begins to renew it: a draft for the days after the last one. */
    @PostMapping("/renewal")
    RedirectView renew(Actor actor, @PathVariable String number) {
        return See.other("/portal/applications/"
                + applications.renew(actor, number, null).id());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }
}
