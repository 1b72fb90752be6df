package org.onewindow.workflow;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the engine fares: what operators see at one glance before they open the engine's own pages. */
@Service
@Transactional(readOnly = true)
public class EngineState {

    private static final int MOST = 50;

    /**
     * Something stands still until somebody heals it.
     *
     * @param instance of the process, as the engine's own pages name it
     * @param step id in the diagram
     */
    public record Trouble(String process, int version, String instance, String step, Instant since, String message) {}

    /** @param id of the definition, as the engine's own pages name it */
    public record Running(String id, String name, String process, int version, int cases, int incidents) {}

    /** @param failed without a try left */
    public record Jobs(long due, long waiting, long failed) {}

    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final Diagrams diagrams;

    EngineState(RuntimeService runtime, ManagementService management, RepositoryService repository, Diagrams diagrams) {
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.diagrams = diagrams;
    }

    /** The oldest first, fifty at most. */
    public List<Trouble> troubles(Locale locale) {
        return runtime.createIncidentQuery().orderByIncidentTimestamp().asc().listPage(0, MOST).stream()
                .map(incident -> trouble(incident, locale))
                .toList();
    }

    private Trouble trouble(Incident incident, Locale locale) {
        ProcessDefinition process = repository.getProcessDefinition(incident.getProcessDefinitionId());
        return new Trouble(
                diagrams.name(process.getName(), locale),
                process.getVersion(),
                incident.getProcessInstanceId(),
                incident.getActivityId(),
                incident.getIncidentTimestamp().toInstant(),
                incident.getIncidentMessage());
    }

    public Jobs jobs() {
        return new Jobs(
                management.createJobQuery().executable().count(),
                management.createJobQuery().withRetriesLeft().count(),
                management.createJobQuery().noRetriesLeft().count());
    }

    /** Every version of every process that is the newest or still has cases, by process. */
    public List<Running> running(Locale locale) {
        return management.createProcessDefinitionStatisticsQuery().includeIncidents().list().stream()
                .map(process -> new Running(
                        process.getId(),
                        diagrams.name(process.getName(), locale),
                        process.getKey(),
                        process.getVersion(),
                        process.getInstances(),
                        process.getIncidentStatistics().stream()
                                .mapToInt(some -> some.getIncidentCount())
                                .sum()))
                .sorted(Comparator.comparing(Running::process).thenComparing(Running::version))
                .toList();
    }
}
