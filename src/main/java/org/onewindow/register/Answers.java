package org.onewindow.register;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the registers said about one vehicle.
 *
 * @param driver about whoever drives it, or {@code null} when nobody was named
 */
public record Answers(
        Answer<VehicleRecord> vehicle,
        Answer<Inspection> inspection,
        Answer<Insurance> insurance,
        Answer<Violations> violations,
        Answer<DriverRecord> driver) {

    /** The registers that did not answer; with any of them an officer must look. */
    public List<Register> silent() {
        return Stream.of(vehicle, inspection, insurance, violations, driver)
                .filter(Objects::nonNull)
                .filter(answer -> answer.outcome() == Answer.Outcome.SILENT)
                .<Register>map(Answer::source)
                .toList();
    }
}
