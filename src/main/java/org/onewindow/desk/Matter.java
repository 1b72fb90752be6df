package org.onewindow.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.onewindow.casework.Case;
import org.onewindow.pass.CheckView;
import org.onewindow.shared.Actor;
import org.onewindow.worklist.WorkItem;

/** A kind of case: what its officer reads, and what he answers. A new kind is a new implementation. */
interface Matter {

    record Line(String label, String value) {}

    /**
     * @param name of the input on the page
     * @param path under which it goes to the module that the diagram calls
     * @param asked what the applicant asked for, or empty; left as it is it changes nothing
     */
    record Input(String name, String path, String label, String asked) {

        public String id() {
            return name.replace('.', '-');
        }
    }

    /**
     * What one outcome needs beside the note.
     *
     * @param id of the whole on the page
     */
    record Inputs(String outcome, String id, String title, List<Input> list) {}

    /**
     * What stands on the page of a work item.
     *
     * @param heading what people call the case, such as a plate
     * @param papers what the applicant shows at the window
     * @param earlier number of the case before this one, or {@code null}
     * @param outcomes those of the diagram that this case can have
     */
    record Sheet(
            String heading,
            List<Line> lines,
            List<String> papers,
            List<CheckView> checks,
            String earlier,
            List<String> outcomes,
            List<Inputs> inputs) {

        Stream<Input> allInputs() {
            return inputs.stream().flatMap(needed -> needed.list().stream());
        }
    }

    /** Empty when the case is of another kind. */
    Optional<Sheet> sheet(Actor officer, WorkItem item, Case c, Locale locale);
}
