package org.onewindow.workflow;

/**
 * Keeps a read model of open tasks. Called inside the transaction in which the engine opens or closes a task, whoever caused
 * it: a clerk through the API, a timer, or an operator in Cockpit.
 */
public interface TaskObserver {

    void opened(OpenTask task);

    /** The task was completed or its process was ended. May be called for a task that is already forgotten. */
    void closed(String taskId);
}
