package org.onewindow.desk;

import java.util.Locale;
import org.onewindow.workflow.Diagrams;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The diagrams for the viewer. What they show is the order of work, nothing of any case. */
@Controller
class DeskDiagramController {

    private final Diagrams diagrams;

    DeskDiagramController(Diagrams diagrams) {
        this.diagrams = diagrams;
    }

    @GetMapping(path = "/desk/diagrams/{process}/{version}", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable String process, @PathVariable int version, Locale locale) {
        return diagrams.drawing(process, version, locale);
    }
}
