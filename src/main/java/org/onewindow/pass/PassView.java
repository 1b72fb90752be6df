package org.onewindow.pass;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.onewindow.casework.CaseView.Coded;
import org.onewindow.restriction.Zones;
import org.onewindow.shared.Plate;
import org.springframework.context.MessageSource;

/** A pass as its holder and an officer see it; no person in it. */
public record PassView(
        String number,
        String caseId,
        PassClass passClass,
        String plate,
        String plateType,
        Plate.Colour colour,
        List<Coded> zones,
        String route,
        Period period,
        Hours hours,
        Instant issuedAt,
        String code,
        Coded standing,
        LocalDate suspendedTo) {

    static PassView of(TruckPass pass, Zones zones, MessageSource messages, Locale locale) {
        return new PassView(
                pass.number(),
                pass.caseId(),
                pass.passClass(),
                pass.plate().number(),
                pass.plate().type(),
                pass.plate().colour(),
                pass.zones().stream()
                        .map(code -> new Coded(code, zones.name(code, locale)))
                        .toList(),
                pass.route(),
                pass.period(),
                pass.hours(),
                pass.issuedAt(),
                pass.code(),
                new Coded(
                        pass.standing().status().name(),
                        messages.getMessage("pass.standing." + pass.standing().status(), null, locale)),
                pass.standing().suspendedTo());
    }
}
