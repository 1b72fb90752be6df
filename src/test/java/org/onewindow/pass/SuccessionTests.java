package org.onewindow.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.pass.Samples.RULES;
import static org.onewindow.pass.Samples.TODAY;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.onewindow.pass.PassApplicationRepository.Access;

class SuccessionTests {

    private static final Access GRANT = new Access("GRANT", "ordinary-clear", 3, "YT-2023-12-26", 1);
    private static final Access REFER = new Access("REFER", "large", 3, "YT-2023-12-26", 1);
    private static final Access NOT_NEEDED = new Access("NOT_NEEDED", "night-window", 3, "YT-2023-12-26", 1);

    @Test
    void aRenewalIsAsLongAsThePassWasButNoLongerThanTheKindAllowsNow() {
        assertThat(renewalOf("ORDINARY", 10, null)).isEqualTo(days(10, 19));
        assertThat(renewalOf("ORDINARY", 90, null)).isEqualTo(days(90, 179));
        assertThat(renewalOf("ORDINARY", 100, null))
                .as("given under an older rule")
                .isEqualTo(days(100, 189));
        assertThat(renewalOf("ORDINARY", 10, TODAY.plusDays(50))).isEqualTo(days(10, 50));
    }

    @Test
    void aRenewalForAProjectEndsWithIt() {
        assertThat(renewalOf("KEY_PROJECT", 90, null)).isEqualTo(days(90, 99));
        assertThat(renewalOf("KEY_PROJECT", 10, null)).isEqualTo(days(10, 19));
    }

    @Test
    void aRuleGrantsNothingBehindASuspendedPassAndRefusesBehindOneThatEnded() {
        Standing suspended = Standing.FRESH.after(PassAct.Kind.SUSPEND, TODAY);
        assertThat(upheld(suspended, GRANT)).isEqualTo("REFER predecessor-suspended");
        assertThat(upheld(suspended, NOT_NEEDED)).isEqualTo("NOT_NEEDED night-window");
        Standing revoked = Standing.FRESH.after(PassAct.Kind.REVOKE, null);
        assertThat(upheld(revoked, GRANT)).isEqualTo("REFUSE predecessor-ended");
        assertThat(upheld(revoked, REFER)).isEqualTo("REFUSE predecessor-ended");
        assertThat(upheld(Standing.FRESH, GRANT)).isEqualTo("GRANT ordinary-clear");
    }

    private static String upheld(Standing standing, Access access) {
        Access upheld = new Succession(
                        Succession.Kind.RENEWAL, pass("ORDINARY", 10).with(standing), asked("ORDINARY", 10))
                .upheld(access, TODAY);
        return upheld.access() + " " + upheld.reason();
    }

    private static Period renewalOf(String passClass, int length, LocalDate to) {
        return new Succession(Succession.Kind.RENEWAL, pass(passClass, length), asked(passClass, length))
                .renewal(to, RULES)
                .period();
    }

    private static Period days(int from, int to) {
        return new Period(TODAY.plusDays(from), TODAY.plusDays(to));
    }

    private static TruckPass pass(String passClass, int length) {
        PassApplication asked = asked(passClass, length);
        return new TruckPass(
                "made up",
                "made up",
                "holder",
                "YT.JJ.ZF",
                asked.passClass(),
                asked.parsedPlate(),
                asked.zones(),
                null,
                asked.period(),
                asked.hours(),
                Instant.parse("2026-08-03T02:00:00Z"),
                null,
                Standing.FRESH);
    }

    private static PassApplication asked(String passClass, int length) {
        PassApplication a =
                Samples.application(new PassClass(passClass), "鲁F10001", "01", days(0, length - 1), Samples.DAYTIME);
        return new PassApplication(
                a.passClass(),
                a.plate(),
                null,
                a.zones(),
                a.route(),
                a.period(),
                a.hours(),
                a.purpose(),
                a.goods(),
                a.applicant(),
                a.contact(),
                passClass.equals("KEY_PROJECT") ? "BRIDGE" : null,
                null);
    }
}
