package org.onewindow.register;

import java.time.Clock;
import java.util.Map;
import org.onewindow.register.Answer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Asks the population register whether somebody bears a name and a number. */
@Service
public final class PopulationRegister {

    private static final Logger LOG = LoggerFactory.getLogger(PopulationRegister.class);

    private final RegisterConnector<PersonRecord> population;

    PopulationRegister(RegisterProperties properties, ObjectProvider<DemoRegisterService> demo, Clock clock) {
        population = new RegisterConnector<>(
                Register.POPULATION,
                PersonRecord.class,
                Registers.urls(properties, demo).get(Register.POPULATION),
                properties,
                Registers.client(properties),
                clock);
    }

    /**
     * NOT_FOUND when nobody bears both together; which of them is wrong, the register does not say. Waits for two tries at
     * most.
     *
     * @param citizenId in normal form
     */
    public Answer<PersonRecord> ask(String name, String citizenId) {
        Answer<PersonRecord> answer = population.ask(Map.of("name", name, "citizenId", citizenId));
        if (answer.outcome() == Outcome.SILENT) {
            LOG.warn("register {} is silent: {}", answer.source(), answer.silence());
        }
        return answer;
    }
}
