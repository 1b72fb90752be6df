package org.onewindow.workflow;

import java.util.UUID;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;

/** A process deployed for one test, which waits at its end; closing it ends its instances and takes it away. */
public final class TestProcess implements AutoCloseable {

    private final ProcessEngine engine;
    private final String deployment;
    private final String key = "test-" + UUID.randomUUID();

    TestProcess(ProcessEngine engine, Function<StartEventBuilder, AbstractFlowNodeBuilder<?, ?>> steps) {
        this.engine = engine;
        // The engine's pages find their engine by name in a static table, where the last of several offices stands.
        ProcessEngines.registerProcessEngine(engine);
        var start = Bpmn.createExecutableProcess(key).startEvent();
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        steps.apply(start).receiveTask("wait").endEvent().done())
                .deploy()
                .getId();
    }

    /** A step in the starter's transaction. */
    public static TestProcess evaluating(ProcessEngine engine, String expression) {
        return new TestProcess(
                engine,
                start -> start.serviceTask().camundaExpression(expression).camundaResultVariable("result"));
    }

    /** A step in a job of its own. */
    public static TestProcess evaluatingLater(ProcessEngine engine, String expression) {
        return new TestProcess(
                engine, start -> start.serviceTask().camundaAsyncBefore().camundaExpression(expression));
    }

    public String key() {
        return key;
    }

    /** @return id of the new instance */
    public String start() {
        return engine.getRuntimeService()
                .startProcessInstanceByKey(key, UUID.randomUUID().toString())
                .getId();
    }

    /** Runs the instance's only job until it has no try left. */
    public Job failJob(String instance) {
        var management = engine.getManagementService();
        Job job = management.createJobQuery().processInstanceId(instance).singleResult();
        while (job.getRetries() > 0) {
            try {
                management.executeJob(job.getId());
                throw new AssertionError("the job succeeded");
            } catch (ProcessEngineException | IllegalStateException expected) {
                job = management.createJobQuery().jobId(job.getId()).singleResult();
            }
        }
        return job;
    }

    @Override
    public void close() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }
}
