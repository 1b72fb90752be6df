package org.onewindow.appointment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.appointment.Appointment.Holder;
import org.onewindow.appointment.Appointments.Offer;
import org.onewindow.outlet.Outlet;
import org.onewindow.outlet.Outlets;
import org.onewindow.outlet.Point;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Cursor;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Page;
import org.onewindow.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A visit of one's own: what is free, and hold, confirm, change, cancel. Only with a citizen ID number on record. */
@RestController
@RequestMapping("/api")
class AppointmentController {

    private static final int MOST_DAYS = 14;

    /** So many of the nearest outlets are looked at when none is named. */
    private static final int NEAREST = 3;

    private static final Instant LATEST = Instant.parse("9999-12-01T00:00:00Z");

    /**
     * @param items further items of the same visit, or left out
     * @param visitors citizen ID numbers of further persons who come along, or left out
     * @param company credit code of the company that an agent books for; then only its visitors come
     * @param caseId own case that the visit belongs to, or left out
     * @param nearby whether an outlet nearby will do when the named one has no seat then
     */
    record Wanted(
            String item,
            String outlet,
            Instant startsAt,
            @Size(max = 4) List<@NotNull @Size(max = 10) String> items,
            @Size(max = 4) List<@NotNull @Size(max = 20) String> visitors,
            @Size(max = 18) String company,
            @Size(max = 36) String caseId,
            Boolean nearby) {

        /** Never who comes. */
        @Override
        public String toString() {
            return "Wanted[" + item + " " + outlet + " " + startsAt + "]";
        }
    }

    record Held(String hold) {}

    record Moved(String outlet, Instant startsAt) {}

    /** @param outlet where the visit was to be before, like {@code startsAt} */
    record OfficeActView(OfficeAct.Act act, Instant at, String outlet, Instant startsAt, String reason) {}

    /** @param free seats that are left; 0 when the slot is full */
    record SlotView(String outlet, Instant startsAt, Instant endsAt, int capacity, int free) {}

    /** @param heldUntil until when a hold can be confirmed; otherwise {@code null} */
    record View(
            String number,
            String item,
            String outlet,
            Instant startsAt,
            Instant endsAt,
            Appointment.Status status,
            Instant heldUntil) {

        static View of(Appointment one) {
            return new View(
                    one.number(),
                    one.item(),
                    one.slot().outlet(),
                    one.slot().startsAt(),
                    one.slot().endsAt(),
                    one.status(),
                    one.status() == Appointment.Status.HELD ? one.heldUntil() : null);
        }
    }

    private final Appointments appointments;
    private final Slots slots;
    private final Outlets outlets;
    private final Visitors visitors;
    private final CaseVisits caseVisits;
    private final VisitFile file;

    AppointmentController(
            Appointments appointments,
            Slots slots,
            Outlets outlets,
            Visitors visitors,
            CaseVisits caseVisits,
            VisitFile file) {
        this.appointments = appointments;
        this.slots = slots;
        this.outlets = outlets;
        this.visitors = visitors;
        this.caseVisits = caseVisits;
        this.file = file;
    }

    /** At one outlet, or at the three that are nearest to a WGS84 point. */
    @GetMapping("/slots")
    List<SlotView> slots(
            @RequestParam String item,
            @RequestParam(required = false) String outlet,
            @RequestParam(required = false) Double lat,
            @RequestParam(required = false) Double lon,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(defaultValue = "7") int days) {
        new Defects()
                .require(days >= 1 && days <= MOST_DAYS, "days", "slot-days", MOST_DAYS)
                .require(
                        outlet != null || lat != null && lon != null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180,
                        "outlet",
                        "slot-place-missing")
                .refuse();
        List<Outlet> asked = outlet != null
                ? List.of(outlets.outlet(outlet))
                : outlets.offering(item, new Point(lat, lon)).stream()
                        .limit(NEAREST)
                        .toList();
        return asked.stream()
                .flatMap(one ->
                        appointments
                                .offers(one, item, from == null ? slots.firstDay(item, one.code()) : from, days)
                                .stream())
                .map(AppointmentController::view)
                .toList();
    }

    private static SlotView view(Offer offer) {
        Slot slot = offer.slot();
        return new SlotView(slot.outlet(), slot.startsAt(), slot.endsAt(), slot.capacity(), offer.free());
    }

    @Idempotent
    @PostMapping("/holds")
    ResponseEntity<View> hold(Actor actor, @Valid @RequestBody Wanted wanted) {
        new Defects()
                .require(wanted.item() != null, "item", "slot-part-missing")
                .require(wanted.outlet() != null, "outlet", "slot-part-missing")
                .require(wanted.startsAt() != null, "startsAt", "slot-part-missing")
                .refuse();
        boolean nearby = Boolean.TRUE.equals(wanted.nearby());
        if (!nearby) {
            appointments.requireSeatLeft(wanted.item(), wanted.outlet(), wanted.startsAt());
        }
        Party party = visitors.party(actor, wanted.item(), wanted.items(), wanted.visitors(), wanted.company());
        Origin origin = wanted.company() == null ? null : new Origin(actor.id(), wanted.company(), null);
        Appointment held = nearby
                ? appointments.holdNearby(party, wanted.outlet(), wanted.startsAt(), origin)
                : appointments.hold(party, wanted.outlet(), wanted.startsAt(), origin);
        if (wanted.caseId() != null) {
            caseVisits.bind(actor, held, wanted.caseId());
        }
        return ResponseEntity.created(URI.create("/api/appointments/" + held.number()))
                .body(View.of(held));
    }

    /** Confirms a hold. */
    @Idempotent
    @PostMapping("/appointments")
    @ResponseStatus(HttpStatus.CREATED)
    View confirm(Actor actor, @RequestBody Held held) {
        if (held.hold() == null) {
            throw Refusal.invalid("hold", "slot-part-missing");
        }
        return View.of(appointments.confirm(visitors.holder(actor), held.hold()));
    }

    @Idempotent
    @PostMapping("/appointments/{number}/changes")
    View change(Actor actor, @PathVariable String number, @RequestBody Moved moved) {
        Holder holder = visitors.holder(actor);
        appointments.own(holder, number);
        new Defects()
                .require(moved.outlet() != null, "outlet", "slot-part-missing")
                .require(moved.startsAt() != null, "startsAt", "slot-part-missing")
                .refuse();
        return View.of(appointments.change(holder, number, moved.outlet(), moved.startsAt()));
    }

    /** What somebody of the office did to the visit, when and why; the oldest first. */
    @GetMapping("/appointments/{number}/office-acts")
    List<OfficeActView> officeActs(Actor actor, @PathVariable String number) {
        return appointments.acts(appointments.own(visitors.holder(actor), number)).stream()
                .map(act -> new OfficeActView(act.act(), act.at(), act.outlet(), act.from(), act.reason()))
                .toList();
    }

    @Idempotent
    @PostMapping("/appointments/{number}/cancellations")
    View cancel(Actor actor, @PathVariable String number) {
        return View.of(appointments.cancel(visitors.holder(actor), number));
    }

    /** The latest begin first. */
    @GetMapping("/appointments")
    Page<View> appointments(
            Actor actor, @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "20") int limit) {
        int size = Cursor.size(limit);
        Cursor behind = cursor == null ? null : Cursor.read(cursor);
        List<View> views = appointments
                .list(
                        visitors.holder(actor),
                        behind == null ? LATEST : behind.instant(0),
                        behind == null ? "" : behind.text(1),
                        size + 1)
                .stream()
                .map(View::of)
                .toList();
        return Page.of(views, size, last -> Cursor.of(last.startsAt().toEpochMilli(), last.number()), null);
    }

    @GetMapping("/appointments/{number}")
    View appointment(Actor actor, @PathVariable String number) {
        return View.of(appointments.own(visitors.holder(actor), number));
    }

    /** RFC 5545; a moved or cancelled visit comes under the same UID with a higher SEQUENCE. */
    @GetMapping(path = "/appointments/{number}/visit.ics", produces = "text/calendar;charset=UTF-8")
    String calendarFile(Actor actor, @PathVariable String number, Locale locale) {
        return file.of(appointments.own(visitors.holder(actor), number), locale);
    }
}
