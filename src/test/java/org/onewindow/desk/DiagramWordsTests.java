package org.onewindow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.api.Test;

/** Whatever a diagram lets an officer decide the desk can say. */
class DiagramWordsTests {

    @Test
    void everyTaskAndEveryOutcomeOfTheDiagramsHasWords() {
        var steps = new TreeSet<String>();
        var outcomes = new TreeSet<String>();
        File[] diagrams = Path.of("bpmn").toFile().listFiles((folder, name) -> name.endsWith(".bpmn"));
        for (File diagram : diagrams) {
            BpmnModelInstance model = Bpmn.readModelFromFile(diagram);
            model.getModelElementsByType(UserTask.class).forEach(task -> steps.add(task.getId()));
            model.getModelElementsByType(CamundaProperty.class).stream()
                    .filter(property -> property.getCamundaName().equals("outcomes"))
                    .forEach(property ->
                            outcomes.addAll(List.of(property.getCamundaValue().split(","))));
        }
        assertThat(outcomes).isNotEmpty();
        assertThat(Words.STEPS.keySet()).containsAll(steps);
        assertThat(Words.OUTCOMES.keySet()).containsAll(outcomes);
    }

    @Test
    void everyNameInTheDiagramsHasAnEnglishOne() throws IOException {
        var english = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of("src/main/resources/workflow/diagrams_en.properties"))) {
            english.load(text);
        }
        var names = new TreeSet<String>();
        File[] diagrams = Path.of("bpmn").toFile().listFiles((folder, name) -> name.endsWith(".bpmn"));
        for (File diagram : diagrams) {
            BpmnModelInstance model = Bpmn.readModelFromFile(diagram);
            model.getModelElementsByType(Process.class).forEach(process -> names.add(process.getName()));
            model.getModelElementsByType(FlowElement.class).stream()
                    .map(FlowElement::getName)
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        assertThat(english.stringPropertyNames()).isEqualTo(names);
    }

    /** Unchanged, with its mark: the licence demands both. */
    @Test
    void theViewerIsTheOneThatItsMakersPublished() throws IOException, GeneralSecurityException {
        byte[] viewer = Files.readAllBytes(
                Path.of("src/main/resources/static/bpmn-js/bpmn-navigated-viewer.production.min.js"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(viewer)))
                .isEqualTo("134280f49f2ca8bbc90797fa656177e2b787ae0a62249fe3dadb8038eb88e9db");
        assertThat(Path.of("src/main/resources/static/bpmn-js/LICENSE")).exists();
    }
}
