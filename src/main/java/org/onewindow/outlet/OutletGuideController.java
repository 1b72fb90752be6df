package org.onewindow.outlet;

import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How often people were guided to outlets, for supervisors. */
@RestController
class OutletGuideController {

    /** @param total over all outlets and items */
    record Guides(LocalDate from, LocalDate to, long total, List<OutletGuides.Counted> counts) {}

    private final OutletGuides guides;

    OutletGuideController(OutletGuides guides) {
        this.guides = guides;
    }

    /** Counts of the days from the first to the last, at most a year. */
    @GetMapping("/api/outlet-guides")
    Guides guides(@RequestParam LocalDate from, @RequestParam LocalDate to) {
        List<OutletGuides.Counted> counts = guides.counted(from, to);
        return new Guides(
                from, to, counts.stream().mapToLong(OutletGuides.Counted::times).sum(), counts);
    }
}
