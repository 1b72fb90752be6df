package org.onewindow.register;

import java.util.List;
import java.util.stream.Stream;

/** What the four registers said about one vehicle. */
public record Answers(
        Answer<VehicleRecord> vehicle,
        Answer<Inspection> inspection,
        Answer<Insurance> insurance,
        Answer<Violations> violations) {

    /** The registers that did not answer; with any of them an officer must look. */
    public List<Register> silent() {
        return Stream.of(vehicle, inspection, insurance, violations)
                .filter(answer -> answer.outcome() == Answer.Outcome.SILENT)
                .<Register>map(Answer::source)
                .toList();
    }
}
