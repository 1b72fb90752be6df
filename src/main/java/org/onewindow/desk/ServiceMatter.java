package org.onewindow.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.onewindow.casework.Case;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.ItemViews;
import org.onewindow.identity.Accounts;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.worklist.WorkItem;
import org.springframework.stereotype.Component;

/** Applications for the items that have no form of their own: the catalogue says what to look at. */
@Component
class ServiceMatter implements Matter {

    /** What may be wrong with an application, and how it is called. */
    private static final Map<String, String> PATHS = new LinkedHashMap<>();

    static {
        PATHS.put("note", "page.desk.field.request");
        PATHS.put("delivery", "page.desk.field.delivery");
        PATHS.put("address", "page.desk.field.address");
        PATHS.put("papers", "page.desk.field.papers");
    }

    private static final Map<String, String> PAPERS = Map.of("papers", "page.desk.field.papers");

    private static final String FINISH = "finish";

    private final ServiceApplications applications;
    private final Cases cases;
    private final ItemViews guides;
    private final Accounts accounts;
    private final Words words;

    ServiceMatter(ServiceApplications applications, Cases cases, ItemViews guides, Accounts accounts, Words deskWords) {
        this.applications = applications;
        this.cases = cases;
        this.guides = guides;
        this.accounts = accounts;
        words = deskWords;
    }

    @Override
    public Optional<Sheet> sheet(Actor officer, WorkItem item, Case c, Locale locale) {
        return applications
                .find(c)
                .map(asked -> new Sheet(
                        words.item(c.item()),
                        lines(c, asked, locale),
                        guides.guide(c.item(), locale).bring(),
                        List.of(),
                        null,
                        outcomes(item, c),
                        inputs(asked)));
    }

    private List<Inputs> inputs(ServiceApplication asked) {
        var inputs = new ArrayList<>(List.of(
                words.defects(PATHS),
                words.named("tolerate", "owed", "page.desk.owed", PAPERS),
                words.named("notReady", "lacking", "page.desk.lacking", PAPERS),
                authority()));
        if (asked.delivery() == Delivery.POST) {
            inputs.add(new Inputs(
                    "deliver",
                    "posted",
                    words.text("page.desk.posted"),
                    List.of(new Input("tracking", "tracking", words.text("page.desk.field.tracking"), ""))));
        }
        return inputs;
    }

    private List<Line> lines(Case c, ServiceApplication asked, Locale locale) {
        var person = accounts.person(c.applicant()).masked();
        var lines = new ArrayList<Line>();
        lines.add(new Line(words.text("page.desk.field.person"), person.name()));
        add(lines, "page.desk.field.idNo", person.idNo());
        add(lines, "page.desk.field.contact", person.mobile());
        lines.add(new Line(words.text("page.desk.field.delivery"), words.delivery(asked.delivery())));
        add(lines, "page.desk.field.address", asked.address());
        cases.itemOf(c).form().stream()
                .filter(field -> asked.form().containsKey(field.name()))
                .forEach(field -> lines.add(new Line(
                        field.label().in(locale), field.shown(asked.form().get(field.name()), locale))));
        add(lines, "page.desk.field.request", asked.note());
        return lines;
    }

    private void add(List<Line> lines, String label, String value) {
        if (value != null && !value.isBlank()) {
            lines.add(new Line(words.text(label), value));
        }
    }

    private List<String> outcomes(WorkItem item, Case c) {
        boolean onTheSpot = cases.itemOf(c).onTheSpot();
        return item.outcomes().stream()
                .filter(outcome -> onTheSpot || !outcome.equals(FINISH))
                .toList();
    }

    /** Whoever does not accept names who is competent (permit law, article 32). */
    private Inputs authority() {
        return new Inputs(
                "notAccept",
                "competent",
                words.text("page.desk.competent"),
                List.of(new Input("authority", "authority", words.text("page.desk.field.authority"), "")));
    }
}
