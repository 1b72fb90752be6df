package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.OfficeLog;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** From the application for a certificate of no criminal record to the certificate, or to the refusal. */
@RunningOffice
class NoRecordJourneyTests {

    /** In the demonstration register, and to be seen nowhere else. */
    private static final String SEALED = "演示封存案由";

    private static final String ON_FILE = "演示公开案由";

    private final Office office;
    private final Visitor clerk;

    @Autowired
    NoRecordJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        clerk = office.as("wang.fang");
    }

    private static JsonNode apply(Visitor citizen) {
        HttpResponse<String> applied = citizen.post(
                "/api/service-applications",
                "{\"item\": \"ZA001\", \"unit\": \"YT.JJ.ZF\", \"note\": \"求职\", \"delivery\": \"ELECTRONIC\"}");
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        return Caller.json(applied);
    }

    private void end(JsonNode ofCase, String completion) {
        HttpResponse<String> done = decide(clerk, ofCase, completion);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    private static String path(JsonNode ofCase) {
        return "/api/cases/" + ofCase.get("id").asString();
    }

    private static List<JsonNode> certificates(Visitor holder, JsonNode ofCase) {
        return StreamSupport.stream(
                        read(holder, "/api/certificates?limit=100").get("items").spliterator(), false)
                .filter(one -> one.get("caseId").equals(ofCase.get("id")))
                .toList();
    }

    @Test
    void isIssuedInOneVisitAfterAnInvestigationThatIsNotCounted() {
        Visitor citizen = office.as("zhang.wei");
        JsonNode received = apply(citizen);
        end(received, "{\"outcome\": \"accept\"}");
        assertThat(read(clerk, path(received) + "/record-check").get("finding").asString())
                .isEqualTo("NONE");
        end(received, "{\"outcome\": \"suspend\", \"note\": \"曾用名核查，约两个工作日\"}");
        JsonNode standing = read(citizen, path(received));
        assertThat(standing.at("/status/code").asString()).isEqualTo("SPECIAL_PROCEDURE");
        assertThat(standing.at("/next/until").isNull()).as("no clock runs").isTrue();
        end(received, "{\"outcome\": \"resume\"}");
        end(received, "{\"outcome\": \"grant\"}");

        JsonNode certificate = certificates(citizen, received).get(0);
        assertThat(certificate.get("text").asString()).contains("未发现张伟（公民身份号码370602190001010016）有犯罪记录");
        assertThat(citizen.get(path(received) + "/record-check").statusCode()).isEqualTo(404);
    }

    @Test
    void aSealedRecordIsSeenNowhere(@Autowired DataSource database) throws Exception {
        Visitor applicant = office.as("li.na");
        var told = new ArrayList<String>();
        JsonNode received = apply(applicant);
        told.add(decide(clerk, received, "{\"outcome\": \"accept\"}").body());
        HttpResponse<String> look = clerk.get(path(received) + "/record-check");
        told.add(look.body());
        assertThat(Caller.json(look).get("finding").asString()).isEqualTo("NONE");
        String desk = Caller.cookie(office.caller.signIn("wang.fang", Caller.DEMO_PASSWORD));
        String work =
                "/desk/work-items/" + Office.workItem(clerk, received).get("id").asString();
        told.add(page(desk, work));
        HttpResponse<String> unreasoned = decide(clerk, received, "{\"outcome\": \"refuse\"}");
        assertThat(code(unreasoned)).isEqualTo("reason-missing");
        told.add(unreasoned.body());
        told.add(decide(clerk, received, "{\"outcome\": \"grant\"}").body());
        JsonNode certificate = certificates(applicant, received).get(0);
        told.add(certificate.toString());
        told.add(clerk.get(path(received) + "/events").body());
        told.add(applicant.get(path(received) + "/events").body());
        String portal = Caller.cookie(office.caller.signIn("li.na", Caller.DEMO_PASSWORD));
        told.add(page(portal, "/portal/cases/" + received.get("id").asString()));
        told.add(page(portal, "/portal/my-data"));
        told.add(page(portal, "/portal/my-data/export"));
        told.add(applicant.get(path(received) + "/record-check").body());
        told.add(applicant.get(path(received) + "/accesses").body());
        told.add(String.join("\n", OfficeLog.lines()));
        told.addAll(NothingPersonalTests.tables(database).values());
        assertThat(certificate.get("text").asString()).contains("未发现李娜");
        assertThat(told)
                .noneMatch(text -> text.contains(SEALED)
                        || text.contains("封存")
                        || text.toLowerCase(java.util.Locale.ROOT).contains("\"sealed\""));
    }

    private String page(String session, String path) {
        HttpResponse<String> page = office.caller.get(path, "Cookie", session);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    @Test
    void aRecordOnFileIsRefusedWithItsRemedy() {
        Visitor applicant = office.as("zhou.jie");
        JsonNode received = apply(applicant);
        end(received, "{\"outcome\": \"accept\"}");
        HttpResponse<String> look = clerk.get(path(received) + "/record-check");
        assertThat(Caller.json(look).get("finding").asString()).isEqualTo("ON_FILE");
        HttpResponse<String> granted = decide(clerk, received, "{\"outcome\": \"grant\"}");
        assertThat(code(granted)).isEqualTo("record-on-file");
        assertThat(look.body() + granted.body()).doesNotContain(ON_FILE);

        end(received, "{\"outcome\": \"refuse\", \"note\": \"查询结果不符合出具条件\"}");
        JsonNode refused = read(applicant, path(received));
        assertThat(refused.at("/status/code").asString()).isEqualTo("REFUSED");
        assertThat(refused.at("/decision/remedy").asString()).contains("申诉");
        assertThat(certificates(applicant, received)).isEmpty();
    }
}
