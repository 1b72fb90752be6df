package org.onewindow.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.onewindow.shared.Role;
import org.springframework.beans.factory.ObjectProvider;

/** Tells the observers of every user task that opens or closes, in the transaction that does it. */
final class TaskAnnouncer extends AbstractBpmnParseListener {

    private final ObjectProvider<TaskObserver> observers;

    TaskAnnouncer(ObjectProvider<TaskObserver> observers) {
        this.observers = observers;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        String process = ((ProcessDefinitionEntity) activity.getProcessDefinition()).getKey();
        Map<String, String> properties = properties(element);
        Role role = Role.valueOf(properties.get("role"));
        List<String> outcomes = Arrays.asList(properties.get("outcomes").split(","));
        var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addTaskListener(TaskListener.EVENTNAME_CREATE, opened -> announce(opened, process, role, outcomes));
        task.addTaskListener(TaskListener.EVENTNAME_COMPLETE, this::forget);
        task.addTaskListener(TaskListener.EVENTNAME_DELETE, this::forget);
    }

    private void announce(DelegateTask task, String process, Role role, List<String> outcomes) {
        var execution = task.getExecution();
        var open = new OpenTask(
                task.getId(),
                execution.getProcessBusinessKey(),
                process,
                task.getTaskDefinitionKey(),
                role,
                outcomes,
                task.getDueDate() == null ? null : task.getDueDate().toInstant());
        observers.forEach(observer -> observer.opened(open));
    }

    private void forget(DelegateTask task) {
        observers.forEach(observer -> observer.closed(task.getId()));
    }

    private static Map<String, String> properties(Element userTask) {
        Element extensions = userTask.element("extensionElements");
        Element properties = extensions == null ? null : extensions.element("properties");
        if (properties == null) {
            throw new IllegalStateException(
                    "user task without properties role and outcomes: " + userTask.attribute("id"));
        }
        return properties.elements("property").stream()
                .collect(Collectors.toMap(p -> p.attribute("name"), p -> p.attribute("value")));
    }
}
