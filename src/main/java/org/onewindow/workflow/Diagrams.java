package org.onewindow.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The diagrams that cases run by, each in the version that it began with, and where in them a case stands. */
@Service
@Transactional
public class Diagrams {

    /** @param now whether the case stands here */
    public record Place(String id, String name, boolean now) {}

    /**
     * One process of a case that is under way.
     *
     * @param process id of the process, the file name of its diagram
     * @param places what is done in it, in the order of reading
     */
    public record Standing(String process, int version, String name, List<Place> places) {

        public List<Place> now() {
            return places.stream().filter(Place::now).toList();
        }
    }

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Properties english = english();

    Diagrams(RuntimeService runtime, RepositoryService repository) {
        this.runtime = runtime;
        this.repository = repository;
    }

    private static Properties english() {
        try (InputStream bytes = Diagrams.class.getResourceAsStream("/workflow/diagrams_en.properties");
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            var names = new Properties();
            names.load(text);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when nothing of the case is under way. */
    public List<Standing> standing(String caseId, Locale locale) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseId).listPage(0, 10).stream()
                .map(instance -> standing(instance, locale))
                .toList();
    }

    private Standing standing(ProcessInstance instance, Locale locale) {
        String definition = instance.getProcessDefinitionId();
        var active = new HashSet<String>();
        gather(runtime.getActivityInstance(instance.getId()), active);
        BpmnModelInstance model = repository.getBpmnModelInstance(definition);
        ProcessDefinition deployed = repository.getProcessDefinition(definition);
        return new Standing(
                deployed.getKey(),
                deployed.getVersion(),
                name(deployed.getName(), locale),
                places(model, active, locale));
    }

    private static void gather(ActivityInstance within, Set<String> active) {
        active.add(within.getActivityId());
        for (TransitionInstance waiting : within.getChildTransitionInstances()) {
            active.add(waiting.getActivityId());
        }
        for (ActivityInstance child : within.getChildActivityInstances()) {
            gather(child, active);
        }
    }

    private List<Place> places(BpmnModelInstance model, Set<String> active, Locale locale) {
        return model.getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() instanceof Activity)
                .sorted(Comparator.<BpmnShape>comparingDouble(
                                shape -> shape.getBounds().getX())
                        .thenComparingDouble(shape -> shape.getBounds().getY()))
                .map(shape -> (Activity) shape.getBpmnElement())
                .map(step -> new Place(step.getId(), name(step.getName(), locale), active.contains(step.getId())))
                .toList();
    }

    /**
     * The diagram as BPMN 2.0, with the names in the language asked for.
     *
     * @throws Refusal {@code diagram-unknown}
     */
    public String drawing(String process, int version, Locale locale) {
        ProcessDefinition deployed = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .processDefinitionVersion(version)
                .singleResult();
        if (deployed == null) {
            throw Refusal.notFound("diagram-unknown");
        }
        try (InputStream bytes = repository.getProcessModel(deployed.getId())) {
            BpmnModelInstance model = Bpmn.readModelFromStream(bytes);
            model.getModelElementsByType(FlowElement.class).stream()
                    .filter(element -> element.getName() != null)
                    .forEach(element -> element.setName(name(element.getName(), locale)));
            model.getModelElementsByType(Process.class).forEach(one -> one.setName(name(one.getName(), locale)));
            return Bpmn.convertToString(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name(String chinese, Locale locale) {
        return chinese != null && locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? english.getProperty(chinese, chinese)
                : chinese;
    }
}
