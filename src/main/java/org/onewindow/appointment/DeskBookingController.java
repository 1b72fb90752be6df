package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A clerk books for somebody who is there. */
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

    private final Appointments appointments;
    private final Visitors visitors;

    DeskBookingController(Appointments appointments, Visitors visitors) {
        this.appointments = appointments;
        this.visitors = visitors;
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
