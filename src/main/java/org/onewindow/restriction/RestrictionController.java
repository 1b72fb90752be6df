package org.onewindow.restriction;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.register.VehicleClass;
import org.onewindow.register.VehicleRecord.Body;
import org.onewindow.register.VehicleRecord.Energy;
import org.onewindow.restriction.Truck.Load;
import org.onewindow.restriction.Zone.Point;
import org.onewindow.restriction.Zone.Section;
import org.onewindow.shared.Defects;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For everybody: whether a truck needs a pass at all, and where trucks are restricted. Nothing that is asked is kept. */
@RestController
class RestrictionController {

    /**
     * @param plateType code of 号牌种类: 01, 02, 15, 51 or 52; may be left out
     * @param vehicleClass by GA 802; from length and mass when left out
     * @param load general goods when left out
     * @param zone code of a zone; or else {@code point}
     * @param road where it is one of the roads that a notice names
     * @param moment local; now when left out
     */
    record Question(
            @Pattern(regexp = "01|02|15|51|52") String plateType,
            VehicleClass vehicleClass,
            @NotNull Body bodyType,
            @NotNull Energy energy,
            @NotNull @Positive @Max(100_000) Integer lengthMm,
            @NotNull @Positive @Max(10_000) Integer widthMm,
            @NotNull @Positive @Max(10_000) Integer heightMm,
            @NotNull @Positive @Max(200_000) Integer grossMassKg,
            Load load,
            @Size(max = 10) String zone,
            @Valid Place point,
            @Size(max = 50) String road,
            LocalDateTime moment) {

        Truck truck() {
            return Truck.told(
                    plateType,
                    vehicleClass,
                    bodyType,
                    energy,
                    lengthMm,
                    widthMm,
                    heightMm,
                    grossMassKg,
                    load == null ? Load.GENERAL : load);
        }
    }

    /** WGS84, in degrees. */
    record Place(
            @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {}

    record Named(String code, String text) {}

    /**
     * @param text the answer in words
     * @param rule why
     * @param edition the rules in force; {@code null} where nothing was announced
     * @param zone {@code null} outside all zones
     * @param exceptRoads roads on which the rule's hours do not hold
     * @param until when the answer changes, on the same day; {@code null} when it stays till midnight
     * @param item code of the item to apply for; {@code null} when there is none
     */
    record Answered(
            Ruling.Answer answer,
            String text,
            Named rule,
            InForce edition,
            Named zone,
            LocalDateTime moment,
            LocalDateTime until,
            List<Section> exceptRoads,
            String item,
            int tableVersion) {}

    record InForce(String code, String source) {}

    /**
     * @param pass whether this office issues passes for it
     * @param polygon corners in order, WGS84
     * @param edition the rules in force on the day; {@code null} where nothing was announced
     * @param editions all rules that are known, those that were not adopted here too
     */
    record ZoneView(
            String code,
            String text,
            String district,
            boolean pass,
            List<Point> polygon,
            List<Section> sections,
            String source,
            String edition,
            List<Edition> editions) {}

    private final Restrictions restrictions;
    private final RestrictionRules rules;
    private final Zones zones;
    private final MessageSource messages;
    private final Clock clock;

    RestrictionController(
            Restrictions restrictions, RestrictionRules rules, Zones zones, MessageSource messages, Clock clock) {
        this.restrictions = restrictions;
        this.rules = rules;
        this.zones = zones;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whether a truck needs a pass: no, and by which rule; yes, and which; or no pass covers it, and what does. */
    @PostMapping("/api/pass-questions")
    Answered passQuestion(Locale locale, @Valid @RequestBody Question question) {
        LocalDateTime moment = question.moment() == null ? now() : question.moment();
        var defects = new Defects();
        defects.require(
                Restrictions.thinkable(moment.toLocalDate()),
                "moment",
                "day-out-of-range",
                Restrictions.FIRST_DAY,
                Restrictions.LAST_DAY);
        defects.require((question.zone() == null) != (question.point() == null), "zone", "zone-or-point");
        if (question.zone() != null) {
            defects.require(zones.zone(question.zone()).isPresent(), "zone", "zone-unknown", question.zone());
        }
        defects.refuse();
        Zone zone = question.zone() != null
                ? zones.zone(question.zone()).orElseThrow()
                : zones.at(new Point(
                                question.point().longitude(), question.point().latitude()))
                        .orElse(null);
        Ruling ruling = restrictions.ask(question.truck(), zone == null ? "" : zone.code(), question.road(), moment);
        return new Answered(
                ruling.answer(),
                text("restriction.answer." + ruling.answer(), locale),
                new Named(ruling.rule(), text("reason." + ruling.rule(), locale)),
                ruling.edition().isEmpty() ? null : new InForce(ruling.edition(), ruling.source()),
                zone == null ? null : new Named(zone.code(), zone.name(locale)),
                moment,
                ruling.until(),
                ruling.exceptRoads().isEmpty() ? List.of() : rules.roads().get(ruling.exceptRoads()),
                ruling.item().isEmpty() ? null : ruling.item(),
                ruling.version());
    }

    /** @param date local day; today when left out */
    @GetMapping("/api/restricted-zones")
    List<ZoneView> restrictedZones(Locale locale, @RequestParam(required = false) LocalDate date) {
        LocalDate day = date == null ? now().toLocalDate() : date;
        new Defects()
                .require(
                        Restrictions.thinkable(day),
                        "date",
                        "day-out-of-range",
                        Restrictions.FIRST_DAY,
                        Restrictions.LAST_DAY)
                .refuse();
        return zones.all().stream()
                .map(zone -> new ZoneView(
                        zone.code(),
                        zone.name(locale),
                        zone.district(),
                        zone.pass(),
                        zone.polygon(),
                        zone.sections(),
                        zone.source(),
                        rules.edition(zone.code(), day).map(Edition::code).orElse(null),
                        rules.editions().stream()
                                .filter(e -> e.zones().contains(zone.code()))
                                .toList()))
                .toList();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private String text(String code, Locale locale) {
        return messages.getMessage(code, null, locale);
    }
}
