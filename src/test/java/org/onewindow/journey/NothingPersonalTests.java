package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.apply;
import static org.onewindow.journey.Office.awaitStatus;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.truck;
import static org.onewindow.journey.Office.underReview;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.OfficeLog;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who somebody is stands sealed in our own tables and nowhere else: not in the engine's, no log, no metric. */
@RunningOffice
class NothingPersonalTests {

    /** Made up, and used nowhere else, so that every hit is a leak. */
    private static final String NAME = "𠮷野测";

    private static final String MOBILE = "13987650123";

    /** A licence of the demonstration, with a pattern that is looked for as well. */
    private static final String LICENCE = "370602190003011012";

    /** The demo people's, see DemoPeople. */
    private static final List<String> KNOWN =
            List.of("370602190001010016", "370602190001010024", "370602190001010032", "张伟", "周𠮷杰", "李娜");

    /** Citizen ids and mobile numbers as such, whoever's. */
    private static final Pattern ANYBODYS =
            Pattern.compile("(?<![0-9A-Za-z.-])([1-8]\\d{5}(19|20)\\d{9}[0-9X]|1[3-9]\\d{9})(?![0-9A-Za-z.-])");

    private final Office office;
    private final DataSource dataSource;
    private final MeterRegistry meters;
    private final RuntimeService runtime;

    @Autowired
    NothingPersonalTests(
            @LocalServerPort int port, DataSource dataSource, MeterRegistry meters, RuntimeService runtime) {
        office = new Office(port);
        this.dataSource = dataSource;
        this.meters = meters;
        this.runtime = runtime;
    }

    @Test
    void nobodyIsFoundInTablesLogsMetricsOrProcesses() throws SQLException {
        List<String> traced = new ArrayList<>();
        List<String> cases = new ArrayList<>();
        tracing("org.springframework.web", traced, () -> live(cases));

        var rows = tables(dataSource);
        rows.forEach((table, dump) -> assertThat(leaks(dump)).as(table).isEmpty());
        rows.forEach((table, dump) -> {
            if (table.startsWith("ACT_RU") || table.startsWith("ACT_HI") || table.equals("ACT_GE_BYTEARRAY")) {
                assertThat(dump).as(table).doesNotContain("10001", "10010");
            }
        });
        assertThat(rows.get("SERVICE_CASE")).contains("鲁F10001/01");
        assertThat(rows.get("ACT_RU_EXECUTION")).contains(cases.get(0));
        assertThat(rows.get("TRUCK_PASS_APPLICATION")).contains(cases.get(0));

        String log = String.join("\n", OfficeLog.lines());
        assertThat(log).contains("Login refused");
        assertThat(leaks(log)).isEmpty();
        assertThat(log).doesNotContain(Caller.DEMO_PASSWORD, office.as("li.na").token(), "wrong-secret-word");
        String details = String.join("\n", traced);
        assertThat(details).contains("PassApplication[");
        assertThat(leaks(details)).isEmpty();
        assertThat(details).doesNotContain("wrong-secret-word");

        List<String> metrics = new ArrayList<>();
        meters.getMeters().forEach(meter -> metrics.add(meter.getId().toString()));
        assertThat(metrics).hasSizeGreaterThan(20);
        assertThat(leaks(metrics.toString())).isEmpty();
        assertThat(metrics.toString()).doesNotContain("鲁F", cases.get(0));

        for (String id : cases) {
            runtime.createVariableInstanceQuery().list().stream()
                    .filter(v -> runtime.createProcessInstanceQuery()
                                    .processInstanceBusinessKey(id)
                                    .processInstanceId(v.getProcessInstanceId())
                                    .count()
                            > 0)
                    .forEach(v -> assertThat(v.getName()).isIn("access", "outcome"));
        }
    }

    /** A day at the office: applications good and bad, a decision, looks from all sides, a wrong password. */
    private void live(List<String> cases) {
        Visitor agent = office.as("li.na");
        Visitor citizen = office.as("zhang.wei");
        Visitor clerk = office.as("wang.fang");
        ObjectNode application = heavyTruck();
        application.putObject("contact").put("name", NAME).put("mobile", MOBILE);
        application.putObject("driver").put("licenceNumber", LICENCE);
        ObjectNode own = truck("LARGE", "鲁F10010", "01");
        own.set("contact", application.get("contact"));
        own.putObject("applicant").put("kind", "PERSON");
        cases.add(underReview(agent, application).get("id").asString());
        cases.add(underReview(citizen, own).get("id").asString());
        cases.add(Caller.json(agent.post(APPLICATIONS + "?draft=true", application))
                .get("id")
                .asString());

        String place = APPLICATIONS + "/" + cases.get(0);
        assertThat(read(agent, place).at("/application/contact/name").asString())
                .isEqualTo(NAME);
        assertThat(read(agent, place).at("/application/driver/licenceNumber").asString())
                .isEqualTo(LICENCE);
        assertThat(read(agent, place + "/checks").toString()).contains("driver-class");
        assertThat(read(clerk, place).toString()).doesNotContain(NAME, MOBILE, LICENCE);
        assertThat(clerk.post(
                                "/api/cases/" + cases.get(0) + "/reveals",
                                "{\"field\": \"contact.mobile\", \"purpose\": \"contact\"}")
                        .body())
                .contains(MOBILE);
        assertThat(agent.get("/api/me/data").body()).contains(NAME, MOBILE, LICENCE);
        assertThat(read(citizen, "/api/me").toString()).doesNotContain("370602190001010016", "13800000001");
        assertThat(clerk.get("/api/cases/" + cases.get(1)).body()).doesNotContain("张伟", "370602190001010016");

        ObjectNode bad = application.deepCopy();
        bad.putObject("contact").put("name", NAME).put("mobile", MOBILE + "9");
        assertThat(agent.post(APPLICATIONS, bad).body()).doesNotContain(MOBILE, NAME);
        bad.put("mobile", MOBILE);
        assertThat(agent.post(APPLICATIONS, bad).body()).doesNotContain(MOBILE, NAME);
        assertThat(agent.post(APPLICATIONS, application.toString().replace("}", ""))
                        .body())
                .doesNotContain(MOBILE, NAME);
        JsonNode granted = awaitStatus(agent, apply(agent, truck("ORDINARY", "鲁F10002", "02")), "GRANTED");
        assertThat(granted.get("decision").isNull()).isFalse();
        office.caller.askToken("li.na", "wrong-secret-word");
        otherParts(agent);
    }

    /** Where people write down who and where they are besides a truck pass. */
    private void otherParts(Visitor agent) {
        HttpResponse<String> visit = agent.post("/api/home-visits", """
                {"reason": "AGED", "items": ["JG028"], "division": "370602", "address": "演示路1号（虚构）%s %s",
                 "latitude": 37.5454, "longitude": 121.3825}
                """.formatted(NAME, MOBILE));
        assertThat(visit.statusCode()).as(visit.body()).isEqualTo(201);
        String home = "/api/home-visits/" + Caller.json(visit).get("id").asString();
        agent.post(home + "/cancellation", "{}");

        Office.withdrawAll(agent, "HZ022");
        HttpResponse<String> application = agent.post("/api/service-applications", """
                {"item": "HZ022", "unit": "YT.JJ.ZF", "note": "请联系 %s %s", "delivery": "COUNTER"}
                """.formatted(NAME, MOBILE));
        assertThat(application.statusCode()).as(application.body()).isEqualTo(201);
        Office.withdrawAll(agent, "HZ022");

        String contact = "{\"mail\": %s, \"sms\": true, \"language\": \"zh\"}";
        assertThat(agent.send("PUT", "/api/me/contact", contact.formatted("\"" + MOBILE + "@example.org\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.get("/api/me/data").body())
                .contains(MOBILE + "@example.org", "请联系 " + NAME, "演示路1号（虚构）" + NAME);
    }

    private static List<String> leaks(String text) {
        List<String> leaks = new ArrayList<>();
        for (String known : KNOWN) {
            if (text.contains(known)) {
                leaks.add(known);
            }
        }
        ANYBODYS.matcher(text).results().forEach(hit -> leaks.add(hit.group()));
        if (text.contains(NAME) || text.contains(MOBILE)) {
            leaks.add(NAME + " " + MOBILE);
        }
        return leaks;
    }

    /** All rows of all tables as text, bytes read as UTF-8. */
    static Map<String, String> tables(DataSource dataSource) throws SQLException {
        var dump = new TreeMap<String, String>();
        try (Connection connection = dataSource.getConnection()) {
            List<String> names = new ArrayList<>();
            String quote = connection.getMetaData().getIdentifierQuoteString();
            String schema = connection.getMetaData().getURL().startsWith("jdbc:h2") ? "PUBLIC" : null;
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (tables.next()) {
                    names.add(tables.getString("TABLE_NAME"));
                }
            }
            for (String name : names) {
                var rows = new StringBuilder();
                try (var statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT * FROM " + quote + name + quote)) {
                    while (row.next()) {
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            Object value = row.getObject(i);
                            rows.append(
                                            value instanceof byte[] || value instanceof Blob
                                                    ? new String(row.getBytes(i), StandardCharsets.UTF_8)
                                                    : row.getString(i))
                                    .append('|');
                        }
                        rows.append('\n');
                    }
                }
                dump.put(name.toUpperCase(Locale.ROOT), rows.toString());
            }
        }
        assertThat(dump).hasSizeGreaterThan(40);
        return dump;
    }

    /** Listens to what a curious operator would see who switches this logger to TRACE, and keeps it off the console. */
    private static void tracing(String logger, List<String> to, Runnable act) {
        Logger traced = OfficeLog.logger(logger);
        Level before = traced.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.setContext(traced.getLoggerContext());
        lines.start();
        traced.setLevel(Level.TRACE);
        traced.setAdditive(false);
        traced.addAppender(lines);
        try {
            act.run();
        } finally {
            traced.detachAppender(lines);
            traced.setAdditive(true);
            traced.setLevel(before);
            List.copyOf(lines.list).forEach(event -> to.add(event.getFormattedMessage()));
        }
    }
}
