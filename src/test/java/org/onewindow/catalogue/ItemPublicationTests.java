package org.onewindow.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.onewindow.support.OfficeAtWork.assertRefused;
import static org.onewindow.support.OfficeAtWork.local;
import static org.onewindow.support.OfficeAtWork.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.Case;
import org.onewindow.casework.CaseStatus;
import org.onewindow.casework.Cases;
import org.onewindow.catalogue.ItemPublications.Publication;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.OfficeAtWork;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.onewindow.worklist.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Items are changed while the office works, from a day to come on. No other test touches the items of this one. */
@SteppedOffice
class ItemPublicationTests {

    private static final String UNIT = "YT.JJ.ZF";

    /** Promised in three working days. */
    private static final String RELEASED = "HZ011";

    private static final Actor HEAD = person("wu.jing", Role.SUPERVISOR, "YT.ZA");
    private static final LocalDate MONDAY = LocalDate.of(2026, 8, 3);
    private static final String NOTICE = "关于优化户政事项的通知（测试）";

    private final Actor applicant = person(UUID.randomUUID().toString(), Role.APPLICANT, "");

    @Autowired
    ApplicationContext office;

    @Autowired
    SteppedClock clock;

    @Autowired
    Cases cases;

    @Autowired
    Catalogue catalogue;

    @Autowired
    ItemPublications publications;

    @Autowired
    ItemViews views;

    private OfficeAtWork atWork;
    private Desk desk;

    @BeforeEach
    void monday() {
        clock.set(local("2026-08-03T10:00"));
        atWork = new OfficeAtWork(office);
        desk = new Desk(office, person("wang.fang", Role.CLERK, UNIT));
    }

    @AfterAll
    static void giveTimeBack(@Autowired SteppedClock clock) {
        clock.release();
    }

    @Test
    void aChangedItemBeginsOnItsDayAndRunningCasesKeepTheirs() {
        ServiceItem shipped = catalogue.item(RELEASED);
        Case before = apply(RELEASED);
        publish(
                RELEASED,
                MONDAY.plusDays(3),
                Map.of("promised_working_days", "1", "name_en", "Released, changed (made up)"));
        assertThat(catalogue.item(RELEASED))
                .as("today it is as it was")
                .extracting(ServiceItem::nameEn)
                .isEqualTo(shipped.nameEn());
        assertThat(views.guide(RELEASED, Locale.ENGLISH).changesOn()).isEqualTo(MONDAY.plusDays(3));
        assertThat(views.guide(RELEASED, Locale.ENGLISH).effectiveTo()).isEqualTo(MONDAY.plusDays(2));

        clock.set(local("2026-08-06T10:00"));
        assertThat(catalogue.item(RELEASED).nameEn()).isEqualTo("Released, changed (made up)");
        assertThat(catalogue.search("Released, changed", null, MONDAY.plusDays(3)))
                .extracting(ServiceItem::code)
                .containsExactly(RELEASED);
        assertThat(catalogue.search("Released, changed", null, MONDAY.plusDays(2)))
                .isEmpty();
        Case after = apply(RELEASED);
        for (Case c : new Case[] {before, after}) {
            desk.complete(c.number(), "accept", null, Map.of());
        }
        assertThat(cases.itemOf(atWork.now(before)).nameEn()).isEqualTo(shipped.nameEn());
        assertThat(atWork.now(before).clocks().promised().workingDays()).isEqualTo(3);
        assertThat(cases.itemOf(atWork.now(after)).nameEn()).isEqualTo("Released, changed (made up)");
        assertThat(atWork.now(after).clocks().promised().workingDays()).isEqualTo(1);
        for (Case c : new Case[] {before, after}) {
            desk.complete(c.number(), "refuse", "不符合条件", Map.of());
        }
    }

    @Test
    void anItemAddedByDataAloneIsFoundAcceptedAndDeliveredOnTheSameDay() {
        publications.publish(
                HEAD,
                "HZ981",
                MONDAY,
                new Publication(
                        null, NOTICE, "HZ022", Map.of("name_zh", "新增事项（测试）", "name_en", "One more item (made up)")));
        assertThat(catalogue.search("xzsx", null, MONDAY))
                .extracting(ServiceItem::code)
                .contains("HZ981");
        Case c = apply("HZ981");
        desk.complete(c.number(), "finish", null, Map.of());
        atWork.assertEnded(c, CaseStatus.DELIVERED);
    }

    @Test
    void whatWasPublishedForADayIsReplacedUntilItBegins() {
        publish("HZ008", MONDAY.plusDays(1), Map.of("promised_working_days", "1"));
        publish("HZ008", MONDAY.plusDays(1), Map.of("promised_working_days", "2"));
        publish("HZ008", MONDAY.plusDays(7), Map.of("fee_cny", "5"));
        assertThat(views.versions("HZ008"))
                .extracting(version -> version.effectiveFrom() + " " + version.effectiveTo() + " "
                        + version.cells().get("promised_working_days") + " "
                        + version.cells().get("fee_cny"))
                .containsExactly("2024-01-01 2026-08-03 3 0", "2026-08-04 2026-08-09 2 0", "2026-08-10 null 2 5");
        assertThat(views.versions("HZ008").get(1).reason()).isEqualTo(NOTICE);
        clock.set(local("2026-08-04T00:00"));
        assertRefused("item-begins-too-early", () -> publish("HZ008", MONDAY.plusDays(1), Map.of("fee_cny", "9")));
    }

    @Test
    void anotherNodeSeesItWithinTenSeconds(@Autowired CatalogueRules rules, @Autowired PublishedItemRepository rows) {
        Clock elsewhere = clock;
        var node = new Catalogue(rules, rows, elsewhere);
        publish("HZ007", MONDAY.plusDays(1), Map.of("fee_cny", "3"));
        clock.set(local("2026-08-04T09:00"));
        assertThat(node.item("HZ007").fee()).isEqualTo("3");
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsPublished() {
        int versions = views.versions("HZ009").size();
        Refusal refused = catchThrowableOfType(
                Refusal.class,
                () -> publications.publish(
                        HEAD,
                        "HZ009",
                        MONDAY,
                        new Publication(MONDAY.minusDays(1), " ", null, Map.of("colour", "red", "code", "HZ010"))));
        assertThat(refused.defects())
                .extracting(defect -> defect.field() + " " + defect.code())
                .containsExactlyInAnyOrder(
                        "reason item-reason-missing",
                        "effectiveFrom item-begins-too-early",
                        "effectiveTo item-ends-before-it-begins",
                        "cells.colour item-column-unknown",
                        "cells.code item-column-unknown");
        refused = catchThrowableOfType(
                Refusal.class,
                () -> publish(
                        "HZ009",
                        MONDAY.plusDays(1),
                        Map.of("promised_working_days", "soon", "nature", "OTHER", "channels", "W,X")));
        assertThat(refused.defects())
                .extracting(Refusal.Defect::field)
                .containsExactlyInAnyOrder("cells.promised_working_days", "cells.nature", "cells.channels");
        assertRefused("item-cell", () -> publish("HZ009", MONDAY.plusDays(1), Map.of("process", "undrawn")));
        assertRefused(
                "item-unknown",
                () -> publications.publish(HEAD, "HZ982", MONDAY, new Publication(null, NOTICE, "XX000", Map.of())));
        assertRefused("item-not-yours", () -> publish("JG012", MONDAY.plusDays(1), Map.of("fee_cny", "1")));
        assertRefused("item-not-yours", () -> publish("HZ009", MONDAY.plusDays(1), Map.of("category", "TRAFFIC")));
        assertThat(views.versions("HZ009")).hasSize(versions);
    }

    private void publish(String code, LocalDate from, Map<String, String> cells) {
        publications.publish(HEAD, code, from, new Publication(null, NOTICE, null, cells));
    }

    private Case apply(String item) {
        return cases.running(cases.receive(applicant, item, UNIT, item).id());
    }
}
