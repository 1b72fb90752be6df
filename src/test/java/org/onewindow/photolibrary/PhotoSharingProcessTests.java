package org.onewindow.photolibrary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onewindow.photo.Portraits;
import org.onewindow.photolibrary.PhotoAccess.Result;
import org.onewindow.photolibrary.PhotoRequest.Basis;
import org.onewindow.photolibrary.PhotoRequest.Status;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.support.TakenFlows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every way through {@code photo-sharing.bpmn}, with the real services behind its steps. */
@SteppedOffice
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhotoSharingProcessTests {

    private static final String PROCESS = "photo-sharing";
    private static final String CITIZEN_ID = "370602190001010016";
    private static final Actor CITIZEN = person("zhang.wei", Role.APPLICANT, "");
    private static final Actor CLERK = person("wang.fang", Role.CLERK, "YT.JJ.ZF");
    private static final Actor ELSEWHERE = person("zhao.min", Role.CLERK, "YT.JJ.LS");
    private static final Instant MONDAY = Instant.parse("2026-08-03T02:00:00Z");
    private static final String BY_CONSENT = "other-permit";

    private static byte[] portrait;

    @Autowired
    SteppedClock clock;

    @Autowired
    PhotoSharing sharing;

    @Autowired
    PhotoLibrary library;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient sql;

    @BeforeAll
    static void begin(@Autowired TakenFlows flows) {
        flows.forget(PROCESS);
        portrait = Portraits.studioFile(0);
    }

    @BeforeEach
    void aPhotographIsInTheLibrary() {
        clock.set(MONDAY);
        library.take(CITIZEN, portrait);
    }

    @AfterEach
    void forgetEverything() {
        runtime.createProcessInstanceQuery().processDefinitionKey(PROCESS).list().stream()
                .map(ProcessInstance::getId)
                .forEach(id -> runtime.deleteProcessInstance(id, "end of the test"));
        for (String table : List.of("photo", "photo_request", "photo_consent", "photo_access")) {
            sql.sql("DELETE FROM " + table).update();
        }
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @Test
    void consentGivenWhileARequestWaitsOpensItAndConsentTakenBackClosesIt() {
        PhotoRequest asked = ask(CLERK, BY_CONSENT);
        assertThat(asked.status()).isEqualTo(Status.WAITING);
        assertRefused(asked);

        PhotoConsent consent = sharing.give(CITIZEN, "YT.JJ.ZF", BY_CONSENT);
        assertThat(now(asked).status()).isEqualTo(Status.ALLOWED);
        assertThat(now(asked).basis()).isEqualTo(Basis.CONSENT);
        assertThat(sharing.read(CLERK, asked.id())).startsWith(0xFF, 0xD8);
        assertThat(sharing.accesses(CITIZEN))
                .extracting(PhotoAccess::result)
                .containsExactlyInAnyOrder(Result.REFUSED, Result.READ);

        sharing.withdraw(CITIZEN, consent.id());
        assertThat(now(asked).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(runs(asked)).isFalse();
        assertRefused(asked);
        assertThat(ask(CLERK, BY_CONSENT).status())
                .as("nobody is asked again and again")
                .isEqualTo(Status.REFUSED);
        assertThat(sharing.accesses(CITIZEN))
                .as("one read, three tries in vain")
                .hasSize(4)
                .filteredOn(access -> access.result() == Result.READ)
                .singleElement()
                .satisfies(read -> assertThat(read.unit()).isEqualTo("YT.JJ.ZF"));
    }

    @Test
    void consentGivenAndTakenBackWhileAnotherUnitWaitsReachesEachByItself() {
        PhotoRequest here = ask(CLERK, BY_CONSENT);
        PhotoRequest there = ask(ELSEWHERE, BY_CONSENT);

        sharing.answer(CITIZEN, here.id(), true);
        assertThat(now(here).status()).isEqualTo(Status.ALLOWED);
        assertThat(now(there).status()).isEqualTo(Status.WAITING);

        sharing.give(CITIZEN, "YT.JJ", BY_CONSENT);
        assertThat(now(there).status()).isEqualTo(Status.ALLOWED);

        sharing.withdraw(CITIZEN, consentTo("YT.JJ").id());
        assertThat(now(there).status()).isEqualTo(Status.WITHDRAWN);
        assertThat(now(here).status()).as("has a consent of its own").isEqualTo(Status.ALLOWED);
    }

    @Test
    void aNoEndsTheRequestAndIsOnRecord() {
        PhotoRequest asked = ask(CLERK, BY_CONSENT);
        assertThat(sharing.answer(CITIZEN, asked.id(), false).status()).isEqualTo(Status.REFUSED);
        assertThat(runs(asked)).isFalse();
        assertThat(sharing.accesses(CITIZEN))
                .singleElement()
                .satisfies(access -> assertThat(access.result()).isEqualTo(Result.REFUSED));

        assertThat(sharing.give(CITIZEN, "YT.JJ.ZF", BY_CONSENT).endedAt()).isNull();
        assertThat(ask(CLERK, BY_CONSENT).status()).isEqualTo(Status.ALLOWED);
    }

    @Test
    void silenceIsNoConsent() {
        PhotoRequest asked = ask(CLERK, BY_CONSENT);
        clock.set(asked.dueAt().minus(Duration.ofSeconds(1)));
        assertThat(due()).isZero();
        clock.set(asked.dueAt().plus(Duration.ofSeconds(1)));
        runDue();
        assertThat(now(asked).status()).isEqualTo(Status.LAPSED);
        assertThat(runs(asked)).isFalse();
        assertRefused(asked);
    }

    @Test
    void theLawOpensItToTheUnitsItNamesOnlyAndForSomeDays() {
        PhotoRequest asked = ask(CLERK, "driving-licence");
        assertThat(asked.status()).isEqualTo(Status.ALLOWED);
        assertThat(asked.basis()).isEqualTo(Basis.LAW);
        assertThat(ask(CLERK, "passport").status()).isEqualTo(Status.WAITING);
        assertThat(ask(CLERK, "social-card").status()).isEqualTo(Status.WAITING);

        clock.set(asked.dueAt().plus(Duration.ofSeconds(1)));
        assertRefused(asked);
        runDue();
        assertThat(now(asked).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void nobodyReadsWhatAnotherUnitAskedForAndNothingThatIsTooOld() {
        PhotoRequest asked = ask(CLERK, "driving-licence");
        assertThat(code(() -> sharing.read(ELSEWHERE, asked.id()))).isEqualTo("photo-request-unknown");
        assertThat(code(() -> sharing.answer(CLERK, asked.id(), true))).isEqualTo("photo-request-unknown");

        sql.sql("UPDATE photo SET taken_at = '2026-02-02 00:00:00'").update();
        assertThat(code(() -> sharing.read(CLERK, asked.id()))).isEqualTo("photo-none-fitting");
        assertThat(code(() -> ask(CLERK, "idle-curiosity"))).isEqualTo("photo-purpose-unknown");
        assertThat(code(() -> sharing.give(CITIZEN, "YT.NOWHERE", BY_CONSENT))).isEqualTo("unit-unknown");
    }

    @Test
    void anItemTakesThePhotographOfWhoAppliedForItAndHeSeesThat() {
        assertThat(sharing.forItem(CLERK, CITIZEN.id(), "JG001", "JG-1")).startsWith(0xFF, 0xD8);
        assertThat(sharing.forItem(CITIZEN, CITIZEN.id(), "JG001", "JG-1")).startsWith(0xFF, 0xD8);
        assertThat(code(() -> sharing.forItem(CLERK, CITIZEN.id(), "HZ020", "HZ-1")))
                .isEqualTo("photo-none-fitting");
        assertThat(sharing.accesses(CITIZEN)).singleElement().satisfies(access -> {
            assertThat(access.basis()).isEqualTo(Basis.APPLICATION);
            assertThat(access.about()).isEqualTo("JG-1");
        });
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void takesEveryFlowOfTheDiagram(@Autowired TakenFlows flows) {
        assertThat(flows.left(PROCESS)).as(flows.report(PROCESS)).isEmpty();
    }

    private PhotoRequest ask(Actor clerk, String purpose) {
        return sharing.request(clerk, CITIZEN_ID, "DRIVER", purpose, "B-1");
    }

    private PhotoRequest now(PhotoRequest request) {
        return sharing.running(request.id());
    }

    private PhotoConsent consentTo(String receiver) {
        return sharing.consents(CITIZEN).stream()
                .filter(consent -> consent.receiver().equals(receiver))
                .findFirst()
                .orElseThrow();
    }

    private void assertRefused(PhotoRequest request) {
        assertThat(code(() -> sharing.read(CLERK, request.id()))).isEqualTo("photo-not-shared");
    }

    private boolean runs(PhotoRequest request) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(request.id())
                        .count()
                > 0;
    }

    private long due() {
        return management
                .createJobQuery()
                .processDefinitionKey(PROCESS)
                .executable()
                .count();
    }

    private void runDue() {
        management
                .createJobQuery()
                .processDefinitionKey(PROCESS)
                .executable()
                .list()
                .forEach(job -> management.executeJob(job.getId()));
    }

    private static String code(ThrowingCallable act) {
        return catchThrowableOfType(Refusal.class, act).code();
    }

    private static Actor person(String login, Role role, String unit) {
        String id = UUID.nameUUIDFromBytes(("demo/account/" + login).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Actor(id, Set.of(role), unit);
    }
}
