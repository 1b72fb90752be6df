package org.onewindow.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.onewindow.shared.Refusal;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * When and who: starts and moves the process of a case. Each verb joins the caller's transaction, so that our rows and the
 * engine's commit together or not at all. A {@link Refusal} thrown by a step comes out as itself; a lost race for the same
 * instance comes out as {@link OptimisticLockingFailureException}, which the edge retries.
 */
@Service
@Transactional
public class Workflow {

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final RepositoryService repository;

    /** Diagrams are deployed at start only, so the newest at the first use stays the one of this process. */
    private final Map<String, String> definitions = new ConcurrentHashMap<>();

    Workflow(RuntimeService runtime, TaskService tasks, ManagementService management, RepositoryService repository) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.repository = repository;
    }

    /**
     * @param process id of the process, the file name of its diagram
     * @param caseId becomes the business key
     * @param routing variables that gateways read; never personal data
     */
    public void start(String process, String caseId, Map<String, Object> routing) {
        translated(() -> runtime.startProcessInstanceById(newest(process), caseId, routing));
    }

    /**
     * Ends a task and lets the process go on, up to the next wait.
     *
     * @throws Refusal {@code task-gone} when somebody was faster
     */
    public void complete(String taskId, Map<String, Object> routing) {
        translated(() -> {
            try {
                tasks.complete(taskId, routing);
            } catch (NullValueException e) {
                throw Refusal.conflict("task-gone");
            }
            return null;
        });
    }

    /**
     * A rule ends a task in place of a person, by one of the task's {@code ruleOutcomes}.
     *
     * @param step id of the task in the diagram
     * @return whether the case stood there
     */
    public boolean complete(String caseId, String step, Map<String, Object> routing) {
        return translated(() -> {
            Task task = tasks.createTaskQuery()
                    .processInstanceBusinessKey(caseId)
                    .taskDefinitionKey(step)
                    .singleResult();
            if (task != null) {
                tasks.complete(task.getId(), routing);
            }
            return task != null;
        });
    }

    /** The task at which the case waits for a person, if it does. */
    public Optional<String> task(String caseId) {
        return translated(() -> tasks.createTaskQuery().processInstanceBusinessKey(caseId).listPage(0, 1).stream()
                .map(Task::getId)
                .findFirst());
    }

    /** @throws Refusal {@code not-waiting} when the case does not wait for this message */
    public void deliver(String message, String caseId) {
        translated(() -> {
            try {
                runtime.createMessageCorrelation(message)
                        .processInstanceBusinessKey(caseId)
                        .correlate();
            } catch (MismatchingMessageCorrelationException e) {
                throw Refusal.conflict("not-waiting");
            }
            return null;
        });
    }

    /** Leaves one step of a case and begins an earlier one anew. */
    public void moveBack(String caseId, String from, String to) {
        translated(() -> {
            running(caseId)
                    .forEach(instance -> runtime.createProcessInstanceModification(instance.getId())
                            .cancelAllForActivity(from)
                            .startBeforeActivity(to)
                            .execute());
            return null;
        });
    }

    /** Ends the process of a case wherever it stands; nothing happens when none runs. */
    public void cancel(String caseId, String reason) {
        translated(() -> {
            running(caseId).forEach(instance -> runtime.deleteProcessInstance(instance.getId(), reason));
            return null;
        });
    }

    /** The dates that a case's timers were set by have changed: they ask their expressions again. */
    public void recalculateTimers(String caseId) {
        translated(() -> {
            for (ProcessInstance instance : running(caseId)) {
                management.createJobQuery().processInstanceId(instance.getId()).timers().listPage(0, 50).stream()
                        .forEach(timer -> management.recalculateJobDuedate(timer.getId(), false));
            }
            return null;
        });
    }

    private String newest(String process) {
        return definitions.computeIfAbsent(
                process,
                key -> repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .latestVersion()
                        .singleResult()
                        .getId());
    }

    private List<ProcessInstance> running(String caseId) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(caseId)
                .listPage(0, 2);
    }

    private static <T> T translated(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (OptimisticLockingException e) {
            throw new OptimisticLockingFailureException("lost the race for a process instance", e);
        } catch (BadUserRequestException e) {
            throw e;
        } catch (ProcessEngineException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof Refusal refusal) {
                    throw refusal;
                }
                if (cause instanceof org.springframework.dao.DataAccessException database) {
                    throw database;
                }
                if (cause instanceof java.sql.SQLTransactionRollbackException deadlock) {
                    throw new org.springframework.dao.CannotAcquireLockException(
                            "deadlock in the engine's tables", deadlock);
                }
            }
            throw e;
        }
    }
}
