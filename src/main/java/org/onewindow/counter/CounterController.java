package org.onewindow.counter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.onewindow.counter.Counters.Act;
import org.onewindow.counter.Ticket.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The queue of an outlet: for its clerks, and as numbers for everybody. */
@RestController
@RequestMapping("/api")
class CounterController {

    /** One of the two names whoever booked. */
    record Arrival(
            @Size(max = 36) String appointment,
            @Size(max = 20) String idNo) {}

    record WalkIn(
            @NotBlank @Size(max = 10) String item,
            @Size(max = 20) String idNo) {}

    /** @param group first letters of the items that the window serves; left out for a window that serves all */
    record Call(
            @NotBlank @Size(max = 10) String window,
            @Size(max = 10) String group) {}

    record TicketAct(
            @NotNull Act act,
            @Size(max = 10) String item,
            @Size(max = 10) String window) {}

    /** @param expectedWaitMinutes {@code null} unless he waits */
    record TicketView(
            String id,
            String number,
            String outlet,
            String item,
            boolean booked,
            Status status,
            Instant joinedAt,
            String window,
            int calls,
            Long expectedWaitMinutes) {}

    record QueueView(String outlet, List<TicketView> tickets) {}

    record Shown(String number, String window, Status status) {}

    record GroupView(String group, int waiting, long expectedWaitMinutes) {}

    /** @param called numbers at the windows, the last called first */
    record DisplayView(String outlet, List<Shown> called, List<GroupView> groups, List<String> pickup) {}

    private final Counters counters;

    CounterController(Counters counters) {
        this.counters = counters;
    }

    @Idempotent
    @PostMapping("/counters/{outlet}/arrivals")
    ResponseEntity<TicketView> checkIn(Actor clerk, @PathVariable String outlet, @Valid @RequestBody Arrival arrival) {
        return created(counters.checkIn(clerk, outlet, arrival.appointment(), arrival.idNo()));
    }

    @Idempotent
    @PostMapping("/counters/{outlet}/walk-ins")
    ResponseEntity<TicketView> walkIn(Actor clerk, @PathVariable String outlet, @Valid @RequestBody WalkIn walkIn) {
        return created(counters.walkIn(clerk, outlet, walkIn.item(), walkIn.idNo()));
    }

    private ResponseEntity<TicketView> created(Ticket ticket) {
        return ResponseEntity.created(URI.create("/api/tickets/" + ticket.id())).body(view(ticket));
    }

    /** Calls whoever has waited longest for his turn; 204 when nobody waits. */
    @Idempotent
    @PostMapping("/counters/{outlet}/calls")
    ResponseEntity<TicketView> callNext(Actor clerk, @PathVariable String outlet, @Valid @RequestBody Call call) {
        return counters.callNext(clerk, outlet, call.window(), call.group())
                .map(ticket -> ResponseEntity.ok(view(ticket)))
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @Idempotent
    @PostMapping("/tickets/{ticket}/acts")
    TicketView act(Actor clerk, @PathVariable String ticket, @Valid @RequestBody TicketAct act) {
        return view(counters.act(clerk, ticket, act.act(), act.item(), act.window()));
    }

    @GetMapping("/tickets/{ticket}")
    TicketView ticket(Actor clerk, @PathVariable String ticket) {
        return view(counters.one(clerk, ticket));
    }

    @GetMapping("/counters/{outlet}")
    QueueView queue(Actor clerk, @PathVariable String outlet) {
        Queue queue = counters.queue(clerk, outlet);
        return new QueueView(
                outlet,
                queue.tickets().stream()
                        .filter(ticket -> !ticket.over())
                        .map(ticket -> view(ticket, queue))
                        .toList());
    }

    /** What the display in the hall shows: numbers, windows and how long it may take. */
    @GetMapping("/displays/{outlet}")
    DisplayView display(@PathVariable String outlet) {
        Queue queue = counters.shown(outlet);
        return new DisplayView(
                outlet,
                queue.atWindows().stream()
                        .map(ticket -> new Shown(ticket.number(), ticket.window(), ticket.status()))
                        .toList(),
                new TreeSet<>(queue.waiting().keySet())
                        .stream()
                                .map(group -> new GroupView(
                                        group,
                                        queue.waiting().get(group),
                                        queue.expectedWait(group).toMinutes()))
                                .toList(),
                queue.in(Status.PICKUP).stream().map(Ticket::number).toList());
    }

    private TicketView view(Ticket ticket) {
        return view(ticket, counters.shown(ticket.outlet()));
    }

    private static TicketView view(Ticket ticket, Queue queue) {
        return new TicketView(
                ticket.id(),
                ticket.number(),
                ticket.outlet(),
                ticket.item(),
                ticket.appointment() != null,
                ticket.status(),
                ticket.joinedAt(),
                ticket.window(),
                ticket.calls(),
                queue.expectedWait(ticket).map(wait -> wait.toMinutes()).orElse(null));
    }
}
