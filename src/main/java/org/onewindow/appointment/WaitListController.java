package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.appointment.WaitListEntry.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own places in the wait list. An offer is a hold, and confirmed like one. */
@RestController
@RequestMapping("/api/wait-list")
class WaitListController {

    record Wish(
            @NotBlank @Size(max = 10) String item,
            @NotBlank @Size(max = 10) String outlet,
            @NotNull LocalDate firstDay,
            @NotNull LocalDate lastDay) {}

    /** @param offered number of the hold that was offered, or {@code null} */
    record EntryView(
            String entry,
            String item,
            String outlet,
            LocalDate firstDay,
            LocalDate lastDay,
            Status status,
            String offered) {}

    private final WaitList waitList;
    private final Visitors visitors;

    WaitListController(WaitList waitList, Visitors visitors) {
        this.waitList = waitList;
        this.visitors = visitors;
    }

    @Idempotent
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    EntryView join(Actor actor, @Valid @RequestBody Wish wish) {
        return view(waitList.join(visitors.holder(actor), wish.item(), wish.outlet(), wish.firstDay(), wish.lastDay()));
    }

    @GetMapping
    List<EntryView> waitList(Actor actor) {
        return waitList.of(visitors.holder(actor)).stream()
                .map(WaitListController::view)
                .toList();
    }

    @DeleteMapping("/{entry}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Actor actor, @PathVariable String entry) {
        waitList.leave(visitors.holder(actor), entry);
    }

    private static EntryView view(WaitListEntry entry) {
        return new EntryView(
                entry.id(),
                entry.item(),
                entry.outlet(),
                entry.firstDay(),
                entry.lastDay(),
                entry.status(),
                entry.offered());
    }
}
