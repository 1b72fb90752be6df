package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

@RunningOffice
class AccountsTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final Accounts accounts;
    private final Mandates mandates;
    private final Units units;
    private final DemoPeople demo;
    private final JdbcClient jdbc;

    @Autowired
    AccountsTests(Accounts accounts, Mandates mandates, Units units, DemoPeople demo, JdbcClient jdbc) {
        this.accounts = accounts;
        this.mandates = mandates;
        this.units = units;
        this.demo = demo;
        this.jdbc = jdbc;
    }

    @Test
    void opensThePersonalDataForWhoDecides() {
        assertThat(accounts.person(id("zhou.jie")).name()).isEqualTo("周𠮷杰");
        assertThat(accounts.person(id("zhang.wei")).idNo()).isEqualTo("370602190001010016");
        assertThat(accounts.person(id("zhang.wei"))).hasToString("Person[sealed]");
        assertThatThrownBy(() -> accounts.person("nobody"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
    }

    @Test
    void keepsNoPersonalDataInPlain() {
        var rows = jdbc.sql("SELECT * FROM account").query().listOfRows();

        assertThat(rows).isNotEmpty();
        assertThat(rows.toString()).doesNotContain("张伟", "𠮷", "370602190001010016", "13800000001");
    }

    @Test
    void masksANameByPersonsAndNotByHalfCharacters() {
        assertThat(new Person("𠮷田", null, null).masked().name()).isEqualTo("𠮷*");
        assertThat(new Person("", "123", null).masked()).isEqualTo(new Person("", "***", null));
    }

    @Test
    void knowsRolesAndUnitUnlessTheAccountIsClosed() {
        var supervisor = accounts.actor(id("chen.gang")).orElseThrow();
        assertThat(supervisor.is(Role.SUPERVISOR)).isTrue();
        assertThat(supervisor.worksFor("YT.JJ.ZF")).isTrue();
        assertThat(accounts.actor("nobody")).isEmpty();
    }

    @Test
    void holdsAMandateFromItsFirstToItsLastDay() {
        String agent = id("li.na");
        String mandate = UUID.randomUUID().toString();
        mandates.give(mandate, agent, new Mandate("烟台短期有限公司", "91370600MA0000099X", DAY.minusDays(2), DAY.plusDays(2)));
        try {
            assertThat(mandates.holds(agent, "91370600MA0000099X", DAY.minusDays(3)))
                    .isFalse();
            assertThat(mandates.holds(agent, "91370600MA0000099X", DAY.minusDays(2)))
                    .isTrue();
            assertThat(mandates.holds(agent, "91370600MA0000099X", DAY.plusDays(2)))
                    .isTrue();
            assertThat(mandates.holds(agent, "91370600MA0000099X", DAY.plusDays(3)))
                    .isFalse();
            assertThat(accounts.mandates(agent, DAY)).hasSize(2);
            assertThat(accounts.mandates(agent, DAY.plusDays(3))).hasSize(1);
        } finally {
            jdbc.sql("DELETE FROM mandate WHERE id = :id").param("id", mandate).update();
        }
    }

    @Test
    void endsAMandateAtOnceAndNoOther() {
        String agent = id("li.na");
        String mandate = UUID.randomUUID().toString();
        mandates.give(mandate, agent, new Mandate("烟台短期有限公司", "91370600MA0000099X", DAY.minusDays(2), null));
        try {
            assertThat(mandates.ofCompany("91370600MA0000099X", DAY))
                    .extracting(Mandates.Held::accountId)
                    .containsExactly(agent);

            assertThat(mandates.end(id("zhou.jie"), "91370600MA0000099X", DAY)).isFalse();
            assertThat(mandates.end(agent, "91370600MA0000099X", DAY)).isTrue();

            assertThat(mandates.holds(agent, "91370600MA0000099X", DAY)).isFalse();
            assertThat(mandates.holds(agent, "91370600MA0000099X", DAY.minusDays(1)))
                    .isTrue();
            assertThat(mandates.ofCompany("91370600MA0000099X", DAY)).isEmpty();
            assertThat(mandates.end(agent, "91370600MA0000099X", DAY)).isFalse();
            assertThat(accounts.mandates(agent, DAY)).hasSize(1);
        } finally {
            jdbc.sql("DELETE FROM mandate WHERE id = :id").param("id", mandate).update();
        }
    }

    @Test
    void lendsNobodyTheMandateOfAnother() {
        assertThat(mandates.holds(id("li.na"), "91370600MA0000007C", DAY)).isTrue();
        assertThat(mandates.holds(id("zhou.jie"), "91370600MA0000007C", DAY)).isFalse();
        assertThat(mandates.holds(id("zhang.wei"), "91370600MA0000007C", DAY)).isFalse();
    }

    @Test
    void namesAUnitInBothLanguages() {
        assertThat(units.name("YT.JJ.ZF", Locale.SIMPLIFIED_CHINESE)).startsWith("芝罘大队");
        assertThat(units.name("YT.JJ.ZF", Locale.ENGLISH)).startsWith("Zhifu Brigade");
        assertThat(units.name("YT.XX", Locale.ENGLISH)).isEqualTo("YT.XX");
        assertThat(units.exists("YT.JJ")).isTrue();
        assertThat(units.exists("YT.XX")).isFalse();
        assertThat(units.all()).extracting(Unit::code).containsSubsequence("YT", "YT.JJ", "YT.JJ.LS", "YT.JJ.ZF");
    }

    @Test
    void writesTheDemoPeopleOnceHoweverManyNodesStart() {
        jdbc.sql("DELETE FROM mandate WHERE account_id = :id")
                .param("id", id("zhou.jie"))
                .update();
        jdbc.sql("DELETE FROM account WHERE login = 'zhou.jie'").update();
        CompletableFuture.allOf(Stream.generate(
                                () -> CompletableFuture.runAsync(() -> demo.run(new DefaultApplicationArguments())))
                        .limit(3)
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(count("SELECT COUNT(*) FROM account WHERE login IN ('zhou.jie', 'ops')"))
                .isEqualTo(2);
        assertThat(accounts.mandates(id("zhou.jie"), DAY)).hasSize(1);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private String id(String login) {
        return jdbc.sql("SELECT id FROM account WHERE login = :login")
                .param("login", login)
                .query(String.class)
                .single();
    }
}
