package org.onewindow.register;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.onewindow.register.Answer.Silence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Whether the nationwide register of judgments in force holds anything against a person. A sealed record, of somebody who was
 * a minor, ends at this door: it is not told, kept or logged, and the answer is that of a person without one.
 */
@Service
public final class CriminalRecords {

    public enum Finding {
        NONE,
        ON_FILE,
        /** Incomplete, in conflict with an earlier result, or nobody is known by that number: somebody has to investigate. */
        UNCLEAR,
        /** The register did not answer. */
        SILENT
    }

    /** All that is read of an entry. */
    record Entry(boolean sealed) {}

    record Person(boolean complete, List<Entry> records) {

        Person {
            records = List.copyOf(records);
        }

        /** Whether anything but sealed records is there. */
        boolean blemished() {
            return records.stream().anyMatch(entry -> !entry.sealed());
        }

        /** Tells nothing. */
        @Override
        public String toString() {
            return "Person[]";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CriminalRecords.class);

    private final RegisterConnector<Person> connector;

    CriminalRecords(RegisterProperties properties, ObjectProvider<DemoRegisterService> demo, Clock clock) {
        this.connector = new RegisterConnector<>(
                Register.CRIMINAL_RECORD,
                Person.class,
                Registers.urls(properties, demo).get(Register.CRIMINAL_RECORD),
                properties,
                Registers.client(properties),
                clock);
    }

    /** Usually a matter of milliseconds, a few seconds at the most; nothing is thrown. */
    public Finding ask(String idNo) {
        Answer<Person> answer = connector.ask(Map.of("idNo", idNo));
        return switch (answer.outcome()) {
            case SILENT -> {
                if (answer.silence() != Silence.NOT_CONFIGURED && answer.silence() != Silence.CIRCUIT_OPEN) {
                    LOG.warn("register {} is silent: {}", answer.source(), answer.silence());
                }
                yield Finding.SILENT;
            }
            case NOT_FOUND -> Finding.UNCLEAR;
            case FOUND -> {
                if (answer.value().blemished()) {
                    yield Finding.ON_FILE;
                }
                yield answer.value().complete() ? Finding.NONE : Finding.UNCLEAR;
            }
        };
    }
}
