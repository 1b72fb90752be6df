package org.onewindow.desk;

import java.util.List;
import java.util.function.Supplier;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.catalogue.ServiceItem;
import org.onewindow.counter.Counters;
import org.onewindow.counter.Counters.Act;
import org.onewindow.counter.Queue;
import org.onewindow.counter.Ticket;
import org.onewindow.counter.Ticket.Status;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The counter of an outlet: who comes in, who is next, and what becomes of him. */
@Controller
@RequestMapping("/desk")
class DeskCounterController {

    private static final int LONGEST = 36;

    private final Counters counters;
    private final Outlets outlets;
    private final Catalogue catalogue;
    private final Words words;

    DeskCounterController(Counters counters, Outlets outlets, Catalogue catalogue, Words deskWords) {
        this.counters = counters;
        this.outlets = outlets;
        this.catalogue = catalogue;
        words = deskWords;
    }

    @GetMapping("/counter")
    String outlets(Actor clerk, Model page) {
        page.addAttribute("outlets", counters.of(clerk));
        return "desk/counters";
    }

    /** @param window where the clerk sits, as he typed it last */
    @GetMapping("/counter/{outlet}")
    ModelAndView counter(Actor clerk, @PathVariable String outlet, @RequestParam(defaultValue = "") String window) {
        return page(clerk, outlet, window);
    }

    @PostMapping("/counter/{outlet}/arrivals")
    Object checkIn(
            Actor clerk,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String visitor,
            @RequestParam(defaultValue = "") String window) {
        String typed = visitor.strip();
        boolean number = typed.length() == LONGEST;
        return attempt(page(clerk, outlet, window), () -> {
            new Defects()
                    .require(!typed.isEmpty(), "visitor", "missing")
                    .require(typed.length() <= LONGEST, "visitor", "length")
                    .refuse();
            return place(counters.checkIn(clerk, outlet, number ? typed : null, number ? null : typed));
        });
    }

    @PostMapping("/counter/{outlet}/walk-ins")
    Object walkIn(
            Actor clerk,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String window) {
        return attempt(page(clerk, outlet, window), () -> place(counters.walkIn(clerk, outlet, item, null)));
    }

    @PostMapping("/counter/{outlet}/calls")
    Object callNext(
            Actor clerk,
            @PathVariable String outlet,
            @RequestParam(defaultValue = "") String window,
            @RequestParam(defaultValue = "") String group) {
        return attempt(page(clerk, outlet, window), () -> {
            new Defects()
                    .require(!window.isBlank(), "window", "missing")
                    .require(window.length() <= 10, "window", "length")
                    .refuse();
            counters.callNext(clerk, outlet, window.strip(), group.isEmpty() ? null : group);
            return place(outlet, window.strip());
        });
    }

    @PostMapping("/tickets/{ticket}/acts")
    Object act(
            Actor clerk,
            @PathVariable String ticket,
            @RequestParam Act act,
            @RequestParam(defaultValue = "") String item,
            @RequestParam(defaultValue = "") String window) {
        String outlet = counters.one(clerk, ticket).outlet();
        return attempt(page(clerk, outlet, window), () -> {
            counters.act(clerk, ticket, act, item.isEmpty() ? null : item, window.isBlank() ? null : window.strip());
            return place(outlet, window.strip());
        });
    }

    /** To be printed and given to whoever came in. */
    @GetMapping("/tickets/{ticket}")
    String ticket(Actor clerk, @PathVariable String ticket, Model page) {
        Ticket one = counters.one(clerk, ticket);
        page.addAttribute("ticket", one);
        page.addAttribute(
                "wait",
                counters.queue(clerk, one.outlet())
                        .expectedWait(one)
                        .map(wait -> wait.toMinutes())
                        .orElse(null));
        return "desk/ticket";
    }

    /** The page is put together before anything changes: it is shown again when the change is refused. */
    private Object attempt(ModelAndView page, Supplier<RedirectView> change) {
        try {
            return change.get();
        } catch (Refusal refusal) {
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("wrong", words.wrong(refusal));
            return page;
        }
    }

    private ModelAndView page(Actor clerk, String code, String window) {
        Queue queue = counters.queue(clerk, code);
        Outlet outlet = outlets.outlet(code);
        var page = new ModelAndView("desk/counter");
        page.addObject("outlet", outlet);
        page.addObject("window", window);
        page.addObject("queue", queue);
        page.addObject(
                "mine",
                queue.atWindows().stream()
                        .filter(ticket -> clerk.id().equals(ticket.clerk()))
                        .findFirst()
                        .orElse(null));
        page.addObject("waiting", queue.in(Status.WAITING));
        page.addObject("parked", queue.in(Status.PARKED));
        page.addObject("missed", queue.in(Status.MISSED));
        page.addObject("pickup", queue.in(Status.PICKUP));
        page.addObject("groups", outlet.windows().keySet().stream().sorted().toList());
        page.addObject("items", items(outlet));
        page.addObject("wrong", List.of());
        return page;
    }

    private List<ServiceItem> items(Outlet outlet) {
        return catalogue.all().stream()
                .filter(item -> outlet.itemGroup(item.code()).isPresent())
                .toList();
    }

    private static RedirectView place(Ticket ticket) {
        return See.other("/desk/tickets/" + ticket.id());
    }

    private static RedirectView place(String outlet, String window) {
        return See.other("/desk/counter/" + outlet + (window.matches("[0-9A-Za-z-]{1,10}") ? "?window=" + window : ""));
    }
}
