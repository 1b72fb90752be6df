package org.onewindow.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.casework.Case;
import org.onewindow.catalogue.Catalogue;
import org.onewindow.identity.Accounts;
import org.onewindow.pass.CheckView;
import org.onewindow.pass.Hours;
import org.onewindow.pass.PassApplication;
import org.onewindow.pass.PassApplications;
import org.onewindow.shared.Actor;
import org.onewindow.worklist.WorkItem;
import org.springframework.stereotype.Component;

/** Applications for truck passes: what the registers answered stands beside what was asked for. */
@Component
class PassMatter implements Matter {

    private static final String PROCESS = "truck-pass";

    /** What may be wrong with an application, and how it is called. */
    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("plate.number", "page.desk.field.plate");
        PATHS.put("zones", "page.desk.field.zones");
        PATHS.put("route", "page.desk.field.route");
        PATHS.put("period.to", "page.desk.field.period");
        PATHS.put("hours", "page.desk.field.hours");
        PATHS.put("purpose", "page.desk.field.purpose");
        PATHS.put("goods.kind", "page.desk.field.goods");
        PATHS.put("applicant.creditCode", "page.desk.field.applicant");
        PATHS.put("contact.mobile", "page.desk.field.contact");
        PATHS.put("driver.licenceNumber", "page.desk.field.driver");
    }

    private final PassApplications applications;
    private final CheckView.Maker checks;
    private final Catalogue catalogue;
    private final Accounts accounts;
    private final Clock clock;
    private final Words words;

    PassMatter(
            PassApplications applications,
            CheckView.Maker checks,
            Catalogue catalogue,
            Accounts accounts,
            Clock clock,
            Words deskWords) {
        this.applications = applications;
        this.checks = checks;
        this.catalogue = catalogue;
        this.accounts = accounts;
        this.clock = clock;
        words = deskWords;
    }

    @Override
    public Optional<Sheet> sheet(Actor officer, WorkItem item, Case c, Locale locale) {
        if (!catalogue.item(c.item()).process().equals(PROCESS)) {
            return Optional.empty();
        }
        PassApplication asked = applications.shown(officer, c.id());
        return Optional.of(new Sheet(
                words.plain(c.subject()),
                lines(asked, c),
                List.of(),
                checks.of(c.id(), locale),
                applications.earlier(c.id()).map(Case::number).orElse(null),
                item.outcomes(),
                List.of(changes(asked), defects())));
    }

    private List<Line> lines(PassApplication a, Case c) {
        var lines = new ArrayList<Line>();
        add(
                lines,
                "page.desk.field.plate",
                words.plate(a.plate().number(), a.plate().type()));
        add(
                lines,
                "page.desk.field.zones",
                a.zones().stream().map(words::zone).collect(Collectors.joining(words.text("page.and"))));
        add(lines, "page.desk.field.route", a.route());
        add(
                lines,
                "page.desk.field.period",
                a.period().from() + " – " + a.period().to());
        add(lines, "page.desk.field.hours", words.hours(a.hoursOrWholeDay()));
        add(lines, "page.desk.field.purpose", a.purpose());
        add(lines, "page.desk.field.goods", a.goods().kind());
        add(lines, "page.desk.project", a.project());
        String company = a.applicant().creditCode();
        add(
                lines,
                "page.desk.field.applicant",
                company == null ? words.text("page.desk.person") : company(company, c.applicant()));
        String name = a.contact().name();
        add(
                lines,
                "page.desk.field.contact",
                name == null ? a.contact().mobile() : name + " " + a.contact().mobile());
        add(
                lines,
                "page.desk.field.driver",
                a.driver() == null ? null : a.driver().licenceNumber());
        return lines;
    }

    /** Its name, where whoever applied acts for it today, and its code. */
    private String company(String creditCode, String applicant) {
        return accounts.mandates(applicant, LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE)).stream()
                .filter(mandate -> mandate.creditCode().equals(creditCode))
                .map(mandate -> mandate.companyName() + " " + creditCode)
                .findFirst()
                .orElse(creditCode);
    }

    private void add(List<Line> lines, String label, String value) {
        if (value != null) {
            lines.add(new Line(words.text(label), value));
        }
    }

    /** What an officer may set otherwise than it was asked for. */
    private Inputs changes(PassApplication asked) {
        Hours hours = asked.hoursOrWholeDay();
        return new Inputs(
                "grant",
                "changes",
                words.text("page.desk.changes"),
                List.of(
                        change(
                                "period.from",
                                "page.desk.change.firstDay",
                                asked.period().from()),
                        change(
                                "period.to",
                                "page.desk.change.lastDay",
                                asked.period().to()),
                        change("hours.from", "page.desk.change.begins", hours.from()),
                        change("hours.to", "page.desk.change.ends", hours.to())));
    }

    private Input change(String path, String label, Object asked) {
        return new Input(path, path, words.text(label), asked.toString());
    }

    private Inputs defects() {
        return words.defects(PATHS);
    }
}
