package org.onewindow.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseEvent.Act;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.worklist.WorkRequest.Kind;
import org.springframework.beans.factory.annotation.Autowired;

/** What clerks do with a piece of work one after the other, in every order, and that it can be ended afterwards. */
@SteppedOffice
class HandoverTests {

    private static final String UNIT = "YT.JJ.ZF";
    private static final Actor HOLDER = person("wang.fang", Role.CLERK, UNIT);
    private static final Actor COLLEAGUE = person("sun.lei", Role.CLERK, UNIT);
    private static final Actor HEAD = person("chen.gang", Role.SUPERVISOR, "YT.JJ");
    private static final Actor ELSEWHERE = person("zhao.min", Role.CLERK, "YT.JJ.LS");

    private enum Verb {
        CLAIM,
        RELEASE,
        TRANSFER,
        DELEGATE,
        RETURN,
        OPINION,
        SIGNATURE,
        REMIND
    }

    /** What must be true of the work: who holds it, to whom it goes back, where the case stands, what is unsigned. */
    private record Expected(Actor holder, Actor back, String step, boolean unsigned) {

        static final Expected BEFORE = new Expected(HOLDER, null, "review", false);

        /** Why the holder of the beginning is refused, or {@code null}. */
        String refusal(Verb verb) {
            boolean holds = HOLDER.equals(holder);
            return switch (verb) {
                case CLAIM -> holder == null || holds || HOLDER.equals(back) ? null : "already-claimed";
                case REMIND -> null;
                case RETURN -> !holds ? "not-claimed" : step.equals("acceptance") ? "step-not-passed" : null;
                default -> holds ? null : "not-claimed";
            };
        }

        Expected after(Verb verb) {
            if (refusal(verb) != null) {
                return this;
            }
            return switch (verb) {
                case CLAIM -> new Expected(HOLDER, null, step, unsigned);
                case RELEASE -> new Expected(back, null, step, unsigned);
                case TRANSFER -> new Expected(COLLEAGUE, null, step, unsigned);
                case DELEGATE -> new Expected(COLLEAGUE, HOLDER, step, unsigned);
                case RETURN -> new Expected(null, null, "acceptance", false);
                case SIGNATURE -> new Expected(holder, back, step, true);
                case OPINION, REMIND -> this;
            };
        }
    }

    private final Worklist worklist;
    private final Handovers handovers;
    private final WorkItemRepository items;
    private final Cases cases;

    @Autowired
    HandoverTests(Worklist worklist, Handovers handovers, WorkItemRepository items, Cases cases) {
        this.worklist = worklist;
        this.handovers = handovers;
        this.items = items;
        this.cases = cases;
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @TestFactory
    Stream<DynamicTest> everyTwoVerbsGoTogether() {
        return Stream.of(Verb.values())
                .flatMap(first -> Stream.of(Verb.values())
                        .map(second -> DynamicTest.dynamicTest(
                                first + " then " + second, () -> oneAfterTheOther(first, second))));
    }

    private void oneAfterTheOther(Verb first, Verb second) {
        Case c = underReview();
        Expected expected = Expected.BEFORE;
        for (Verb verb : List.of(first, second)) {
            WorkItem item = item(c);
            String refusal = expected.refusal(verb);
            if (refusal == null) {
                act(verb, item);
            } else {
                assertThat(catchThrowableOfType(Refusal.class, () -> act(verb, item))
                                .code())
                        .isEqualTo(refusal);
            }
            expected = expected.after(verb);
            assertStands(c, expected);
        }
        finish(c, expected);
        assertThat(cases.running(c.id()).status()).isEqualTo(CaseStatus.REFUSED);
        assertThat(items.list(of(c), null, null, 9)).isEmpty();
    }

    private void act(Verb verb, WorkItem item) {
        switch (verb) {
            case CLAIM -> worklist.claim(HOLDER, item.id());
            case RELEASE -> worklist.release(HOLDER, item.id());
            case TRANSFER -> handovers.transfer(HOLDER, item.id(), COLLEAGUE.id());
            case DELEGATE -> handovers.delegate(HOLDER, item.id(), COLLEAGUE.id());
            case RETURN -> handovers.returnTo(HOLDER, item, "acceptance", "受理时漏看一项材料");
            case OPINION -> handovers.ask(HOLDER, item.id(), Kind.OPINION, COLLEAGUE.id(), "符合分户条件吗？");
            case SIGNATURE -> handovers.ask(HOLDER, item.id(), Kind.SIGNATURE, COLLEAGUE.id(), "请会签");
            case REMIND -> handovers.urge(HEAD, item.id(), "请尽快办理");
        }
    }

    private void assertStands(Case c, Expected expected) {
        WorkItem item = item(c);
        assertThat(item.assignee())
                .isEqualTo(expected.holder() == null ? null : expected.holder().id());
        assertThat(item.claimedAt() == null).isEqualTo(expected.holder() == null);
        assertThat(item.step()).isEqualTo(expected.step());
        assertThat(cases.running(c.id()).status())
                .isEqualTo(expected.step().equals("review") ? CaseStatus.UNDER_REVIEW : CaseStatus.PENDING_ACCEPTANCE);
        assertThat(cases.running(c.id()).clocks().promised())
                .as("the clock runs on")
                .isEqualTo(c.clocks().promised());
    }

    /** Whoever holds it gives it back, what is asked for is signed, and the case is refused. */
    private void finish(Case c, Expected expected) {
        if (COLLEAGUE.equals(expected.holder())) {
            worklist.release(COLLEAGUE, item(c).id());
        }
        if (expected.step().equals("acceptance")) {
            worklist.complete(HOLDER, worklist.claim(HOLDER, item(c).id()), "accept", null, Map.of());
            assertThat(cases.running(c.id()).clocks().promised())
                    .as("accepted again it is not counted anew")
                    .isEqualTo(c.clocks().promised());
        }
        WorkItem item = worklist.claim(HOLDER, item(c).id());
        if (expected.unsigned()) {
            assertThat(catchThrowableOfType(
                                    Refusal.class, () -> worklist.complete(HOLDER, item, "refuse", "不符合条件", Map.of()))
                            .code())
                    .isEqualTo("signature-open");
            handovers.waitingFor(COLLEAGUE).stream()
                    .filter(request -> request.caseId().equals(c.id()))
                    .forEach(request -> handovers.answer(COLLEAGUE, request.id(), true, "同意"));
        }
        worklist.complete(HOLDER, item, "refuse", "不符合条件", Map.of());
    }

    @Test
    void aSignerWhoDisagreesHoldsTheWorkUntilHeIsConvinced() {
        Case c = underReview();
        WorkItem item = item(c);
        WorkRequest asked = handovers.ask(HOLDER, item.id(), Kind.SIGNATURE, COLLEAGUE.id(), "拟准予，请会签");
        assertRefused("work-request-unknown", () -> handovers.answer(HEAD, asked.id(), true, "同意"));
        assertRefused("answer-missing", () -> handovers.answer(COLLEAGUE, asked.id(), true, " "));
        handovers.answer(COLLEAGUE, asked.id(), false, "材料不足");
        assertRefused("answered-already", () -> handovers.answer(COLLEAGUE, asked.id(), true, "同意"));
        assertRefused("signature-open", () -> worklist.complete(HOLDER, item, "refuse", "不符合条件", Map.of()));
        WorkRequest again = handovers.ask(HOLDER, item.id(), Kind.SIGNATURE, COLLEAGUE.id(), "拟不予，请会签");
        handovers.answer(COLLEAGUE, again.id(), true, "同意");
        assertThat(handovers.asked(HEAD, item.id()))
                .extracting(WorkRequest::agreed)
                .containsExactly(false, true);
        worklist.complete(HOLDER, item, "refuse", "不符合条件", Map.of());
        assertRefused("task-closed", () -> handovers.urge(HEAD, item.id(), "快"));
    }

    @Test
    void workStaysWithThoseWhoMayDoIt() {
        Case c = underReview();
        WorkItem item = item(c);
        assertThat(handovers.colleagues(HOLDER, item.id()))
                .extracting(Actor::id)
                .contains(COLLEAGUE.id(), HEAD.id())
                .doesNotContain(HOLDER.id(), ELSEWHERE.id());
        List<String> unfit = new ArrayList<>(List.of(ELSEWHERE.id(), HOLDER.id(), HEAD.id(), "nobody"));
        unfit.forEach(to -> assertRefused("colleague-unfit", () -> handovers.transfer(HOLDER, item.id(), to)));
        assertRefused("work-item-unknown", () -> handovers.transfer(ELSEWHERE, item.id(), COLLEAGUE.id()));
        assertRefused("not-your-role", () -> handovers.urge(COLLEAGUE, item.id(), "快"));
        assertRefused("reason-missing", () -> handovers.returnTo(HOLDER, item, "acceptance", " "));
        assertRefused("step-not-passed", () -> handovers.returnTo(HOLDER, item, "delivery", "x"));
        assertRefused("question-missing", () -> handovers.ask(HOLDER, item.id(), Kind.OPINION, COLLEAGUE.id(), null));
        handovers.urge(HEAD, item.id(), "请尽快办理");
        assertThat(cases.history(c)).anySatisfy(event -> {
            assertThat(event.act()).isEqualTo(Act.REMINDED);
            assertThat(event.actor()).isEqualTo(HEAD.id());
            assertThat(event.note()).isEqualTo("请尽快办理");
        });
        worklist.complete(HOLDER, item, "refuse", "不符合条件", Map.of());
    }

    private static void assertRefused(String code, ThrowingCallable verb) {
        assertThat(catchThrowableOfType(Refusal.class, verb).code()).isEqualTo(code);
    }

    /** Accepted, and held by the clerk who goes on with it. */
    private Case underReview() {
        Actor applicant = new Actor(UUID.randomUUID().toString(), Set.of(Role.APPLICANT), "");
        Case c = cases.receive(applicant, "HZ020", UNIT, "HZ020");
        worklist.complete(HOLDER, worklist.claim(HOLDER, item(c).id()), "accept", null, Map.of());
        worklist.claim(HOLDER, item(c).id());
        return cases.running(c.id());
    }

    private WorkItem item(Case c) {
        List<WorkItem> open = items.list(of(c), null, null, 9);
        assertThat(open).as("one task at a time").hasSize(1);
        return open.get(0);
    }

    private static WorkItemRepository.Filter of(Case c) {
        return new WorkItemRepository.Filter(
                List.of(UNIT), null, null, null, null, null, false, c.id(), null, Set.of("nobody"));
    }

    private static Actor person(String login, Role role, String unit) {
        byte[] name = ("demo/account/" + login).getBytes(StandardCharsets.UTF_8);
        return new Actor(UUID.nameUUIDFromBytes(name).toString(), Set.of(role), unit);
    }
}
