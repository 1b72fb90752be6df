package org.onewindow.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.onewindow.support.OfficeAtWork.assertRefused;
import static org.onewindow.support.OfficeAtWork.local;
import static org.onewindow.support.OfficeAtWork.person;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.exchange.Letter.Kind;
import org.onewindow.exchange.Transfer.Part;
import org.onewindow.identity.Accounts;
import org.onewindow.identity.Person;
import org.onewindow.service.ServiceApplication;
import org.onewindow.service.ServiceApplication.Delivery;
import org.onewindow.service.ServiceApplications;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Role;
import org.onewindow.support.OfficeAtWork;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every way through {@code cross-region.bpmn} and {@code exchange-letter.bpmn}, with a real other city at the end of the wire. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrossRegionProcessTests {

    private static final String PROCESS = "cross-region";
    private static final String LETTER = "exchange-letter";
    private static final String UNIT = "YT.JJ.ZF";
    private static final String QINGDAO = "370200";
    private static final String DALIAN = "210200";

    /** Across provinces, promised in three working days. */
    private static final String NO_CRIMINAL_RECORD = "ZA001";

    /** Within the province. */
    private static final String LOST_IDENTITY_CARD = "HZ034";

    private static final AtomicInteger SERIAL = new AtomicInteger(100);
    private static final Actor CLERK = person("wang.fang", Role.CLERK, UNIT);
    private static final Instant MONDAY_TEN = local("2026-08-03T10:00");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    Transfers transfers;

    @Autowired
    Cases cases;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    DemoCity demoQingdao;

    @Autowired
    DemoCity demoDalian;

    @Autowired
    Accounts accounts;

    @Autowired
    ServiceApplications applications;

    private OfficeAtWork atWork;
    private Desk desk;
    private Actor applicant;

    @BeforeAll
    static void countFlowsAnew(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
        flows.forget(LETTER);
    }

    @BeforeEach
    void monday() {
        clock.set(MONDAY_TEN);
        atWork = new OfficeAtWork(office);
        desk = new Desk(office, CLERK);
        applicant = somebody();
    }

    @AfterEach
    void reachable() {
        demoQingdao.comeBack();
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    private Actor somebody() {
        return accounts.present(new Person("林晓", idNumber(), null));
    }

    /** Of somebody made up who has applied for nothing yet. */
    private static String idNumber() {
        String body = "37060219900307" + SERIAL.getAndIncrement();
        return IntStream.range(0, 11)
                .mapToObj(check -> body + (check == 10 ? "X" : check))
                .filter(number -> catchThrowable(() -> CitizenId.parse(number)) == null)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsAcceptedHereIsDecidedThereAndHandedOverHere() {
        Case c = forwarded(NO_CRIMINAL_RECORD, DALIAN);
        Letter letter = letters(demoDalian, c).get(0);
        assertThat(letter.kind()).isEqualTo(Kind.APPLICATION);
        assertThat(letter.body()).containsEntry("item", NO_CRIMINAL_RECORD).containsEntry("number", c.number());
        assertThat(letter.body().get("name")).isNotBlank();
        assertThat(transfer(c).otherNumber()).startsWith(DALIAN);
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.UNDER_REVIEW);

        transfers.receive(answer(demoDalian, c, "GRANTED", null));
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.GRANTED);
        assertThat(atWork.now(c).decision().by()).isEqualTo("region:" + DALIAN);
        end(c, "undelivered");
        clock.set(local("2026-09-01T10:00"));
        atWork.runDue(c);
        end(c, "deliver");
        atWork.assertEnded(c, CaseStatus.DELIVERED);
        assertThat(cases.history(c)).extracting("act").contains(Act.ACCEPTED, Act.DECIDED_ELSEWHERE, Act.DELIVERED);
    }

    @Test
    void whatIsElectronicIsDeliveredWithTheAnswer() {
        Case c = transfers.apply(
                applicant, QINGDAO, new ServiceApplication(NO_CRIMINAL_RECORD, UNIT, null, Delivery.ELECTRONIC, null));
        end(c, "accept");
        post();
        transfers.receive(answer(demoQingdao, c, "GRANTED", null));
        atWork.assertEnded(c, CaseStatus.DELIVERED);
    }

    @Test
    void aRefusalThereIsTheDecisionHereWithItsReason() {
        Case c = forwarded(LOST_IDENTITY_CARD, QINGDAO);
        String reason = "户口不在本市。".repeat(285);
        transfers.receive(answer(demoQingdao, c, "REFUSED", reason));
        atWork.assertEnded(c, CaseStatus.REFUSED);
        assertThat(atWork.now(c).decision().reason()).isEqualTo(reason);
    }

    @Test
    void aLetterWaitsForACityThatIsDownAndArrivesOnce() {
        demoQingdao.goDown();
        Case c = accepted(LOST_IDENTITY_CARD, QINGDAO);
        assertThatThrownBy(this::post).rootCause().hasMessageContaining(QINGDAO);
        assertThat(letters(demoQingdao, c)).isEmpty();
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(transfer(c).otherNumber()).isNull();

        demoQingdao.comeBack();
        clock.set(MONDAY_TEN.plus(Duration.ofMinutes(1)));
        post();
        post();
        assertThat(letters(demoQingdao, c)).hasSize(1);
        assertThat(transfer(c).otherNumber()).isNotNull();
    }

    @Test
    void anAnswerThatComesTwiceDecidesOnce() {
        Case c = forwarded(NO_CRIMINAL_RECORD, QINGDAO);
        String letter = answer(demoQingdao, c, "GRANTED", null);
        var receipt = transfers.receive(letter);
        assertThat(transfers.receive(letter)).isEqualTo(receipt);
        assertThat(receipt.caseNumber()).isEqualTo(c.number());
        transfers.receive(answer(demoQingdao, c, "REFUSED", "另一个答复"));
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.GRANTED);
        assertThat(transfer(c).result()).isEqualTo(CaseStatus.GRANTED);
    }

    @Test
    void whoWithdrawsIsWithdrawnInBothCities() {
        Case c = forwarded(NO_CRIMINAL_RECORD, QINGDAO);
        cases.withdraw(applicant, atWork.now(c), "不办了");
        post();
        assertThat(letters(demoQingdao, c)).extracting("kind").containsExactly(Kind.APPLICATION, Kind.WITHDRAWAL);

        transfers.receive(answer(demoQingdao, c, "GRANTED", null));
        atWork.assertEnded(c, CaseStatus.WITHDRAWN);

        Case untold = transfers.apply(somebody(), QINGDAO, application(NO_CRIMINAL_RECORD));
        cases.withdraw(applicant, untold, null);
        post();
        assertThat(letters(demoQingdao, untold)).isEmpty();
    }

    @Test
    void whatAnotherCityAcceptedIsHandledLikeOursAndAnswered() {
        String reference = UUID.randomUUID().toString();
        String letter = demoQingdao.write(id(), Kind.APPLICATION, reference, theirs());
        var receipt = transfers.receive(letter);
        assertThat(transfers.receive(letter)).isEqualTo(receipt);

        Case c = cases.numbered(receipt.caseNumber()).orElseThrow();
        Transfer transfer = transfer(c);
        assertThat(transfer.part()).isEqualTo(Part.COMPETENT);
        assertThat(accounts.person(c.applicant()).name()).isEqualTo("周明");
        assertThat(transfer.otherNumber()).isEqualTo("QD-1");
        assertThat(runtime.getVariables(atWork.instance(c).getId())).isEmpty();
        end(c, "accept");
        end(c, "grant");
        post();
        Letter answer = demoQingdao.taken().stream()
                .filter(l -> l.reference().equals(reference))
                .findFirst()
                .orElseThrow();
        assertThat(answer.kind()).isEqualTo(Kind.ANSWER);
        assertThat(answer.body()).containsEntry("result", "GRANTED");
    }

    @Test
    void anotherCityTakesItsApplicationBackUnlessItIsDecided() {
        String reference = UUID.randomUUID().toString();
        var receipt = transfers.receive(demoQingdao.write(id(), Kind.APPLICATION, reference, theirs()));
        Case c = cases.numbered(receipt.caseNumber()).orElseThrow();
        transfers.receive(demoQingdao.write(id(), Kind.WITHDRAWAL, reference, Map.of("reason", "申请人撤回")));
        atWork.assertEnded(c, CaseStatus.WITHDRAWN);
        transfers.receive(demoQingdao.write(id(), Kind.WITHDRAWAL, reference, Map.of()));
        atWork.assertEnded(c, CaseStatus.WITHDRAWN);
        post();
        assertThat(demoQingdao.taken()).noneMatch(l -> l.reference().equals(reference));
    }

    @Test
    void aLetterThatIsNotWhatItSaysHasNoEffect() {
        Case c = forwarded(NO_CRIMINAL_RECORD, QINGDAO);
        String good = answer(demoQingdao, c, "GRANTED", null);
        assertRefused("letter-malformed", () -> transfers.receive("not a letter"));
        assertRefused("letter-unsigned", () -> transfers.receive(good.substring(0, good.length() - 8) + "AAAAAAAA"));
        // Signed by a city that it does not come from.
        String[] parts = good.split("\\.");
        String[] others = answer(demoDalian, c, "GRANTED", null).split("\\.");
        assertRefused("letter-unsigned", () -> transfers.receive(parts[0] + "." + parts[1] + "." + others[2]));
        // Dalian answers for a case that is Qingdao's.
        assertRefused("transfer-unknown", () -> transfers.receive(answer(demoDalian, c, "GRANTED", null)));
        assertRefused("letter-malformed", () -> transfers.receive(answer(demoQingdao, c, "UNDER_REVIEW", null)));
        assertRefused("letter-malformed", () -> transfers.receive(answer(demoQingdao, c, "DELIVERED", null)));

        assertRefused(
                "letter-malformed", () -> transfers.receive(answer(demoQingdao, c, "REFUSED", "长".repeat(2_001))));

        clock.set(MONDAY_TEN.plus(Duration.ofMinutes(13)));
        assertRefused("letter-late", () -> transfers.receive(good));
        clock.set(MONDAY_TEN);
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.UNDER_REVIEW);

        String id = id();
        transfers.receive(demoQingdao.write(id, Kind.ANSWER, c.id(), Map.of("result", "GRANTED")));
        assertRefused(
                "letter-reused",
                () -> transfers.receive(demoQingdao.write(id, Kind.ANSWER, c.id(), Map.of("result", "REFUSED"))));
    }

    @Test
    void onlyItemsThatGoAcrossDo() {
        assertRefused("region-unknown", () -> transfers.apply(applicant, "999999", application(NO_CRIMINAL_RECORD)));
        assertRefused("item-not-across", () -> transfers.apply(applicant, DALIAN, application(LOST_IDENTITY_CARD)));
        assertRefused("item-not-across", () -> transfers.apply(applicant, QINGDAO, application("HZ020")));
        assertRefused(
                "item-not-across",
                () -> transfers.receive(demoDalian.write(
                        id(), Kind.APPLICATION, id(), Map.of("item", LOST_IDENTITY_CARD, "name", "周明"))));
        assertRefused(
                "letter-malformed",
                () -> transfers.receive(
                        demoDalian.write(id(), Kind.APPLICATION, id(), Map.of("item", NO_CRIMINAL_RECORD))));
        assertRefused(
                "citizen-id-malformed",
                () -> transfers.receive(demoDalian.write(
                        id(), Kind.APPLICATION, id(), Map.of("item", NO_CRIMINAL_RECORD, "name", "周明", "idNo", "1"))));
    }

    @Test
    void whatTheOtherCityFindsMissingIsCorrectedHereAndTheClockStartsAnew() {
        Case c = forwarded(NO_CRIMINAL_RECORD, QINGDAO);
        Instant until = local("2026-08-12T17:00");
        clock.set(local("2026-08-05T10:00"));
        String letter = asking(demoQingdao, c, until);
        transfers.receive(letter);
        transfers.receive(letter);
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.CORRECTION_NOTIFIED);
        assertThat(atWork.now(c).clocks().correctionDueAt()).isEqualTo(until);
        assertThat(cases.correctionAsked(atWork.now(c)).fields()).containsExactlyEntriesOf(Map.of("note", "请写明用途"));

        demoQingdao.goDown();
        clock.set(local("2026-08-10T10:00"));
        atWork.runDue(c);
        assertThat(cases.history(c))
                .as("nobody is late while the applicant corrects")
                .noneMatch(e -> e.act() == Act.ESCALATED);
        applications.corrected(applicant, atWork.now(c), "出国留学用");
        assertThatThrownBy(this::post).rootCause().hasMessageContaining(QINGDAO);
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(atWork.now(c).clocks().promised().received()).isEqualTo(local("2026-08-10T10:00"));
        assertThat(atWork.now(c).clocks().promised().due()).isEqualTo(local("2026-08-13T17:00"));

        demoQingdao.comeBack();
        clock.set(local("2026-08-10T10:05"));
        post();
        assertThat(letters(demoQingdao, c)).extracting("kind").containsExactly(Kind.APPLICATION, Kind.CORRECTED);
        assertThat(letters(demoQingdao, c).get(1).body()).containsExactlyEntriesOf(Map.of("note", "出国留学用"));
        assertRefused("correction-already-notified", () -> transfers.receive(asking(demoQingdao, c, until)));
        transfers.receive(answer(demoQingdao, c, "GRANTED", null));
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.GRANTED);
    }

    @Test
    void whoDoesNotCorrectInTimeHearsOfItFromTheCityThatCounts() {
        Case c = forwarded(NO_CRIMINAL_RECORD, DALIAN);
        transfers.receive(asking(demoDalian, c, local("2026-08-05T17:00")));
        clock.set(local("2026-08-06T10:00"));
        atWork.runDue(c);
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.CORRECTION_NOTIFIED);
        transfers.receive(answer(demoDalian, c, "CLOSED_NOT_CORRECTED", null));
        atWork.assertEnded(c, CaseStatus.CLOSED_NOT_CORRECTED);
        transfers.receive(asking(demoDalian, c, local("2026-08-12T17:00")));
        atWork.assertEnded(c, CaseStatus.CLOSED_NOT_CORRECTED);

        Case withdrawn = forwarded(LOST_IDENTITY_CARD, QINGDAO);
        transfers.receive(asking(demoQingdao, withdrawn, local("2026-08-12T17:00")));
        cases.withdraw(applicant, atWork.now(withdrawn), null);
        post();
        assertThat(letters(demoQingdao, withdrawn))
                .extracting("kind")
                .containsExactly(Kind.APPLICATION, Kind.WITHDRAWAL);
    }

    @Test
    void whatWeFindMissingOfAnotherCitysApplicationIsAskedThereAndItsAnswerGoesOnHere() {
        String reference = UUID.randomUUID().toString();
        var receipt = transfers.receive(demoQingdao.write(id(), Kind.APPLICATION, reference, theirs()));
        Case c = cases.numbered(receipt.caseNumber()).orElseThrow();
        desk.complete(c.number(), "correct", null, Map.of("note", "请写明用途"));
        Instant until = atWork.now(c).clocks().correctionDueAt();
        demoQingdao.goDown();
        assertThatThrownBy(this::post).rootCause().hasMessageContaining(QINGDAO);
        demoQingdao.comeBack();
        clock.set(MONDAY_TEN.plus(Duration.ofMinutes(1)));
        post();
        Letter asked = sent(reference, Kind.CORRECTION);
        assertThat(asked.defects()).containsExactlyEntriesOf(Map.of("note", "请写明用途"));
        assertThat(asked.until(clock.instant())).isEqualTo(until);

        clock.set(local("2026-08-05T10:00"));
        transfers.receive(demoQingdao.write(id(), Kind.CORRECTED, reference, Map.of("note", "赴日本留学")));
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.PENDING_ACCEPTANCE);
        assertThat(applications.of(c).note()).isEqualTo("赴日本留学");
        assertThat(atWork.now(c).clocks().promised().received()).isEqualTo(local("2026-08-05T10:00"));
        transfers.receive(demoQingdao.write(id(), Kind.CORRECTED, reference, Map.of()));
        assertThat(applications.of(c).note()).isEqualTo("赴日本留学");
        end(c, "accept");
        end(c, "grant");
        post();
        assertThat(sent(reference, Kind.ANSWER).body()).containsEntry("result", "GRANTED");
    }

    @Test
    void ourOwnTimeForCorrectingEndsTheCaseOfAnotherCityAndItIsTold() {
        String reference = UUID.randomUUID().toString();
        var receipt = transfers.receive(demoDalian.write(id(), Kind.APPLICATION, reference, theirsAcross()));
        Case c = cases.numbered(receipt.caseNumber()).orElseThrow();
        desk.complete(c.number(), "correct", null, Map.of("note", "请写明用途"));
        clock.set(atWork.now(c).clocks().correctionDueAt());
        atWork.runDue(c);
        atWork.assertEnded(c, CaseStatus.CLOSED_NOT_CORRECTED);
        post();
        Letter answer = demoDalian.taken().stream()
                .filter(l -> l.reference().equals(reference) && l.kind() == Kind.ANSWER)
                .findFirst()
                .orElseThrow();
        assertThat(answer.body()).containsEntry("result", "CLOSED_NOT_CORRECTED");
        transfers.receive(demoDalian.write(id(), Kind.CORRECTED, reference, Map.of("note", "太晚了")));
        atWork.assertEnded(c, CaseStatus.CLOSED_NOT_CORRECTED);
    }

    @Test
    void aLetterThatAsksForNothingOrWithoutATimeIsNone() {
        Case c = forwarded(NO_CRIMINAL_RECORD, QINGDAO);
        for (Map<String, String> body : List.of(
                Map.of("until", "2026-08-12T09:00:00Z"),
                Map.of("defect.note", "请写明用途"),
                Map.of("defect.note", "请写明用途", "until", "tomorrow"),
                Map.of("defect.note", "请写明用途", "until", "+99999-01-01T00:00:00Z"),
                Map.of("defect.note", "长".repeat(301), "until", "2026-08-12T09:00:00Z"),
                Map.of("defect.", "请写明用途", "until", "2026-08-12T09:00:00Z"))) {
            assertRefused(
                    "letter-malformed",
                    () -> transfers.receive(demoQingdao.write(id(), Kind.CORRECTION, c.id(), body)));
        }
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
    }

    @Test
    void theClerkMayEndItBeforeItGoesAcross() {
        Case notRequired = transfers.apply(applicant, QINGDAO, application(NO_CRIMINAL_RECORD));
        end(notRequired, "notRequired");
        atWork.assertEnded(notRequired, CaseStatus.NOT_REQUIRED);

        Case notAccepted = transfers.apply(somebody(), QINGDAO, application(NO_CRIMINAL_RECORD));
        desk.complete(notAccepted.number(), "notAccept", "不属于公安职权", Map.of("authority", "民政局"));
        atWork.assertEnded(notAccepted, CaseStatus.NOT_ACCEPTED);

        Case corrected = transfers.apply(somebody(), QINGDAO, application(NO_CRIMINAL_RECORD));
        desk.complete(corrected.number(), "correct", null, Map.of("note", "请写明用途"));
        cases.submit(applicant, atWork.now(corrected));
        end(corrected, "accept");
        assertThat(atWork.now(corrected).status()).isEqualTo(CaseStatus.UNDER_REVIEW);

        Case silent = transfers.apply(somebody(), QINGDAO, application(NO_CRIMINAL_RECORD));
        desk.complete(silent.number(), "correct", null, Map.of("note", "请写明用途"));
        clock.set(atWork.now(silent).clocks().correctionDueAt());
        atWork.runDue(silent);
        atWork.assertEnded(silent, CaseStatus.CLOSED_NOT_CORRECTED);
    }

    @Test
    void theClockHereRunsUntilTheOtherCityAnswers() {
        Case c = transfers.apply(applicant, QINGDAO, application(NO_CRIMINAL_RECORD));
        clock.set(local("2026-08-10T17:00"));
        atWork.runDue(c);
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.UNDER_REVIEW);
        assertThat(cases.history(c)).extracting("act").contains(Act.DEEMED_ACCEPTED);
        post();
        atWork.runDue(c);
        assertThat(cases.history(c)).extracting("act").contains(Act.REMINDED, Act.ESCALATED);
        transfers.receive(answer(demoQingdao, c, "GRANTED", null));
        assertThat(atWork.now(c).status()).isEqualTo(CaseStatus.GRANTED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyFlowOfTheDiagramWasTaken(@Autowired TakenFlows flows) {
        for (String process : List.of(PROCESS, LETTER)) {
            System.out.println(flows.report(process));
            assertThat(flows.left(process)).as(flows.report(process)).isEmpty();
        }
    }

    private String asking(DemoCity city, Case c, Instant until) {
        return city.write(id(), Kind.CORRECTION, c.id(), Letter.asking(Map.of("note", "请写明用途"), until));
    }

    private Letter sent(String reference, Kind kind) {
        return demoQingdao.taken().stream()
                .filter(l -> l.reference().equals(reference) && l.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> theirsAcross() {
        return Map.of("item", NO_CRIMINAL_RECORD, "name", "周明", "idNo", "110101199003070011", "number", "DL-1");
    }

    private static Map<String, String> theirs() {
        return Map.of("item", "HZ036", "name", "周明", "idNo", "110101199003070011", "number", "QD-1", "note", "出国用");
    }

    private static ServiceApplication application(String item) {
        return new ServiceApplication(item, UNIT, null, Delivery.COUNTER, null);
    }

    private Case accepted(String item, String region) {
        Case c = transfers.apply(applicant, region, application(item));
        end(c, "accept");
        return c;
    }

    private Case forwarded(String item, String region) {
        Case c = accepted(item, region);
        post();
        return c;
    }

    private static String answer(DemoCity city, Case c, String result, String reason) {
        return city.write(
                id(),
                Kind.ANSWER,
                c.id(),
                reason == null ? Map.of("result", result) : Map.of("result", result, "reason", reason));
    }

    private static List<Letter> letters(DemoCity city, Case c) {
        return city.taken().stream().filter(l -> l.reference().equals(c.id())).toList();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private Transfer transfer(Case c) {
        return transfers.of(c);
    }

    /** Brings the letters that lie ready. */
    private void post() {
        management.createJobQuery().processDefinitionKey(LETTER).executable().list().stream()
                .map(Job::getId)
                .forEach(management::executeJob);
    }

    private void end(Case c, String outcome) {
        desk.complete(c.number(), outcome, null, Map.of());
    }
}
