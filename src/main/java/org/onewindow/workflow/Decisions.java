package org.onewindow.workflow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Service;

/** Answers of the decision tables in {@code bpmn/*.dmn}, which a domain expert reads and changes. */
@Service
public class Decisions {

    private final DecisionService decisions;
    private final RepositoryService repository;

    /** A table is a function of its facts, and reading its expressions anew each time is slow. */
    private final Cache<Question, Decided> decided =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private record Question(String decision, Map<String, Object> facts) {}

    /** Tables are deployed at start only, so the newest at the first use stays the one of this process. */
    private final Map<String, DecisionDefinition> tables = new ConcurrentHashMap<>();

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
        return decided.get(new Question(decision, Map.copyOf(facts)), this::evaluate);
    }

    private Decided evaluate(Question question) {
        String decision = question.decision();
        DecisionDefinition table = tables.computeIfAbsent(decision, this::newest);
        var result = decisions
                .evaluateDecisionTableById(table.getId(), question.facts())
                .getSingleResult();
        if (result == null) {
            throw new IllegalStateException("no rule of " + decision + " applies");
        }
        return new Decided(result.getEntryMap(), table.getVersion());
    }

    private DecisionDefinition newest(String decision) {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(decision)
                .latestVersion()
                .singleResult();
    }
}
