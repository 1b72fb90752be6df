package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.apply;
import static org.onewindow.journey.Office.awaitStatus;
import static org.onewindow.journey.Office.code;
import static org.onewindow.journey.Office.decide;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.passOf;
import static org.onewindow.journey.Office.read;
import static org.onewindow.journey.Office.today;
import static org.onewindow.journey.Office.truck;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.url;
import static org.onewindow.journey.Office.workItem;

import com.upokecenter.cbor.CBORObject;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import org.onewindow.support.IndependentReader;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The truck pass from the application to the road, as the people in it live through it. */
@RunningOffice
class TruckPassJourneyTests {

    private final Office office;
    private final JdbcClient sql;
    private final Visitor agent;
    private final Visitor clerk;
    private final Visitor officer;

    @Autowired
    TruckPassJourneyTests(@LocalServerPort int port, JdbcClient sql) {
        this.sql = sql;
        office = new Office(port);
        agent = office.as("li.na");
        clerk = office.as("wang.fang");
        officer = office.as("liu.yang");
    }

    @Test
    void aCompanyIsToldWhoActsNextAndHowTheLimitWasCounted() {
        HttpResponse<String> answer = agent.post(APPLICATIONS, heavyTruck());
        JsonNode received = Caller.json(answer);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Caller.header(answer, "Location"))
                .isEqualTo("/api/cases/" + received.get("id").asString());
        assertThat(Caller.header(answer, "ETag"))
                .isEqualTo("\"" + received.get("version").asInt() + "\"");
        assertThat(received.get("number").asString()).matches("YT\\d{8}JG028\\d{7}[0-9A-Z]");
        assertThat(received.at("/status/code").asString()).isEqualTo("RECEIVED");
        assertThat(received.at("/next/who").asString()).isEqualTo("SYSTEM");
        assertThat(received.at("/unit/code").asString()).isEqualTo("YT.JJ.ZF");

        JsonNode opened = awaitStatus(agent, received.get("id").asString(), "UNDER_REVIEW");
        JsonNode limit = opened.get("limit");
        assertThat(opened.at("/next/who").asString()).isEqualTo("OFFICER");
        assertThat(opened.at("/next/text").asString()).isEqualTo("由审核人员办理");
        assertThat(opened.at("/next/until")).isEqualTo(limit.get("dueAt"));
        assertThat(limit.get("workingDays").asInt()).isEqualTo(1);
        assertThat(limit.get("dueDate").asString()).matches("\\d{4}-\\d{2}-\\d{2}");
        for (String moment : List.of("/submittedAt", "/receivedAt", "/limit/dueAt")) {
            assertThat(opened.at(moment).asString()).endsWith("Z");
            assertThat(Instant.parse(opened.at(moment).asString())).isAfter("2026-01-01T00:00:00Z");
        }
        JsonNode days = limit.get("countedDays");
        JsonNode last = days.get(days.size() - 1);
        assertThat(days.get(0).get("kind").asString()).isEqualTo("EVENT");
        assertThat(days.get(0).get("counted").asInt()).isZero();
        assertThat(last.get("kind").asString()).isEqualTo("COUNTED");
        assertThat(last.get("counted").asInt()).isEqualTo(1);
        assertThat(last.get("date")).isEqualTo(limit.get("dueDate"));
        JsonNode asked = read(
                agent,
                "/api/calendar/deadline?workingDays=1&received="
                        + opened.get("receivedAt").asString());
        assertThat(limit.get("dueAt")).isEqualTo(asked.get("due"));
        assertThat(days).isEqualTo(asked.get("days"));

        assertThat(results(agent, opened))
                .hasSizeGreaterThan(9)
                .allSatisfy((question, result) -> assertThat(result).isEqualTo("CLEAR"));
    }

    @Test
    void aClerkFindsHisWorkByWhateverHeKnowsOfIt() {
        String plate = "鲁F28516A";
        List<JsonNode> opened = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            opened.add(underReview(agent, truck("LARGE", plate, "51")));
        }
        opened.add(underReview(agent, truck("ORDINARY", plate, "51")));
        String late = workItem(clerk, opened.get(2)).get("id").asString();
        makeLate(late);
        String held = workItem(clerk, opened.get(3)).get("id").asString();
        assertThat(clerk.post("/api/work-items/" + held + "/claim", null).statusCode())
                .isEqualTo(200);
        String mine = "/api/work-items?text=" + url(plate);
        List<String> all = ids(mine);

        assertThat(all).hasSize(5).first().isEqualTo(late);
        assertThat(ids("/api/work-items?text=" + url("鲁F28516"))).isEqualTo(all);
        assertThat(ids(mine + "&item=JG028")).hasSize(4);
        assertThat(ids(mine + "&item=JG029"))
                .containsExactly(workItem(clerk, opened.get(4)).get("id").asString());
        assertThat(ids(mine + "&step=review")).isEqualTo(all);
        assertThat(ids(mine + "&step=other")).isEmpty();
        assertThat(ids(mine + "&colour=RED")).containsExactly(late);
        List<String> byColour = new ArrayList<>(List.of(late));
        for (String colour : List.of("ORANGE", "YELLOW", "BLUE")) {
            byColour.addAll(ids(mine + "&colour=" + colour));
        }
        assertThat(byColour).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ids(mine + "&holder=ME")).containsExactly(held);
        assertThat(ids(mine + "&holder=NOBODY")).hasSize(4).doesNotContain(held);
        assertThat(ids(mine + "&unit=YT.JJ.ZF")).isEqualTo(all);
        assertThat(ids(mine + "&unit=YT.JJ.LS")).isEmpty();
        String number = opened.get(0).get("number").asString();
        assertThat(ids("/api/work-items?text=" + number.toLowerCase(Locale.ROOT)))
                .containsExactly(workItem(clerk, opened.get(0)).get("id").asString());
        char wrong = number.endsWith("A") ? 'B' : 'A';
        assertThat(ids("/api/work-items?text=" + number.substring(0, number.length() - 1) + wrong))
                .isEmpty();
        assertThat(ids("/api/work-items?text=" + url("%F28516A"))).isEmpty();

        List<String> paged = new ArrayList<>();
        List<String> due = new ArrayList<>();
        for (String cursor = ""; cursor != null; ) {
            JsonNode page = read(clerk, mine + "&limit=2" + cursor);
            assertThat(page.get("total").asLong()).isEqualTo(5);
            page.get("items").forEach(item -> {
                paged.add(item.get("id").asString());
                due.add(item.get("dueAt").asString());
            });
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        }
        assertThat(paged).isEqualTo(all);
        assertThat(due).isSortedAccordingTo(Comparator.comparing(Instant::parse));
    }

    @Test
    void aGrantedPassIsReadWithoutThisSystemByThePublishedKeyAlone() throws Exception {
        JsonNode pass = office.granted(heavyTruck());
        String code = pass.get("code").asString();

        HttpResponse<byte[]> png = office.caller.send(
                "GET",
                "/api/truck-passes/" + pass.get("number").asString() + "/qr.png",
                null,
                BodyHandlers.ofByteArray(),
                "Authorization",
                "Bearer " + agent.token());
        String scanned = IndependentReader.scan(png.body());
        assertThat(scanned).isEqualTo(code);

        JsonNode trusted = Caller.json(office.caller.get("/api/pass-keys"));
        CBORObject claims = IndependentReader.verified(scanned, trusted);
        CBORObject told = claims.get(-65537);
        assertThat(claims.get(1).AsString())
                .isEqualTo(trusted.get("issuer").asString())
                .isEqualTo("one-window");
        assertThat(told.get(1).AsString()).isEqualTo(pass.get("number").asString());
        assertThat(told.get(2).AsString()).isEqualTo("鲁F10001");
        assertThat(told.get(3).AsString()).isEqualTo("01");
        assertThat(told.get(5).ToJSONString()).isEqualTo("[\"ZF\"]");
        assertThat(told.get(6).ToJSONString()).isEqualTo("[[0,1440]]");
        var zone = ZoneId.of("Asia/Shanghai");
        assertThat(claims.get(5).AsInt64Value())
                .isEqualTo(today().atStartOfDay(zone).toEpochSecond());
        assertThat(claims.get(4).AsInt64Value())
                .isEqualTo(today().plusDays(90).atStartOfDay(zone).toEpochSecond());

        char last = code.charAt(code.length() - 1);
        String altered = code.substring(0, code.length() - 1) + (last == '0' ? '1' : '0');
        assertThatThrownBy(() -> IndependentReader.verified(altered, trusted)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theTrustListNamesTheOneKeyThatSignsNow() {
        JsonNode list = read(agent, "/api/pass-keys");
        assertThat(list.get("keys")).hasSize(1);
        JsonNode key = list.get("keys").get(0);
        assertThat(key.get("kid").asString()).matches("[0-9a-f]{8}");
        assertThat(key.get("alg").asString()).isEqualTo("ES256");
        assertThat(key.get("status").asString()).isEqualTo("LIVE");
        assertThat(Instant.parse(list.get("nextUpdate").asString()))
                .isEqualTo(Instant.parse(list.get("issuedAt").asString()).plus(Duration.ofDays(1)));
    }

    @Test
    void anOfficerOnTheRoadSeesWhyAPassCountsOrNot() {
        JsonNode pass = office.granted(heavyTruck());
        String code = pass.get("code").asString();

        assertThat(check(code, "鲁F10001", "01", "ZF")).isEqualTo("VALID");
        assertThat(check(code, "鲁F10001", "02", "ZF")).isEqualTo("WRONG_VEHICLE");
        assertThat(check(code, "鲁F10002", "02", "ZF")).isEqualTo("WRONG_VEHICLE");
        assertThat(check(code, "鲁F10001", "01", "LS")).isEqualTo("OUTSIDE_ZONE");
        for (int fromEnd : List.of(1, 2, 7, 20)) {
            int at = code.length() - fromEnd;
            String tampered = code.substring(0, at) + (code.charAt(at) == '0' ? '1' : '0') + code.substring(at + 1);
            assertThat(check(tampered, "鲁F10001", "01", "ZF")).isIn("BAD_SIGNATURE", "MALFORMED");
        }
        assertThat(check("TP1:NONSENSE", "鲁F10001", "01", "ZF")).isEqualTo("MALFORMED");

        JsonNode byPlate = Caller.json(officer.post(
                "/api/pass-checks", "{\"plate\": {\"number\": \"鲁F10001\", \"type\": \"01\"}, \"zone\": \"ZF\"}"));
        assertThat(byPlate.get("result").asString()).isEqualTo("VALID");
        assertThat(byPlate.toString()).doesNotContain("李娜", "mobile", "contact", "applicant");
        JsonNode none = Caller.json(officer.post(
                "/api/pass-checks", "{\"plate\": {\"number\": \"鲁F99999\", \"type\": \"01\"}, \"zone\": \"ZF\"}"));
        assertThat(none.get("result").asString()).isEqualTo("NO_PASS");
        assertThat(none.get("pass").isNull()).isTrue();
        assertThat(code(agent.post("/api/pass-checks", "{\"code\": \"TP1:X\"}")))
                .isEqualTo("forbidden");
    }

    @Test
    void theStreetLearnsOnlyWhetherACodeIsGood() {
        String code = office.granted(heavyTruck()).get("code").asString();
        String truck = "\"plate\": {\"number\": \"鲁F10001\", \"type\": \"01\"}";
        String other = "\"plate\": {\"number\": \"鲁F10002\", \"type\": \"02\"}";

        assertThat(publicCheck("{\"code\": \"%s\"}".formatted(code)))
                .isEqualTo("{\"result\":\"VALID\",\"text\":\"有效\"}");
        assertThat(publicCheck("{\"code\": \"%s\", %s}".formatted(code, truck))).contains("\"VALID\"");
        assertThat(publicCheck("{\"code\": \"%s\", %s}".formatted(code, other))).contains("\"WRONG_VEHICLE\"");
        String bad = publicCheck("{\"code\": \"TP1:%s\"}".formatted("0".repeat(300)));
        assertThat(bad).contains("\"NOT_VALID\"");
        assertThat(publicCheck("{\"code\": \"nonsense\"}")).isEqualTo(bad);
        HttpResponse<String> byPlate = office.caller.call(
                "POST", "/api/public-pass-checks", "{%s}".formatted(truck), "Content-Type", "application/json");
        assertThat(byPlate.statusCode()).isEqualTo(422);
        assertThat(Caller.json(byPlate).at("/errors/0/field").asString()).isEqualTo("code");
    }

    @Test
    void anOrdinaryLightTruckGetsItsPassWithoutAnOfficer() {
        String id = apply(agent, truck("ORDINARY", "鲁F10002", "02"));
        JsonNode granted = awaitStatus(agent, id, "GRANTED");

        assertThat(granted.at("/decision/byRule").asBoolean()).isTrue();
        assertThat(granted.at("/next/who").asString()).isEqualTo("NOBODY");
        assertThat(passOf(agent, id).get("plate").asString()).isEqualTo("鲁F10002");
        assertThat(acts(agent, id)).containsExactly("SUBMITTED", "DECIDED_BY_RULE");
        assertThat(read(agent, "/api/cases/" + id, "Accept-Language", "en")
                        .at("/decision/reason")
                        .asString())
                .isEqualTo("All checks are clear: granted by rule.");
        assertThat(ids("/api/work-items?text=" + granted.get("number").asString()))
                .isEmpty();
    }

    @Test
    void aPickUpNeedsNoPass() {
        String id = apply(agent, truck("ORDINARY", "鲁F10005", "02"));
        JsonNode told = awaitStatus(agent, id, "NOT_REQUIRED");

        assertThat(told.at("/decision/reason").asString()).contains("皮卡");
        assertThat(passOf(agent, id)).isNull();
    }

    @Test
    void aTruckInBreachIsRefusedWithTheReasonAndTheRemedy() {
        for (var truck :
                Map.of("鲁F10006", "检验", "鲁F10007", "违法", "鲁F10009", "报废").entrySet()) {
            String id = apply(agent, truck("LARGE", truck.getKey(), "01"));
            JsonNode refused = awaitStatus(agent, id, "REFUSED");

            assertThat(refused.at("/decision/reason").asString()).contains(truck.getValue());
            assertThat(refused.at("/decision/remedy").asString()).contains("行政复议", "行政诉讼");
            assertThat(passOf(agent, id)).isNull();
        }
    }

    @Test
    void hazardousChemicalsNeverTravelOnATruckPass() {
        ObjectNode declared = heavyTruck();
        ((ObjectNode) declared.get("goods")).put("hazardous", true);
        ObjectNode registered = truck("LARGE", "鲁F10008", "01");

        for (ObjectNode application : List.of(declared, registered)) {
            JsonNode refused = awaitStatus(agent, apply(agent, application), "REFUSED");
            assertThat(refused.at("/decision/reason").asString()).contains("危险化学品");
        }
    }

    @Test
    void aDraftIsKeptChangedAndSentByItsOwnerAlone() {
        HttpResponse<String> kept = agent.post(APPLICATIONS + "?draft=true", "{}");
        String id = Caller.json(kept).get("id").asString();
        String place = APPLICATIONS + "/" + id;
        assertThat(kept.statusCode()).isEqualTo(201);
        assertThat(Caller.json(kept).at("/status/code").asString()).isEqualTo("DRAFT");
        assertThat(Caller.json(kept).get("number").isNull()).isTrue();
        assertThat(Caller.json(kept).get("limit").isNull()).isTrue();

        HttpResponse<String> tooEarly =
                agent.post(place + "/submission", null, "If-Match", Caller.header(kept, "ETag"));
        assertThat(tooEarly.statusCode()).isEqualTo(422);
        assertThat(Caller.json(tooEarly).get("errors"))
                .extracting(e -> e.get("field").asString())
                .contains("passClass", "plate.number", "zones", "period.from", "contact.mobile");
        assertThat(clerk.get("/api/cases/" + id).statusCode()).isEqualTo(404);

        HttpResponse<String> changed = agent.send("PUT", place, heavyTruck(), "If-Match", Caller.header(kept, "ETag"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(agent.send("PUT", place, "{}", "If-Match", Caller.header(kept, "ETag"))
                        .statusCode())
                .isEqualTo(412);
        JsonNode stored = read(agent, place).get("application");
        assertThat(stored.get("purpose").asString()).isEqualTo("运送建材");
        assertThat(stored.at("/period/from").asString()).isEqualTo(today().toString());
        assertThat(stored.at("/contact/mobile").asString()).isEqualTo("13800000002");

        HttpResponse<String> sent = agent.post(place + "/submission", null, "If-Match", Caller.header(changed, "ETag"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(Caller.json(sent).at("/status/code").asString()).isEqualTo("RECEIVED");
        JsonNode opened = awaitStatus(agent, id, "UNDER_REVIEW");
        assertThat(workItem(clerk, opened).get("caseId").asString()).isEqualTo(id);
        assertThat(code(agent.send("DELETE", place, null, "If-Match", "\"" + opened.get("version") + "\"")))
                .isEqualTo("case-status");
    }

    @Test
    void aDraftIsThrownAwayWithoutATrace() {
        HttpResponse<String> kept = agent.post(APPLICATIONS + "?draft=true", heavyTruck());
        String id = Caller.json(kept).get("id").asString();

        assertThat(code(agent.send("DELETE", APPLICATIONS + "/" + id, null))).isEqualTo("if-match-required");
        assertThat(code(agent.send("DELETE", APPLICATIONS + "/" + id, null, "If-Match", "W/\"0\"")))
                .isEqualTo("if-match-malformed");
        assertThat(code(agent.send("DELETE", APPLICATIONS + "/" + id, null, "If-Match", "\"7\"")))
                .isEqualTo("version-stale");
        assertThat(agent.send("DELETE", APPLICATIONS + "/" + id, null, "If-Match", Caller.header(kept, "ETag"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(agent.get(APPLICATIONS + "/" + id).statusCode()).isEqualTo(404);
        assertThat(agent.get("/api/cases/" + id).statusCode()).isEqualTo(404);
        assertThat(sql.sql("SELECT COUNT(*) FROM truck_pass_application WHERE case_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aCorrectionIsAskedForOnceAndTellsEveryField() {
        JsonNode opened = underReview(agent, heavyTruck());
        String id = opened.get("id").asString();
        String place = APPLICATIONS + "/" + id;
        assertThat(code(decide(clerk, opened, "{\"outcome\": \"correct\"}"))).isEqualTo("defects-missing");
        HttpResponse<String> asked = decide(
                clerk,
                opened,
                "{\"outcome\": \"correct\", \"fields\": {\"purpose\": \"请写明工地\", \"route\": \"请填写路线\"}}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);

        JsonNode told = awaitStatus(agent, id, "CORRECTION_NOTIFIED");
        assertThat(told.at("/next/who").asString()).isEqualTo("APPLICANT");
        assertThat(Instant.parse(told.at("/next/until").asString()))
                .isAfter(told.get("receivedAt").asString());
        JsonNode events = read(agent, "/api/cases/" + id + "/events");
        assertThat(events.get(1).at("/fields/route").asString()).isEqualTo("请填写路线");
        assertThat(events.toString()).doesNotContain("actor", "wang.fang", "王芳");

        ObjectNode otherKind = heavyTruck().put("passClass", "ORDINARY");
        String version = "\"" + told.get("version") + "\"";
        assertThat(code(agent.send("PUT", place, otherKind, "If-Match", version)))
                .isEqualTo("item-fixed");
        ObjectNode better = heavyTruck().put("route", "北马路、大海阳路").put("purpose", "运送建材至幸福工地");
        HttpResponse<String> changed = agent.send("PUT", place, better, "If-Match", version);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(agent.post(place + "/submission", null, "If-Match", Caller.header(changed, "ETag"))
                        .statusCode())
                .isEqualTo(200);

        JsonNode again = awaitStatus(agent, id, "UNDER_REVIEW");
        assertThat(again.get("number")).isEqualTo(opened.get("number"));
        assertThat(again.get("submittedAt")).isEqualTo(opened.get("submittedAt"));
        assertThat(code(decide(clerk, again, "{\"outcome\": \"correct\", \"fields\": {\"route\": \"再写\"}}")))
                .isEqualTo("correction-already-notified");

        LocalDate until = today().plusDays(9);
        String shorter = "{\"outcome\": \"grant\", %s \"fields\": {\"period.to\": \"" + until + "\"}}";
        assertThat(code(decide(clerk, again, shorter.formatted("")))).isEqualTo("change-needs-reason");
        assertThat(code(decide(
                        clerk, again, "{\"outcome\": \"grant\", \"fields\": {\"zones\": \"LS\"}, \"note\": \"x\"}")))
                .isEqualTo("field-not-changeable");
        assertThat(decide(clerk, again, shorter.formatted("\"note\": \"工期只有十天\","))
                        .statusCode())
                .isEqualTo(200);
        assertThat(passOf(agent, id).at("/period/to").asString()).isEqualTo(until.toString());
        assertThat(passOf(agent, id).get("route").asString()).isEqualTo("北马路、大海阳路");
        assertThat(acts(agent, id)).containsExactly("SUBMITTED", "TASK_COMPLETED", "RESUBMITTED", "TASK_COMPLETED");
    }

    @Test
    void aRefusalStatesItsReasonAndTheRemedy() {
        JsonNode opened = underReview(agent, heavyTruck());
        assertThat(code(decide(clerk, opened, "{\"outcome\": \"refuse\", \"note\": \"  \"}")))
                .isEqualTo("reason-missing");
        assertThat(decide(clerk, opened, "{\"outcome\": \"refuse\", \"note\": \"工地已停工\"}")
                        .statusCode())
                .isEqualTo(200);

        JsonNode refused = read(agent, "/api/cases/" + opened.get("id").asString(), "Accept-Language", "en");
        assertThat(refused.at("/status/text").asString()).isEqualTo("Refused");
        assertThat(refused.at("/decision/reason").asString()).isEqualTo("工地已停工");
        assertThat(refused.at("/decision/remedy").asString()).contains("60 days");
        assertThat(refused.at("/decision/byRule").asBoolean()).isFalse();
    }

    @Test
    void anApplicationIsTakenBackUntilItIsDecided() {
        JsonNode opened = underReview(agent, heavyTruck());
        String place = "/api/cases/" + opened.get("id").asString();
        assertThat(code(agent.post(place + "/withdrawal", null))).isEqualTo("if-match-required");
        HttpResponse<String> back = agent.post(
                place + "/withdrawal", "{\"reason\": \"改期\"}", "If-Match", "\"" + opened.get("version") + "\"");

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(Caller.json(back).at("/status/code").asString()).isEqualTo("WITHDRAWN");
        assertThat(ids("/api/work-items?text=" + opened.get("number").asString()))
                .isEmpty();
        assertThat(code(agent.post(place + "/withdrawal", null, "If-Match", Caller.header(back, "ETag"))))
                .isEqualTo("case-status");
        assertThat(processes(opened.get("id").asString())).isZero();
    }

    @Test
    void aPersonAppliesForTheTruckThatIsHis() {
        Visitor citizen = office.as("zhang.wei");
        ObjectNode own = truck("LARGE", "鲁F10010", "01");
        own.putObject("applicant").put("kind", "PERSON");
        JsonNode opened = underReview(citizen, own);

        assertThat(results(citizen, opened)).containsEntry("owner-matches", "CLEAR");
        ObjectNode foreign = truck("LARGE", "鲁F10001", "01");
        foreign.putObject("applicant").put("kind", "PERSON");
        assertThat(results(citizen, underReview(citizen, foreign))).containsEntry("owner-matches", "REFER");
    }

    @Test
    void nobodyAppliesForACompanyThatHasNotSentHim() {
        for (String login : List.of("zhou.jie", "zhang.wei", "wang.fang", "ops")) {
            HttpResponse<String> answer = office.as(login).post(APPLICATIONS, heavyTruck());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(code(answer)).isEqualTo("mandate-missing");
        }
    }

    @Test
    void aSilentRegisterIsAGapForTheOfficerAndNoRefusal() {
        JsonNode opened = underReview(agent, truck("LARGE", "鲁F10011", "01"));

        assertThat(results(clerk, opened))
                .containsEntry("insurance-covers-period", "GAP")
                .containsEntry("violations", "CLEAR");
        assertThat(decide(clerk, opened, "{\"outcome\": \"grant\"}").statusCode())
                .isEqualTo(200);
        assertThat(passOf(agent, opened.get("id").asString())).isNotNull();
    }

    @Test
    void aRareNameComesBackUnharmedAndTheOfficerSeesOnlyItsBeginning() {
        ObjectNode application = heavyTruck();
        application.putObject("contact").put("name", "𠮷田杰").put("mobile", "13800000003");
        String id = underReview(agent, application).get("id").asString();

        assertThat(read(agent, APPLICATIONS + "/" + id)
                        .at("/application/contact/name")
                        .asString())
                .isEqualTo("𠮷田杰");
        JsonNode masked = read(clerk, APPLICATIONS + "/" + id).at("/application/contact");
        assertThat(masked.get("name").asString()).isEqualTo("𠮷**");
        assertThat(masked.get("mobile").asString()).isEqualTo("138****0003");
    }

    @Test
    void anOfficerReadsAnApplicationWhoseContactHasNoName() {
        ObjectNode application = heavyTruck();
        application.putObject("contact").put("name", "").put("mobile", "13800000003");
        String id = underReview(agent, application).get("id").asString();

        assertThat(clerk.get(APPLICATIONS + "/" + id).statusCode()).isEqualTo(200);
    }

    private List<String> ids(String list) {
        JsonNode page = read(clerk, list + "&limit=100");
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.get("id").asString()));
        assertThat(page.get("total").asInt()).isEqualTo(ids.size());
        return ids;
    }

    private void makeLate(String item) {
        sql.sql("UPDATE work_item SET due_at = '2026-01-05 01:00:00.000' WHERE id = :id")
                .param("id", item)
                .update();
    }

    private long processes(String caseId) {
        return sql.sql("SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE BUSINESS_KEY_ = :id")
                .param("id", caseId)
                .query(Long.class)
                .single();
    }

    private static Map<String, String> results(Visitor somebody, JsonNode ofCase) {
        var results = new TreeMap<String, String>();
        read(somebody, APPLICATIONS + "/" + ofCase.get("id").asString() + "/checks")
                .forEach(check -> {
                    if (!check.get("rule").isNull()) {
                        assertThat(check.get("rule").asString())
                                .startsWith(check.get("code").asString() + "@");
                        assertThat(check.get("basis").asString()).isNotBlank();
                    }
                    results.put(
                            check.get("code").asString(), check.get("result").asString());
                });
        return results;
    }

    private static List<String> acts(Visitor somebody, String caseId) {
        List<String> acts = new ArrayList<>();
        read(somebody, "/api/cases/" + caseId + "/events")
                .forEach(event -> acts.add(event.get("act").asString()));
        return acts;
    }

    private String check(String code, String plate, String type, String zone) {
        HttpResponse<String> answer = officer.post("/api/pass-checks", """
                {"code": "%s", "plate": {"number": "%s", "type": "%s"}, "zone": "%s"}
                """.formatted(code, plate, type, zone));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer).get("result").asString();
    }

    private String publicCheck(String question) {
        HttpResponse<String> answer =
                office.caller.call("POST", "/api/public-pass-checks", question, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
