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
     * @param outputs of the one rule that applies, by name
     * @param version of the table, to be kept with what is decided by it
     */
    public record Decided(Map<String, Object> outputs, int version) {

        public String text(String output) {
            return (String) outputs.get(output);
        }
    }

    /**
     * @param decision id of the decision, the file name of its table
     * @throws IllegalStateException when no rule applies: a table must be complete
     */
    public Decided decide(String decision, Map<String, Object> facts) {
        var table = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .latestVersion()
                .singleResult();
        var result = decisions.evaluateDecisionTableById(table.getId(), facts).getSingleResult();
        if (result == null) {
            throw new IllegalStateException("no rule of " + decision + " applies");
        }
        return new Decided(result.getEntryMap(), table.getVersion());
    }
}
