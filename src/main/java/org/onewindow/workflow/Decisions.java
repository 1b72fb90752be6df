package org.onewindow.workflow;

import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Service;

/** Answers of the decision tables in {@code bpmn/*.dmn}, which a domain expert reads and changes. */
@Service
public class Decisions {

    private final DecisionService decisions;
    private final RepositoryService repository;

    Decisions(DecisionService decisions, RepositoryService repository) {
        this.decisions = decisions;
        this.repository = repository;
    }

    /**
     * @param decision id of the decision, the file name of its table
     * @return the outputs of the one rule that applies
     * @throws IllegalStateException when no rule applies: a table must be complete
     */
    public Map<String, Object> decide(String decision, Map<String, Object> facts) {
        var result = decisions.evaluateDecisionTableByKey(decision, facts).getSingleResult();
        if (result == null) {
            throw new IllegalStateException("no rule of " + decision + " applies");
        }
        return result.getEntryMap();
    }

    /** Version of the table in force, to be kept with what was decided by it. */
    public int version(String decision) {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .latestVersion()
                .singleResult()
                .getVersion();
    }
}
