package org.onewindow.register;

import java.time.LocalDate;

/** The compulsory liability insurance (交强险), both days included. */
public record Insurance(LocalDate validFrom, LocalDate validUntil) {

    public Insurance {
        if (validUntil.isBefore(validFrom)) {
            throw new IllegalArgumentException("insurance ends before it begins");
        }
    }
}
