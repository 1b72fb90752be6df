package org.onewindow.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
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
}
