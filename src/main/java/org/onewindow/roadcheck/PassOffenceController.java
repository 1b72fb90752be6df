package org.onewindow.roadcheck;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.onewindow.greylist.GreyList;
import org.onewindow.greylist.GreyListEntry;
import org.onewindow.pass.PassApplication.PlateEntry;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Plate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/pass-offences")
class PassOffenceController {

    /**
     * @param offence code, such as 1344
     * @param place where it was, for the record
     */
    record Report(
            @NotNull @Valid PlateEntry plate,
            @NotBlank @Size(max = 10) String offence,
            @Size(max = 100) String place) {}

    /**
     * @param step 1 for the vehicle's first offence within a year
     * @param listedTo last day on which the vehicle gets no pass; {@code null} when it never does again
     * @param basis what the length rests on
     */
    record ReportView(
            String id,
            PlateEntry plate,
            String offence,
            String text,
            Instant reportedAt,
            int step,
            LocalDate listedTo,
            boolean forGood,
            String place,
            String basis) {}

    private final PassOffences offences;
    private final GreyList greyList;

    PassOffenceController(PassOffences offences, GreyList greyList) {
        this.offences = offences;
        this.greyList = greyList;
    }

    /** Lists the vehicle for a time, longer with each offence, and suspends its passes as long; in the end for good. */
    @PostMapping
    @Idempotent
    ResponseEntity<ReportView> report(Actor officer, Locale locale, @Valid @RequestBody Report report) {
        Plate plate = Plate.parse(report.plate().number(), report.plate().type());
        GreyListEntry entry = offences.report(officer, plate, report.offence(), report.place());
        return ResponseEntity.created(URI.create("/api/pass-offences/" + entry.id()))
                .body(view(entry, locale));
    }

    /** For whoever reported it, and for the supervisor of his unit. */
    @GetMapping("/{id}")
    ReportView one(Actor reader, Locale locale, @PathVariable String id) {
        return view(greyList.visibleTo(reader, id), locale);
    }

    private ReportView view(GreyListEntry entry, Locale locale) {
        return new ReportView(
                entry.id(),
                new PlateEntry(entry.plate().number(), entry.plate().type()),
                entry.offence(),
                greyList.text(locale),
                entry.reportedAt(),
                entry.step(),
                entry.listedTo(),
                entry.forGood(),
                entry.place(),
                greyList.source());
    }
}
