package org.onewindow.roadcheck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onewindow.support.MovableClock;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.Keyring;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class WithdrawalTests {

    @Test
    void namesWhatIsWithdrawnAndStillRunsAndIsNoOlderThanAMinute() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            var clock = new MovableClock("2026-08-03T02:00:00Z");
            String master = java.util.Base64.getEncoder().encodeToString(new byte[32]);
            JdbcClient sql = JdbcClient.create(database);
            var withdrawals =
                    new Withdrawals(sql, new Keyring(database, clock, master, ""), Duration.ofMinutes(1), clock);
            String revoked = insert(sql, "REVOKED", null, "2026-08-03");
            String suspended = insert(sql, "SUSPENDED", "2026-08-03", "2026-09-01");
            String free = insert(sql, "SUSPENDED", "2026-08-02", "2026-09-01");
            String expired = insert(sql, "REVOKED", null, "2026-08-02");

            byte[] list = withdrawals.signed();
            assertThat(new String(list, ISO_8859_1))
                    .contains(SignedList.name(revoked), SignedList.name(suspended))
                    .doesNotContain(SignedList.name(free))
                    .doesNotContain(SignedList.name(expired));
            String late = insert(sql, "REVOKED", null, "2026-09-01");
            assertThat(withdrawals.signed()).isSameAs(list);
            clock.pass(Duration.ofMinutes(1));
            assertThat(new String(withdrawals.signed(), ISO_8859_1)).contains(SignedList.name(late));
        }
    }

    @Test
    void isSentAgainOnlyWhenItWasMadeAnew() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            var clock = new MovableClock("2026-08-03T02:00:00Z");
            String master = java.util.Base64.getEncoder().encodeToString(new byte[32]);
            var keyring = new Keyring(database, clock, master, "");
            var withdrawals = new Withdrawals(JdbcClient.create(database), keyring, Duration.ofMinutes(1), clock);
            MockMvc http = MockMvcBuilders.standaloneSetup(new OfflineController(keyring, withdrawals, clock))
                    .build();
            String tag = http.perform(get("/api/pass-withdrawals"))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getHeader("ETag");
            var again = get("/api/pass-withdrawals").header("If-None-Match", tag);
            http.perform(again).andExpect(status().isNotModified());
            clock.pass(Duration.ofMinutes(1));
            http.perform(again).andExpect(status().isOk());
        }
    }

    private static String insert(JdbcClient sql, String state, String lastDay, String expires) {
        String jti = UUID.randomUUID().toString().replace("-", "");
        sql.sql("""
                        INSERT INTO withdrawn_token (token_id, pass_number, state, suspended_to, expires, since)
                        VALUES (:jti, 'TP', :state, :lastDay, :expires, '2026-08-01 00:00:00.000')
                        """)
                .param("jti", jti)
                .param("state", state)
                .param("lastDay", lastDay == null ? null : LocalDate.parse(lastDay))
                .param("expires", LocalDate.parse(expires))
                .update();
        return jti;
    }
}
