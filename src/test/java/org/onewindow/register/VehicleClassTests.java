package org.onewindow.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VehicleClassTests {

    @ParameterizedTest
    @CsvSource({
        "5000, 12000, HEAVY",
        "5000, 11999, MEDIUM",
        "5999, 4500, MEDIUM",
        "6000, 3000, MEDIUM",
        "5999, 4499, LIGHT",
        "3501, 1800, LIGHT",
        "3500, 1801, LIGHT",
        "3500, 1800, MICRO"
    })
    void followsLengthAndMass(int lengthMm, int grossMassKg, VehicleClass expected) {
        assertThat(VehicleClass.of(lengthMm, grossMassKg)).isEqualTo(expected);
    }
}
