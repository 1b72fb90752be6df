package org.onewindow.support;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Which sequence flows of each process were taken. The engine's history, which would tell, is off. */
public final class TakenFlows extends AbstractBpmnParseListener {

    private final Map<String, Set<String>> drawn = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> taken = new ConcurrentHashMap<>();

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        String process = ((ProcessDefinitionEntity) flow.getProcessDefinition()).getKey();
        of(drawn, process).add(flow.getId());
        flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                execution -> of(taken, process).add(flow.getId()));
    }

    private static Set<String> of(Map<String, Set<String>> flows, String process) {
        return flows.computeIfAbsent(process, none -> new ConcurrentSkipListSet<>());
    }

    /** From now on it counts anew. */
    public void forget(String process) {
        of(taken, process).clear();
    }

    /** Flows of the diagram that nobody took. */
    public Set<String> left(String process) {
        var left = new TreeSet<>(of(drawn, process));
        left.removeAll(of(taken, process));
        return left;
    }

    /** Such as {@code truck-pass: 21 of 25 flows}. */
    public String report(String process) {
        int all = of(drawn, process).size();
        return process + ": " + (all - left(process).size()) + " of " + all + " flows";
    }
}
