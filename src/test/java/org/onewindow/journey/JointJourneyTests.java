package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** An employer hands in once, at one window, and two departments answer. */
@RunningOffice
class JointJourneyTests {

    private static final String MATERIALS = "拟聘用外籍工程师一名（演示）";

    private final Office office;
    private final Visitor employer;

    @Autowired
    JointJourneyTests(@LocalServerPort int port) {
        office = new Office(port);
        employer = office.as("li.na");
    }

    private static void end(Visitor clerk, JsonNode ofCase, String completion) {
        HttpResponse<String> done = decide(clerk, ofCase, completion);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    @Test
    void oneApplicationTwoDecisionsAndEachWithItsOwnRemedy() {
        HttpResponse<String> applied = employer.post("/api/service-applications", """
                {"item": "CRJ010", "unit": "YT.JJ.ZF", "note": "%s", "delivery": "COUNTER"}
                """.formatted(MATERIALS));
        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(201);
        JsonNode whole = Caller.json(applied);
        end(office.as("wang.fang"), whole, "{\"outcome\": \"accept\"}");

        String path = "/api/joint-applications/" + whole.get("id").asString();
        JsonNode joint = read(employer, path);
        JsonNode work = joint.at("/parts/0/handling");
        JsonNode residence = joint.at("/parts/1/handling");
        assertThat(joint.at("/parts/0/part").asString()).isEqualTo("WORK");
        Visitor labour = office.as("ma.chao");
        Visitor border = office.as("lin.yan");
        String asPart = "/api/joint-applications/" + residence.get("id").asString();
        for (Visitor department : new Visitor[] {labour, border}) {
            assertThat(read(department, asPart).get("materials").asString())
                    .as("both read the same materials")
                    .isEqualTo(MATERIALS);
        }
        assertThat(office.as("zhao.min").get(path).statusCode()).isEqualTo(404);

        assertThat(code(decide(border, residence, "{\"outcome\": \"grant\"}"))).isEqualTo("work-permit-first");
        end(labour, work, "{\"outcome\": \"grant\"}");
        end(border, residence, "{\"outcome\": \"refuse\", \"note\": \"护照有效期不足\"}");
        JsonNode decided = read(employer, path);
        assertThat(decided.at("/whole/status/code").asString()).isEqualTo("REFUSED");
        assertThat(decided.at("/parts/0/handling/status/code").asString()).isEqualTo("GRANTED");
        assertThat(decided.at("/parts/1/handling/decision/remedy").asString())
                .as("exit-entry law, article 36")
                .contains("最终决定")
                .doesNotContain("可以自知道");
    }
}
