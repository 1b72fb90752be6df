package org.onewindow.desk;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Refusal.Defect;
import org.onewindow.worklist.WorkBatch;
import org.onewindow.worklist.WorkBatch.Act;
import org.onewindow.worklist.WorkBatchRow;
import org.onewindow.worklist.WorkBatches;
import org.onewindow.worklist.WorkBatches.Chosen;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** The same for several items: begun on the list, looked up whenever the clerk likes. */
@Controller
@RequestMapping("/desk/batches")
class DeskBatchController {

    private static final Pattern CHOSEN = Pattern.compile("([0-9A-Za-z-]{1,64})\\.(\\d{1,9})");

    private static final Map<Act, String> ACTS = Map.of(
            Act.CLAIM, "page.desk.claim",
            Act.RELEASE, "page.desk.release",
            Act.DECIDE, "page.desk.decide");

    /** @param why it was not done, or empty */
    record Row(WorkBatchRow row, List<String> why) {}

    record Batch(WorkBatch kept, String act) {}

    private final WorkBatches batches;
    private final Words words;

    DeskBatchController(WorkBatches batches, Words deskWords) {
        this.batches = batches;
        words = deskWords;
    }

    @PostMapping
    RedirectView begin(
            Actor actor,
            @RequestParam(required = false) Act act,
            @RequestParam(defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String note) {
        List<Chosen> items = chosen.stream().map(DeskBatchController::read).toList();
        return See.other("/desk/batches/"
                + batches.begin(actor, act, items, outcome, note).id());
    }

    private static Chosen read(String typed) {
        Matcher one = CHOSEN.matcher(typed);
        if (!one.matches()) {
            throw Refusal.notFound("work-item-unknown");
        }
        return new Chosen(one.group(1), Integer.parseInt(one.group(2)));
    }

    @GetMapping
    String mine(Actor actor, Model page) {
        page.addAttribute("batches", batches.of(actor).stream().map(this::named).toList());
        return "desk/batches";
    }

    @GetMapping("/{id}")
    String one(Actor actor, @PathVariable String id, Model page) {
        WorkBatch batch = batches.ownedBy(actor, id);
        page.addAttribute("batch", named(batch));
        page.addAttribute(
                "rows",
                batches.rows(batch).stream()
                        .map(row -> new Row(row, why(row.defects())))
                        .toList());
        return "desk/batch";
    }

    private List<String> why(List<Defect> defects) {
        return defects.stream()
                .map(defect -> words.text(
                        "problem." + defect.code(), defect.arguments().toArray()))
                .toList();
    }

    private Batch named(WorkBatch batch) {
        String act = words.text(ACTS.get(batch.act()));
        return new Batch(batch, batch.outcome() == null ? act : words.outcome(batch.outcome()));
    }
}
