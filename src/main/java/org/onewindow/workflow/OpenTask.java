package org.onewindow.workflow;

import java.time.Instant;
import java.util.List;
import org.onewindow.shared.Role;

/**
 * A person has to do something: a user task that the engine has just opened.
 *
 * @param id the engine's task id
 * @param process id of the process, the file name of its diagram
 * @param step id of the user task in the diagram
 * @param role who may do it, from the task's property {@code role}
 * @param outcomes how it may end, from the task's property {@code outcomes}
 * @param dueAt limit of its own, from the task's {@code dueDate}; {@code null} when that of the case counts
 */
public record OpenTask(
        String id, String caseId, String process, String step, Role role, List<String> outcomes, Instant dueAt) {}
