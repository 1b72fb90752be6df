package org.onewindow.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way that a citizen follows is the one that the diagram draws. */
class MilestonesTests {

    @ParameterizedTest
    @CsvSource({
        "truck-pass, received checked officer decided",
        "standard-case, received acceptance officer decided delivered",
        "cross-region, received acceptance officer decided delivered",
        "licence-renewal, received examined officer decided made delivered",
        "consultation, received officer decided",
        "joint-permit, received acceptance officer decided"
    })
    void leadThroughEveryPlaceWhereACaseWaits(String process, String way) {
        BpmnModelInstance model =
                Bpmn.readModelFromFile(Path.of("bpmn", process + ".bpmn").toFile());
        List<String> marked = model.getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() instanceof FlowNode)
                .sorted(Comparator.comparingDouble(shape -> shape.getBounds().getX()))
                .map(shape -> milestone(shape.getBpmnElement()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        assertThat(String.join(" ", marked)).isEqualTo(way);
        assertThat(CasePages.STAGES.keySet()).containsAll(marked);
        assertThat(Stream.concat(
                        model.getModelElementsByType(UserTask.class).stream(),
                        model.getModelElementsByType(ReceiveTask.class).stream()))
                .allSatisfy(wait -> assertThat(milestone(wait)).as(wait.getId()).isNotNull());
    }

    private static String milestone(BaseElement step) {
        return step.getExtensionElements() == null
                ? null
                : step.getModelInstance().getModelElementsByType(CamundaProperty.class).stream()
                        .filter(property -> property.getCamundaName().equals("milestone"))
                        .filter(property -> property.getParentElement()
                                .getParentElement()
                                .getParentElement()
                                .equals(step))
                        .map(CamundaProperty::getCamundaValue)
                        .findFirst()
                        .orElse(null);
    }
}
