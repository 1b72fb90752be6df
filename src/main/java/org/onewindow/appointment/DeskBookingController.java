package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A clerk books for somebody who is there, moves and cancels visits at his outlet; a supervisor says how many serve. */
@RestController
class DeskBookingController {

    /**
     * @param items further items of the same visit, or left out
     * @param visitors citizen ID numbers of all who come, that of whoever is there first
     * @param overReason why a supervisor gives a seat over the capacity, or left out
     */
    record DeskBooking(
            @NotBlank @Size(max = 10) String item,
            @NotNull Instant startsAt,
            @Size(max = 4) List<@NotNull @Size(max = 10) String> items,
            @NotEmpty @Size(max = 4) List<@NotNull @Size(max = 20) String> visitors,
            @Size(min = 1, max = 500) String overReason) {

        /** Never who comes. */
        @Override
        public String toString() {
            return "DeskBooking[" + item + " " + startsAt + "]";
        }
    }

    /** @param reason told to whoever booked */
    record Move(
            @NotBlank @Size(max = 10) String outlet,
            @NotNull Instant startsAt,
            @NotBlank @Size(max = 500) String reason) {}

    record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    /** @param windows of the group that are served on that day */
    record Staff(
            @NotNull LocalDate day,
            @NotBlank @Size(max = 10) String group,
            @NotNull Integer windows,
            @NotBlank @Size(max = 500) String reason) {}

    private final Appointments appointments;
    private final Visitors visitors;
    private final Staffing staffing;

    DeskBookingController(Appointments appointments, Visitors visitors, Staffing staffing) {
        this.appointments = appointments;
        this.visitors = visitors;
        this.staffing = staffing;
    }

    /** Who is expected, or was, on that day; not who it is. */
    @GetMapping("/api/counters/{outlet}/bookings")
    List<AppointmentController.View> booked(Actor clerk, @PathVariable String outlet, @RequestParam LocalDate day) {
        return appointments.on(clerk, outlet, day).stream()
                .map(AppointmentController.View::of)
                .toList();
    }

    @Idempotent
    @PostMapping("/api/booked-visits/{number}/changes")
    AppointmentController.View move(Actor clerk, @PathVariable String number, @Valid @RequestBody Move move) {
        return AppointmentController.View.of(
                appointments.moveFor(clerk, number, move.outlet(), move.startsAt(), move.reason()));
    }

    @Idempotent
    @PostMapping("/api/booked-visits/{number}/cancellations")
    AppointmentController.View cancelFor(
            Actor clerk, @PathVariable String number, @Valid @RequestBody Cancellation cancellation) {
        return AppointmentController.View.of(appointments.cancelFor(clerk, number, cancellation.reason()));
    }

    /** Fewer windows on one day; the answer names the visits that are to be moved. */
    @Idempotent
    @PostMapping("/api/counters/{outlet}/staffing")
    Staffing.Day staff(Actor supervisor, @PathVariable String outlet, @Valid @RequestBody Staff staff) {
        return staffing.set(supervisor, outlet, staff.day(), staff.group(), staff.windows(), staff.reason());
    }

    @GetMapping("/api/counters/{outlet}/staffing")
    List<Staffing.Day> staffing(Actor clerk, @PathVariable String outlet, @RequestParam LocalDate day) {
        return staffing.of(clerk, outlet, day);
    }

    @Idempotent
    @PostMapping("/api/counters/{outlet}/bookings")
    @ResponseStatus(HttpStatus.CREATED)
    AppointmentController.View book(Actor clerk, @PathVariable String outlet, @Valid @RequestBody DeskBooking booking) {
        Party party = visitors.atTheDesk(booking.item(), booking.items(), booking.visitors());
        return AppointmentController.View.of(
                appointments.book(clerk, party, outlet, booking.startsAt(), booking.overReason()));
    }
}
