package org.onewindow.workflow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What operators watch: open incidents, jobs due and failed, instances by process. Counted when somebody scrapes, at most
 * every five seconds however many do; while the database is away the gauges read NaN.
 */
@Component
class EngineGauges implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(EngineGauges.class);
    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);
    private static final Counts UNKNOWN = new Counts(Double.NaN, Double.NaN, Double.NaN, Map.of());

    private record Counts(double incidents, double due, double failed, Map<String, Double> running) {}

    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private Counts last;
    private long countedAt;

    EngineGauges(RuntimeService runtime, ManagementService management, RepositoryService repository) {
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "onewindow.engine.incidents.open", "Incidents nobody has healed", Counts::incidents);
        gauge(registry, "onewindow.engine.jobs.due", "Jobs that could run now", Counts::due);
        gauge(registry, "onewindow.engine.jobs.failed", "Jobs without a try left", Counts::failed);
        // Diagrams come with the jar only, so the set of processes is known at the start.
        repository.createProcessDefinitionQuery().list().stream()
                .map(ProcessDefinition::getKey)
                .distinct()
                .forEach(process -> Gauge.builder(
                                "onewindow.engine.processes.running",
                                this,
                                gauges -> gauges.counts(registry).running().getOrDefault(process, Double.NaN))
                        .description("Cases under way by process")
                        .tag("process", process)
                        .register(registry));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Counts> value) {
        Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.counts(registry)))
                .description(description)
                .register(registry);
    }

    private synchronized Counts counts(MeterRegistry registry) {
        long now = registry.config().clock().monotonicTime();
        if (last == null || now - countedAt >= FRESH) {
            last = count();
            countedAt = now;
        }
        return last;
    }

    private Counts count() {
        try {
            Map<String, Double> running = new HashMap<>();
            management
                    .createProcessDefinitionStatisticsQuery()
                    .list()
                    .forEach(process -> running.merge(process.getKey(), (double) process.getInstances(), Double::sum));
            return new Counts(
                    runtime.createIncidentQuery().count(),
                    management.createJobQuery().executable().count(),
                    management.createJobQuery().noRetriesLeft().count(),
                    running);
        } catch (ProcessEngineException e) {
            LOG.warn("the engine cannot be counted: {}", e.getMessage());
            return UNKNOWN;
        }
    }
}
