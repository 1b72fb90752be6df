package org.onewindow.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.restriction.Restrictions;
import org.onewindow.restriction.Ruling;
import org.onewindow.restriction.Truck;
import org.onewindow.restriction.Zone;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Defects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** For everybody: whether a truck needs a pass there and then. No plate is asked for, and nothing that is asked is kept. */
@Controller
class QuestionPages {

    private static final int LONGEST_MM = 100_000;
    private static final int WIDEST_MM = 10_000;
    private static final int HEAVIEST_KG = 200_000;

    /** Keys of words by code, in the order in which they are shown. */
    private static final Map<String, String> BODIES = Words.ordered(
            "BOX", "page.portal.body.box",
            "FLATBED", "page.portal.body.flatbed",
            "PICKUP", "page.portal.body.pickup",
            "TANK", "page.portal.body.tank",
            "ENGINEERING", "page.portal.body.engineering",
            "OTHER", "page.portal.body.other");

    private static final Map<String, String> ENERGIES = Words.ordered(
            "DIESEL", "page.portal.energy.diesel",
            "PETROL", "page.portal.energy.petrol",
            "GAS", "page.portal.energy.gas",
            "HYBRID", "page.portal.energy.hybrid",
            "ELECTRIC", "page.portal.energy.electric",
            "HYDROGEN", "page.portal.energy.hydrogen",
            "OTHER", "page.portal.energy.other");

    private static final Map<String, String> LOADS = Words.ordered(
            "GENERAL", "page.portal.load.general",
            "HAZARDOUS", "page.portal.load.hazardous",
            "HIGHLY_TOXIC", "page.portal.load.toxic");

    private final Restrictions restrictions;
    private final Zones zones;
    private final Words words;
    private final Clock clock;

    QuestionPages(Restrictions restrictions, Zones zones, Words words, Clock clock) {
        this.restrictions = restrictions;
        this.zones = zones;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/portal/question")
    String question(
            Locale locale,
            @RequestParam MultiValueMap<String, String> fields,
            Model page,
            HttpServletResponse response) {
        var typed = new Typed(fields);
        page.addAttribute("typed", typed);
        page.addAttribute(
                "zones",
                zones.all().stream()
                        .collect(Collectors.toMap(
                                Zone::code, zone -> zone.name(locale), (one, other) -> one, LinkedHashMap::new)));
        page.addAttribute("bodies", words.all(BODIES));
        page.addAttribute("energies", words.all(ENERGIES));
        page.addAttribute("loads", words.all(LOADS));
        page.addAttribute("plateTypes", words.all(ApplyPages.PLATE_TYPES));
        if (fields.containsKey("zone")) {
            answer(typed, page, response);
        } else {
            LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), WorkingCalendar.ZONE);
            typed.put("date", now.toLocalDate());
            typed.put("time", now.toLocalTime().truncatedTo(ChronoUnit.MINUTES));
        }
        return "portal/question";
    }

    private void answer(Typed typed, Model page, HttpServletResponse response) {
        var defects = new Defects();
        for (var choice :
                Map.of("bodyType", BODIES, "energy", ENERGIES, "load", LOADS).entrySet()) {
            defects.require(choice.getValue().containsKey(typed.one(choice.getKey())), choice.getKey(), "missing");
        }
        String plateType = typed.one("plate.type");
        defects.require(plateType.isEmpty() || ApplyPages.PLATE_TYPES.containsKey(plateType), "plate.type", "value");
        defects.require(zones.zone(typed.one("zone")).isPresent(), "zone", "missing");
        int length = typed.number("lengthMm", LONGEST_MM, defects);
        int width = typed.number("widthMm", WIDEST_MM, defects);
        int height = typed.number("heightMm", WIDEST_MM, defects);
        int mass = typed.number("grossMassKg", HEAVIEST_KG, defects);
        LocalDate date = typed.date("date", defects);
        LocalTime time = typed.time("time", defects);
        defects.require(!typed.one("date").isBlank(), "date", "missing");
        defects.require(!typed.one("time").isBlank(), "time", "missing");
        if (date != null) {
            defects.require(
                    Restrictions.thinkable(date),
                    "date",
                    "day-out-of-range",
                    Restrictions.FIRST_DAY,
                    Restrictions.LAST_DAY);
        }
        if (defects.any()) {
            response.setStatus(422);
            page.addAttribute("errors", words.wrong(defects.found()));
            return;
        }
        Truck truck = Truck.told(
                plateType,
                null,
                Body.valueOf(typed.one("bodyType")),
                Energy.valueOf(typed.one("energy")),
                length,
                width,
                height,
                mass,
                Truck.Load.valueOf(typed.one("load")));
        Ruling ruling = restrictions.ask(truck, typed.one("zone"), null, date.atTime(time));
        page.addAttribute("ruling", ruling);
        page.addAttribute("answer", words.text("restriction.answer." + ruling.answer()));
        page.addAttribute("reason", words.text("reason." + ruling.rule()));
        page.addAttribute(
                "needed",
                ruling.answer() == Ruling.Answer.NEEDED && !ruling.item().isEmpty());
    }
}
