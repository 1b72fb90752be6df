package org.onewindow.pass;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.pass.PassRules.KeyProject;
import org.onewindow.shared.Defects;
import org.onewindow.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Building sites and works that have passes of their own, and how many. */
@RestController
@RequestMapping("/api/key-projects")
class KeyProjectController {

    record ProjectView(String code, String text, LocalDate from, LocalDate to) {}

    /**
     * Over days, both ends included.
     *
     * @param passes that were or are to be valid on one of them, those that were ended early too
     * @param vehicles that have such a pass
     * @param ended of the passes, those that an act has ended
     */
    record Counts(String project, LocalDate from, LocalDate to, int passes, int vehicles, int ended) {}

    private final PassRules rules;
    private final JdbcClient sql;

    KeyProjectController(PassRules rules, JdbcClient sql) {
        this.rules = rules;
        this.sql = sql;
    }

    @GetMapping
    List<ProjectView> projects(Locale locale) {
        return rules.projects().stream()
                .map(p -> new ProjectView(p.code(), p.name(locale), p.from(), p.to()))
                .toList();
    }

    /**
     * @param from the project's first day when left out
     * @param to its last when left out
     */
    @GetMapping("/{code}/pass-counts")
    Counts counts(
            @PathVariable String code,
            @RequestParam(required = false) LocalDate from,
            @RequestParam(required = false) LocalDate to) {
        KeyProject project = rules.project(code).orElseThrow(() -> Refusal.notFound("project-unknown"));
        LocalDate first = from == null ? project.from() : from;
        LocalDate last = to == null ? project.to() : to;
        new Defects()
                .require(PassApplication.thinkable(first), "from", "date-malformed")
                .require(PassApplication.thinkable(last), "to", "date-malformed")
                .require(!last.isBefore(first), "to", "period-reversed")
                .refuse();
        return sql.sql("""
                        SELECT COUNT(*) AS passes, COUNT(DISTINCT CONCAT(plate_number, '/', plate_type)) AS vehicles,
                               COALESCE(SUM(CASE WHEN status IN ('LIVE', 'SUSPENDED') THEN 0 ELSE 1 END), 0) AS ended
                        FROM truck_pass
                        WHERE project = :project AND period_from <= :to AND period_to >= :from
                        """)
                .param("project", code)
                .param("from", first)
                .param("to", last)
                .query((row, i) -> new Counts(
                        code, first, last, row.getInt("passes"), row.getInt("vehicles"), row.getInt("ended")))
                .single();
    }
}
