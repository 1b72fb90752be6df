package org.onewindow.casework;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.casework.CaseStatus.CLOSED_NOT_CORRECTED;
import static org.onewindow.casework.CaseStatus.CORRECTION_NOTIFIED;
import static org.onewindow.casework.CaseStatus.DELIVERED;
import static org.onewindow.casework.CaseStatus.DRAFT;
import static org.onewindow.casework.CaseStatus.GRANTED;
import static org.onewindow.casework.CaseStatus.PENDING_ACCEPTANCE;
import static org.onewindow.casework.CaseStatus.RECEIVED;
import static org.onewindow.casework.CaseStatus.REFUSED;
import static org.onewindow.casework.CaseStatus.RESCINDED;
import static org.onewindow.casework.CaseStatus.SPECIAL_PROCEDURE;
import static org.onewindow.casework.CaseStatus.UNDER_REVIEW;
import static org.onewindow.casework.CaseStatus.WITHDRAWN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onewindow.calendar.Deadline;
import org.onewindow.shared.Refusal;

class CaseTests {

    private static final Instant NOW = Instant.parse("2026-08-03T02:00:00Z");
    private static final Deadline LIMIT =
            new Deadline(NOW, 1, LocalDate.of(2026, 8, 4), Instant.parse("2026-08-04T09:00:00Z"), false);

    private static Case in(CaseStatus status) {
        Clocks clocks = status == DRAFT ? Clocks.STOPPED : new Clocks(NOW, LIMIT, 0, null, null, null);
        return new Case("c", 123, "JG029", status, "applicant", "YT.JJ.ZF", "鲁F10002/02", clocks, null, null, 7);
    }

    private record Verb(UnaryOperator<Case> act, Set<CaseStatus> allowedIn, CaseStatus to) {}

    private static final Set<CaseStatus> TO_DECIDE =
            Set.of(RECEIVED, PENDING_ACCEPTANCE, UNDER_REVIEW, SPECIAL_PROCEDURE);

    private static final Map<String, Verb> VERBS = Map.ofEntries(
            entry("received", new Verb(c -> c.received(NOW, LIMIT), Set.of(DRAFT, CORRECTION_NOTIFIED), RECEIVED)),
            entry(
                    "addressed",
                    new Verb(c -> c.addressed("JG028", "YT.JJ.LS", "x"), Set.of(DRAFT, CORRECTION_NOTIFIED), null)),
            entry("to be accepted", new Verb(Case::pendingAcceptance, Set.of(RECEIVED), PENDING_ACCEPTANCE)),
            entry("accepted", new Verb(c -> c.accepted(LIMIT), Set.of(PENDING_ACCEPTANCE), UNDER_REVIEW)),
            entry("under review", new Verb(Case::underReview, Set.of(RECEIVED), UNDER_REVIEW)),
            entry("stopped", new Verb(c -> c.clockStopped(LIMIT), Set.of(UNDER_REVIEW), SPECIAL_PROCEDURE)),
            entry("going on", new Verb(c -> c.clockRestarted(LIMIT), Set.of(SPECIAL_PROCEDURE), UNDER_REVIEW)),
            entry("extended", new Verb(c -> c.extended(LIMIT), Set.of(UNDER_REVIEW), UNDER_REVIEW)),
            entry(
                    "told to correct",
                    new Verb(
                            c -> c.correctionNotified(NOW),
                            Set.of(PENDING_ACCEPTANCE, UNDER_REVIEW),
                            CORRECTION_NOTIFIED)),
            entry(
                    "told elsewhere to correct",
                    new Verb(c -> c.correctionNotifiedElsewhere(NOW), Set.of(UNDER_REVIEW), CORRECTION_NOTIFIED)),
            entry(
                    "refused elsewhere",
                    new Verb(
                            c -> c.decidedElsewhere(REFUSED, decision()),
                            Set.of(UNDER_REVIEW, CORRECTION_NOTIFIED),
                            REFUSED)),
            entry("looked at once more", new Verb(Case::reopened, Set.of(DELIVERED), DELIVERED)),
            entry("rescinded", new Verb(c -> c.rescinded(decision()), Set.of(DELIVERED), RESCINDED)),
            entry("granted", new Verb(c -> c.decided(GRANTED, decision()), TO_DECIDE, GRANTED)),
            entry("refused", new Verb(c -> c.decided(REFUSED, decision()), TO_DECIDE, REFUSED)),
            entry(
                    "returned",
                    new Verb(c -> c.returned(UNDER_REVIEW), Set.of(PENDING_ACCEPTANCE, UNDER_REVIEW), UNDER_REVIEW)),
            entry("forwarded", new Verb(c -> c.forwarded("YT.ZA"), Set.of(UNDER_REVIEW), UNDER_REVIEW)),
            entry("to deliver", new Verb(c -> c.toDeliver(LIMIT, true), Set.of(GRANTED), GRANTED)),
            entry("delivered", new Verb(Case::delivered, Set.of(GRANTED), DELIVERED)),
            entry(
                    "not corrected",
                    new Verb(c -> c.notCorrected(NOW), Set.of(CORRECTION_NOTIFIED), CLOSED_NOT_CORRECTED)),
            entry(
                    "withdrawn",
                    new Verb(
                            c -> c.withdrawn(NOW, "x"),
                            Set.of(RECEIVED, PENDING_ACCEPTANCE, UNDER_REVIEW, SPECIAL_PROCEDURE, CORRECTION_NOTIFIED),
                            WITHDRAWN)));

    private static Case.Decision decision() {
        return new Case.Decision("clerk", NOW, "because");
    }

    @TestFactory
    Iterable<DynamicTest> goesOnlyWhereItsStatusAllows() {
        return VERBS.entrySet().stream()
                .flatMap(verb -> java.util.Arrays.stream(CaseStatus.values())
                        .map(status -> DynamicTest.dynamicTest(
                                status + " " + verb.getKey(), () -> check(verb.getValue(), status))))
                .toList();
    }

    private static void check(Verb verb, CaseStatus status) {
        if (verb.allowedIn().contains(status)) {
            Case next = verb.act().apply(in(status));
            assertThat(next.status()).isEqualTo(verb.to() == null ? status : verb.to());
            assertThat(next.version()).as("counted when it is stored").isEqualTo(7);
        } else {
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> verb.act().apply(in(status)));
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo("case-status");
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        }
    }

    /** Permit law, article 32. */
    @Test
    void isToldToCorrectOnce() {
        Case again = in(UNDER_REVIEW)
                .correctionNotified(NOW)
                .received(NOW.plusSeconds(60), LIMIT)
                .underReview();
        assertThat(catchThrowableOfType(Refusal.class, () -> again.correctionNotified(NOW))
                        .code())
                .isEqualTo("correction-already-notified");
    }

    @Test
    void keepsItsDayOfSubmissionAndIsCountedAnewAfterACorrection() {
        Case corrected = in(UNDER_REVIEW)
                .with(new Clocks(NOW, LIMIT, 0, null, NOW, null))
                .correctionNotified(NOW);
        Deadline later = new Deadline(
                NOW.plusSeconds(86_400), 1, LocalDate.of(2026, 8, 5), Instant.parse("2026-08-05T09:00:00Z"), false);
        Clocks clocks = corrected.received(NOW.plusSeconds(86_400), later).clocks();
        assertThat(clocks).isEqualTo(new Clocks(NOW, later, 1, null, null, null));
    }

    @Test
    void hasANumberFromItsSubmissionOn() {
        assertThat(in(DRAFT).number()).isNull();
        assertThat(in(RECEIVED).number()).isEqualTo("YT20260803JG0290000123Z");
    }

    @Test
    void isOpenUntilSomebodyHasDecided() {
        assertThat(CaseStatus.values())
                .filteredOn(CaseStatus::isOpen)
                .containsExactlyInAnyOrder(
                        DRAFT, RECEIVED, PENDING_ACCEPTANCE, UNDER_REVIEW, SPECIAL_PROCEDURE, CORRECTION_NOTIFIED);
    }
}
