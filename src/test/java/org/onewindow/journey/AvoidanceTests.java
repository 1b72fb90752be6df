package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.workItem;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Nobody decides his own case or that of a relative he has declared; and what a list leaves out, nothing else shows. */
@RunningOffice
class AvoidanceTests {

    private static final String LI_NA = "370602190001010024";
    private static final List<String> CITIZENS = List.of("370602190001010016", LI_NA, "370602190001010032");
    private static final String GRANT = "{\"outcome\": \"grant\"}";

    private final JdbcClient sql;
    private final Office office;
    private final Visitor agent;
    private final Visitor wang;
    private final Visitor sun;

    @Autowired
    AvoidanceTests(@LocalServerPort int port, JdbcClient sql) {
        this.sql = sql;
        office = new Office(port);
        agent = office.as("li.na");
        wang = office.as("wang.fang");
        sun = office.as("sun.lei");
    }

    @AfterEach
    void forgetTheDeclarations() {
        sql.sql("DELETE FROM relative").update();
    }

    private static void declare(Visitor clerk, String number) {
        assertThat(clerk.post("/api/me/relatives", "{\"citizenId\": \"" + number + "\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void theCaseOfADeclaredRelativeIsNeitherListedNorOpenedNorClaimed() {
        JsonNode opened = underReview(agent, heavyTruck());
        String item = "/api/work-items/" + workItem(wang, opened).get("id").asString();
        declare(wang, LI_NA);
        declare(wang, LI_NA);

        assertThat(read(wang, "/api/work-items?text=" + opened.get("number").asString())
                        .get("total")
                        .asLong())
                .isZero();
        for (HttpResponse<String> refused : List.of(wang.get(item), wang.post(item + "/claim", null))) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(code(refused)).isEqualTo("own-case");
        }
        String theCase = "/api/cases/" + opened.get("id").asString();
        for (String read : List.of(theCase, theCase + "/events", theCase + "/clocks")) {
            assertThat(wang.get(read).statusCode()).isEqualTo(404);
            assertThat(sun.get(read).statusCode()).isEqualTo(200);
        }
        assertThat(workItem(sun, opened).get("mine").asBoolean()).isFalse();
        assertThat(sun.post(item + "/claim", null).statusCode()).isEqualTo(200);

        JsonNode declared = read(wang, "/api/me/relatives");
        assertThat(declared).hasSize(1);
        assertThat(declared.get(0).get("citizenId").asString()).isEqualTo("3706**********0024");
        assertThat(sql.sql("SELECT * FROM relative").query().listOfRows().toString())
                .doesNotContain(LI_NA);
    }

    @Test
    void whoDeclaresARelativeAfterClaimingDecidesNoMore() {
        JsonNode opened = underReview(agent, heavyTruck());
        String item = "/api/work-items/" + workItem(wang, opened).get("id").asString();
        String version = Caller.header(wang.post(item + "/claim", null), "ETag");
        declare(wang, LI_NA);

        HttpResponse<String> decided = wang.post(item + "/completion", GRANT, "If-Match", version);
        assertThat(decided.statusCode()).isEqualTo(403);
        assertThat(code(decided)).isEqualTo("own-case");
    }

    @Test
    void onlyThePeopleOfTheAuthorityDeclareAndOnlyNumbersThatCanBe() {
        assertThat(agent.post("/api/me/relatives", "{\"citizenId\": \"" + LI_NA + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(wang.post("/api/me/relatives", "{\"citizenId\": \"370602190001010025\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(wang.post("/api/me/relatives", "{}").statusCode()).isEqualTo(422);
    }

    /** Always the same random people, so that a failure can be seen again. */
    @Test
    void countsListsAndSingleReadsAgreeForWhoeverAsksWhatever() {
        for (int i = 0; i < 2; i++) {
            underReview(agent, heavyTruck());
        }
        Random random = new Random(20261124);
        List<String> all =
                sql.sql("SELECT id FROM work_item").query(String.class).list();
        for (String login : List.of("wang.fang", "sun.lei", "zhao.min", "chen.gang")) {
            Visitor officer = office.as(login);
            for (int round = 0; round < 3; round++) {
                if (round > 0) {
                    declare(officer, CITIZENS.get(random.nextInt(CITIZENS.size())));
                }
                Set<String> listed = agreeing(officer, "", 1 + random.nextInt(40));
                Set<String> free = agreeing(officer, "&holder=NOBODY", 100);
                Set<String> mine = agreeing(officer, "&holder=ME", 100);
                Set<String> zhifu = agreeing(officer, "&unit=YT.JJ.ZF", 100);
                assertThat(listed).containsAll(free).containsAll(mine).containsAll(zhifu);
                assertThat(Collections.disjoint(free, mine)).isTrue();
                for (String id : sample(all, random)) {
                    assertThat(officer.get("/api/work-items/" + id).statusCode() == 200)
                            .as(login + " reads " + id)
                            .isEqualTo(listed.contains(id));
                }
            }
        }
    }

    @Test
    void whatOneCitizensListsShowNoOtherCitizenOpens() {
        underReview(agent, heavyTruck());
        Random random = new Random(20261125);
        List<String> citizens = List.of("zhang.wei", "li.na", "zhou.jie");
        List<String> held = citizens.stream()
                .map(citizen -> holdASlot(office.as(citizen), random))
                .toList();
        for (String list : List.of("/api/cases", "/api/truck-passes", "/api/appointments")) {
            String key = list.equals("/api/cases") ? "id" : "number";
            for (String owner : citizens) {
                List<String> own = new ArrayList<>();
                read(office.as(owner), list + "?limit=100")
                        .get("items")
                        .forEach(one -> own.add(one.get(key).asString()));
                assertThat(inPages(office.as(owner), list, key, 1 + random.nextInt(3)))
                        .as(list + " of " + owner + " in small pages")
                        .startsWith(own.toArray(String[]::new))
                        .doesNotHaveDuplicates();
                for (String id : sample(own, random)) {
                    for (String reader : citizens) {
                        assertThat(office.as(reader).get(list + "/" + id).statusCode())
                                .as(reader + " reads " + list + " of " + owner)
                                .isEqualTo(reader.equals(owner) ? 200 : 404);
                    }
                }
            }
        }
        for (int i = 0; i < held.size(); i++) {
            office.as(citizens.get(i)).post("/api/appointments/" + held.get(i) + "/cancellations", "{}");
        }
    }

    /** A hold is an appointment that only its holder sees; one whose holder has another that day is refused. */
    private static String holdASlot(Visitor citizen, Random random) {
        JsonNode slots = read(citizen, "/api/slots?item=JG028&outlet=LZ18&days=14");
        JsonNode slot = slots.get(random.nextInt(slots.size()));
        HttpResponse<String> answer = citizen.post(
                "/api/holds",
                "{\"item\": \"JG028\", \"outlet\": \"LZ18\", \"startsAt\": \"%s\"}"
                        .formatted(slot.get("startsAt").asString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Caller.json(answer).get("number").asString();
    }

    private static List<String> inPages(Visitor citizen, String list, String key, int limit) {
        List<String> found = new ArrayList<>();
        String next = null;
        do {
            JsonNode page = read(citizen, list + "?limit=" + limit + (next == null ? "" : "&cursor=" + next));
            page.get("items").forEach(one -> found.add(one.get(key).asString()));
            next = page.path("next").asString(null);
        } while (next != null);
        return found;
    }

    /** All pages together hold as many as each of them says, and none twice. */
    private static Set<String> agreeing(Visitor officer, String filter, int limit) {
        List<String> ids = new ArrayList<>();
        String next = null;
        long total;
        do {
            JsonNode page =
                    read(officer, "/api/work-items?limit=" + limit + filter + (next == null ? "" : "&cursor=" + next));
            page.get("items").forEach(item -> ids.add(item.get("id").asString()));
            total = page.get("total").asLong();
            next = page.path("next").asString(null);
        } while (next != null);
        assertThat(ids).hasSize((int) total).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    private static List<String> sample(List<String> ids, Random random) {
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(8, shuffled.size()));
    }
}
