package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.APPLICATIONS;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.read;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.photo.Portraits;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is not yours is answered like what does not exist. */
@RunningOffice
class ForeignEyesTests {

    /** Everything that is asked for by an id of a case, a piece of work or a pass. */
    private static final List<String> OF_A_CASE = List.of(
            "GET /api/cases/{id}",
            "GET /api/cases/{id}/events",
            "GET /api/cases/{id}/clocks",
            "GET /api/cases/{id}/rating",
            "POST /api/cases/{id}/rating",
            "GET /api/cases/{id}/accesses",
            "GET /api/cases/{id}/record-check",
            "GET /api/cases/{id}/licence",
            "GET /api/joint-applications/{id}",
            "POST /api/cases/{id}/withdrawal",
            "GET /api/service-applications/{id}",
            "GET /api/service-applications/{id}/photo",
            "GET /api/cross-region-applications/{id}",
            "POST /api/service-applications/{id}/submission",
            "POST /api/service-applications/{id}/supplies",
            "GET /api/truck-pass-applications/{id}",
            "GET /api/truck-pass-applications/{id}/checks",
            "PUT /api/truck-pass-applications/{id}",
            "DELETE /api/truck-pass-applications/{id}",
            "POST /api/truck-pass-applications/{id}/submission",
            "POST /api/truck-pass-applications/{id}/again");

    private static final List<String> OF_WORK = List.of(
            "GET /api/work-items/{id}",
            "POST /api/work-items/{id}/claim",
            "POST /api/work-items/{id}/release",
            "POST /api/work-items/{id}/completion",
            "GET /api/work-items/{id}/colleagues",
            "POST /api/work-items/{id}/transfer",
            "POST /api/work-items/{id}/delegation",
            "POST /api/work-items/{id}/return",
            "POST /api/work-items/{id}/requests",
            "GET /api/work-items/{id}/requests",
            "POST /api/work-items/{id}/reminder",
            "POST /api/work-requests/{id}/answer");

    private static final List<String> OF_A_PASS = List.of(
            "GET /api/truck-passes/{number}",
            "GET /api/truck-passes/{number}/qr.png",
            "GET /api/truck-passes/{number}/qr.svg",
            "GET /api/truck-passes/{number}/pass.pdf",
            "GET /api/truck-passes/{number}/acts",
            "GET /api/truck-passes/{number}/versions",
            "POST /api/truck-passes/{number}/renewal",
            "POST /api/truck-passes/{number}/amendment",
            "POST /api/truck-passes/{number}/acts");

    private static final List<String> OF_A_CERTIFICATE = List.of(
            "GET /api/certificates/{number}",
            "GET /api/certificates/{number}/certificate.pdf",
            "GET /api/certificates/{number}/certificate.ofd",
            "POST /api/certificates/{number}/voidance",
            "POST /api/certificates/{number}/reissue");
    private static final List<String> OF_A_VISIT = List.of("GET /api/receptions/{id}");

    private static final List<String> OF_A_FLEET = List.of("GET /api/fleet-applications/{id}");

    private static final List<String> OF_AN_OFFENCE = List.of("GET /api/pass-offences/{id}");

    private static final List<String> OF_AN_ACCOUNT = List.of(
            "POST /api/accounts/{id}/closure",
            "POST /api/accounts/{id}/reopening",
            "POST /api/accounts/{id}/password-resets",
            "DELETE /api/accounts/{id}/second-factor");
    private static final List<String> OF_AN_APPOINTMENT = List.of(
            "GET /api/appointments/{number}",
            "GET /api/appointments/{number}/visit.ics",
            "GET /api/appointments/{number}/office-acts",
            "GET /api/appointments/{number}/no-show",
            "POST /api/appointments/{number}/no-show/objection",
            "POST /api/no-show-objections/{number}/decision",
            "POST /api/appointments/{number}/changes",
            "POST /api/appointments/{number}/cancellations");

    private static final List<String> OF_A_BOOKED_VISIT =
            List.of("POST /api/booked-visits/{number}/changes", "POST /api/booked-visits/{number}/cancellations");

    private static final List<String> OF_A_PHOTO =
            List.of("GET /api/photos/{id}/picture", "GET /api/photos/{id}/renditions", "DELETE /api/photos/{id}");
    private static final List<String> OF_A_FIELD = List.of("POST /api/cases/{id}/reveals");

    private static final List<String> OF_A_CLOSURE = List.of("POST /api/outlets/{code}/closures/{id}/lifting");

    private static final List<String> OF_A_HOLD = List.of("POST /api/legal-holds/{id}/lifting");

    private static final List<String> OF_AN_ALERT = List.of("POST /api/security-alerts/{id}/inquiry");

    private static final List<String> OF_A_PHOTO_REQUEST = List.of(
            "GET /api/photo-requests/{id}",
            "GET /api/photo-requests/{id}/rendition",
            "POST /api/photo-requests/{id}/answer");

    private static final List<String> OF_A_PHOTO_CONSENT = List.of("POST /api/photo-consents/{id}/withdrawal");
    private static final List<String> OF_A_HOME_VISIT = List.of(
            "GET /api/home-visits/{id}",
            "POST /api/home-visits/{id}/cancellation",
            "POST /api/home-visits/{id}/plan",
            "POST /api/home-visits/{id}/postponement",
            "POST /api/home-visits/{id}/report");

    private static final List<String> OF_EXTENDED_HOURS = List.of(
            "POST /api/extended-hours-requests/{id}/withdrawal", "POST /api/extended-hours-requests/{id}/decision");

    private static final List<String> STRANGERS = List.of("zhang.wei", "zhou.jie", "zhao.min", "liu.yang", "ops");

    private final Office office;
    private final Visitor agent;

    @Autowired
    ForeignEyesTests(@LocalServerPort int port) {
        office = new Office(port);
        agent = office.as("li.na");
    }

    @Test
    void everyRouteWithAnIdIsAskedHere() {
        List<String> described = new ArrayList<>();
        JsonNode paths = Caller.json(office.caller.get("/v3/api-docs")).get("paths");
        paths.propertyStream()
                .filter(path -> path.getKey().matches(".*\\{(id|number)}.*"))
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        List<String> asked = new ArrayList<>(OF_A_CASE);
        asked.addAll(OF_WORK);
        asked.addAll(OF_A_PASS);
        asked.addAll(OF_A_CERTIFICATE);
        asked.addAll(OF_A_VISIT);
        asked.addAll(OF_A_FLEET);
        asked.addAll(OF_AN_OFFENCE);
        asked.addAll(OF_AN_ACCOUNT);
        asked.addAll(OF_AN_APPOINTMENT);
        asked.addAll(OF_A_BOOKED_VISIT);
        asked.addAll(OF_A_PHOTO);
        asked.addAll(OF_A_PHOTO_REQUEST);
        asked.addAll(OF_A_PHOTO_CONSENT);
        asked.addAll(OF_A_FIELD);
        asked.addAll(OF_A_CLOSURE);
        asked.addAll(OF_A_HOLD);
        asked.addAll(OF_AN_ALERT);
        asked.addAll(OF_A_HOME_VISIT);
        asked.addAll(OF_EXTENDED_HOURS);
        assertThat(described).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void strangersLearnNothingOfACaseInWork() {
        String opened = Office.underReview(agent, heavyTruck()).get("id").asString();
        hidden(OF_A_CASE, opened, STRANGERS);
        hidden(OF_A_FIELD, opened, STRANGERS);
        assertThat(read(agent, "/api/cases/" + opened).at("/status/code").asString())
                .isEqualTo("UNDER_REVIEW");
    }

    @Test
    void aDraftIsNobodysBusinessNotEvenTheOffices() {
        String draft = Caller.json(agent.post(APPLICATIONS + "?draft=true", heavyTruck()))
                .get("id")
                .asString();
        var everybody = new ArrayList<>(STRANGERS);
        everybody.addAll(List.of("wang.fang", "chen.gang"));
        hidden(OF_A_CASE, draft, everybody);
        hidden(OF_A_FIELD, draft, everybody);
        assertThat(read(agent, "/api/cases/" + draft).at("/status/code").asString())
                .isEqualTo("DRAFT");
    }

    @Test
    void aClerkReadsACaseOfHisUnitButCannotActAsTheApplicant() {
        String opened = Office.underReview(agent, heavyTruck()).get("id").asString();
        assertThat(office.as("wang.fang").get("/api/cases/" + opened).statusCode())
                .isEqualTo(200);
        // That papers have come is for the window to say.
        List<String> applicants = OF_A_CASE.stream()
                .filter(route -> !route.startsWith("GET") && !route.endsWith("/supplies"))
                .toList();
        hidden(applicants, opened, List.of("wang.fang"));
    }

    @Test
    void strangersLearnNothingOfWorkOpenOrDone() {
        JsonNode opened = Office.underReview(agent, heavyTruck());
        Visitor clerk = office.as("wang.fang");
        String item = Office.workItem(clerk, opened).get("id").asString();
        var strangers = new ArrayList<>(STRANGERS);
        strangers.add("li.na");
        hidden(OF_WORK, item, strangers);
        Office.decide(clerk, opened, "{\"outcome\": \"grant\"}");
        hidden(OF_WORK, item, strangers);
    }

    @Test
    void strangersLearnNothingOfAPass() {
        String number = office.granted(heavyTruck()).get("number").asString();
        hidden(OF_A_PASS, number, List.of("zhang.wei", "zhou.jie", "zhao.min", "ops"));
        assertThat(office.as("liu.yang").get("/api/truck-passes/" + number).statusCode())
                .isEqualTo(200);
    }

    @Test
    void strangersLearnNothingOfAFleetNotEvenTheOffice() {
        ObjectNode fleet = JsonMapper.shared().createObjectNode();
        ObjectNode shared = heavyTruck();
        shared.remove("plate");
        fleet.set("shared", shared);
        fleet.put("csv", "plate,plate_type\n鲁F10001,01\n");
        String id = Caller.json(agent.post("/api/fleet-applications", fleet))
                .get("id")
                .asString();
        var everybody = new ArrayList<>(STRANGERS);
        everybody.addAll(List.of("wang.fang", "chen.gang"));
        hidden(OF_A_FLEET, id, everybody);
    }

    @Test
    void strangersLearnNothingOfAVisit() {
        String id = Caller.json(office.as("wang.fang").post("/api/receptions", """
                                {"unit": "YT.JJ.ZF", "name": "李娜", "citizenId": "370602190001010024", "mobile": "13800000002"}
                                """))
                .get("id")
                .asString();
        hidden(OF_A_VISIT, id, STRANGERS);
        assertThat(agent.get("/api/receptions/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void strangersLearnNothingOfAnOffence() {
        String id = Caller.json(office.as("liu.yang").post("/api/pass-offences", """
                                {"plate": {"number": "鲁FZ0001", "type": "01"}, "offence": "1344"}
                                """))
                .get("id")
                .asString();
        hidden(OF_AN_OFFENCE, id, List.of("zhang.wei", "zhou.jie", "li.na", "wang.fang", "zhao.min", "ops"));
        assertThat(office.as("chen.gang").get("/api/pass-offences/" + id).statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyASupervisorKnowsOfHolds() {
        HttpResponse<String> hold = office.as("chen.gang")
                .post("/api/legal-holds", "{\"object\": \"" + UUID.randomUUID() + "\", \"reason\": \"suit\"}");
        String id = Caller.json(hold).get("id").asString();
        hidden(OF_A_HOLD, id, List.of("zhang.wei", "zhou.jie", "li.na", "wang.fang", "zhao.min", "ops"));
        assertThat(office.as("chen.gang")
                        .post("/api/legal-holds/" + id + "/lifting", null)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void onlyASupervisorOfTheOutletLiftsItsClosure() {
        String later = Office.today().plusDays(300).toString();
        Visitor supervisor = office.as("chen.gang");
        HttpResponse<String> closed = supervisor.post(
                "/api/outlets/HY15/closures",
                "{\"from\": \"%s\", \"to\": \"%s\", \"reason\": \"停电\"}".formatted(later, later));
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(201);
        String id = Caller.json(closed).get("id").asString();
        hidden(
                List.of(OF_A_CLOSURE.get(0).replace("{code}", "HY15")),
                id,
                List.of("zhang.wei", "zhou.jie", "li.na", "wang.fang", "zhao.min", "wu.jing", "ops"));
        String lifting = "/api/outlets/HY15/closures/" + id + "/lifting";
        assertThat(supervisor.post(lifting, null).statusCode()).isEqualTo(200);
        assertThat(supervisor.post(lifting, null).statusCode()).isEqualTo(409);
    }

    @Test
    void onlyTheSecurityAdministratorKnowsOfAlerts() {
        for (String login : List.of("li.na", "wang.fang", "chen.gang", "system", "audit", "ops")) {
            assertThat(office.as(login).get("/api/security-alerts").statusCode())
                    .as(login)
                    .isEqualTo(403);
            assertThat(office.as(login)
                            .post("/api/security-alerts/" + UUID.randomUUID() + "/inquiry", null)
                            .statusCode())
                    .as(login)
                    .isEqualTo(403);
        }
        assertThat(office.as("security")
                        .post("/api/security-alerts/" + UUID.randomUUID() + "/inquiry", null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void strangersLearnNothingOfAnAppointment() {
        JsonNode slot = read(agent, "/api/slots?item=JG028&outlet=LY19").get(0);
        HttpResponse<String> held = agent.post(
                "/api/holds",
                "{\"item\": \"JG028\", \"outlet\": \"LY19\", \"startsAt\": \"%s\"}"
                        .formatted(slot.get("startsAt").asString()));
        assertThat(held.statusCode()).as(held.body()).isEqualTo(201);
        String number = Caller.json(held).get("number").asString();
        hidden(OF_AN_APPOINTMENT, number, List.of("zhang.wei", "zhou.jie", "wang.fang", "chen.gang", "ops"));
        hidden(OF_A_BOOKED_VISIT, number, List.of("zhang.wei", "zhou.jie", "wang.fang", "zhao.min", "li.na", "ops"));
        agent.post("/api/appointments/" + number + "/cancellations", "{}");
    }

    @Test
    void strangersLearnNothingOfARequestForExtendedHours() {
        String day = read(agent, "/api/slots?item=JG028&outlet=LY19")
                .get(0)
                .get("startsAt")
                .asString()
                .substring(0, 10);
        String id = Caller.json(agent.post(
                        "/api/extended-hours-requests",
                        "{\"item\": \"JG028\", \"outlet\": \"LY19\", \"startsAt\": \"%sT11:00:00Z\"}".formatted(day)))
                .get("id")
                .asString();
        hidden(OF_EXTENDED_HOURS, id, List.of("zhang.wei", "zhou.jie", "wang.fang", "zhao.min", "ops"));
        assertThat(Caller.json(agent.post("/api/extended-hours-requests/" + id + "/withdrawal", "{}"))
                        .get("status")
                        .asString())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void strangersLearnNothingOfAPhotograph() {
        HttpResponse<String> taken = office.caller.send(
                "POST",
                "/api/photos",
                Portraits.studioFile(9),
                BodyHandlers.ofString(),
                "Authorization",
                "Bearer " + agent.token(),
                "Content-Type",
                "image/png");
        String photo = Caller.json(taken).get("id").asString();
        hidden(OF_A_PHOTO, photo, List.of("zhang.wei", "zhou.jie", "wang.fang", "chen.gang", "liu.yang", "ops"));
        assertThat(agent.send("DELETE", "/api/photos/" + photo, null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void strangersLearnNothingOfAHomeVisit() {
        String id = Caller.json(agent.post("/api/home-visits", """
                                {"reason": "AGED", "items": ["JG028"], "division": "370602",
                                 "address": "演示路1号（虚构）", "latitude": 37.5454, "longitude": 121.3825}
                                """)).get("id").asString();
        hidden(OF_A_HOME_VISIT, id, List.of("zhang.wei", "zhou.jie", "zhao.min", "liu.yang", "ops"));
        assertThat(read(agent, "/api/home-visits/" + id).get("status").asString())
                .isEqualTo("REQUESTED");
        agent.post("/api/home-visits/" + id + "/cancellation", "{}");
    }

    @Test
    void listsHoldOnlyWhatIsOnesOwn() {
        JsonNode opened = Office.underReview(agent, heavyTruck());
        String id = opened.get("id").asString();
        office.granted(heavyTruck());
        for (String login : STRANGERS) {
            Visitor stranger = office.as(login);
            for (String list : List.of("/api/cases?limit=100", "/api/truck-passes?limit=100")) {
                assertThat(read(stranger, list).toString())
                        .as(login + " " + list)
                        .doesNotContain(id, "鲁F10001/01", "\"plate\":\"鲁F10001\"");
            }
        }
        assertThat(read(agent, "/api/cases?limit=100").toString()).contains(id);
        assertThat(read(office.as("zhao.min"), "/api/work-items?limit=100").toString())
                .doesNotContain(id, "YT.JJ.ZF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status|\"GRANTED\"",
                "unit|\"YT.JJ.LS\"",
                "id|\"x\"",
                "version|7",
                "caseId|\"x\"",
                "decision|{\"by\": \"rule\"}",
                "applicant.id|\"rule\"",
                "applicant.roles|[\"CLERK\"]",
                "contact.accountId|\"x\"",
                "plate.colour|\"BLUE\"",
                "period.days|1000",
                "goods.checked|true"
            })
    void nobodyWritesAFieldThatIsNotHis(String path, String value) {
        ObjectNode application = heavyTruck();
        int dot = path.indexOf('.');
        ObjectNode place = dot < 0 ? application : (ObjectNode) application.get(path.substring(0, dot));
        place.set(path.substring(dot + 1), JsonMapper.shared().readTree(value));

        for (String target : List.of(APPLICATIONS, APPLICATIONS + "?draft=true")) {
            HttpResponse<String> answer = agent.post(target, application);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Office.code(answer)).isEqualTo("field-unknown");
            assertThat(Caller.json(answer).at("/errors/0/field").asString()).isEqualTo(path);
        }
    }

    @Test
    void aCompletionNamesNoOtherDecider() {
        JsonNode opened = Office.underReview(agent, heavyTruck());
        HttpResponse<String> answer =
                Office.decide(office.as("wang.fang"), opened, "{\"outcome\": \"grant\", \"decidedBy\": \"chen.gang\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Caller.json(answer).at("/errors/0/field").asString()).isEqualTo("decidedBy");
    }

    @Test
    void strangersLearnNothingOfACertificate() {
        String number = CertificateJourneyTests.kinship(office).get("number").asString();
        hidden(OF_A_CERTIFICATE, number, List.of("li.na", "zhou.jie", "zhao.min", "liu.yang", "ops"));
    }

    private void hidden(List<String> routes, String id, List<String> strangers) {
        var softly = new SoftAssertions();
        for (String login : strangers) {
            Visitor stranger = office.as(login);
            for (String route : routes) {
                for (String language : List.of("zh-CN", "en")) {
                    HttpResponse<String> real = ask(stranger, route, id, language);
                    HttpResponse<String> nothing =
                            ask(stranger, route, UUID.randomUUID().toString(), language);
                    softly.assertThat(real.statusCode()).as(login + " " + route).isIn(403, 404);
                    softly.assertThat(real.statusCode() + real.body())
                            .as(login + " " + route)
                            .isEqualTo(nothing.statusCode() + nothing.body());
                    softly.assertThat(headers(real)).as(login + " " + route).isEqualTo(headers(nothing));
                }
            }
        }
        softly.assertAll();
    }

    /** The container's word on the connection says nothing about the case. */
    private static Set<String> headers(HttpResponse<String> answer) {
        var names = new TreeSet<>(answer.headers().map().keySet());
        names.removeAll(Set.of("connection", "keep-alive"));
        return names;
    }

    private static HttpResponse<String> ask(Visitor stranger, String route, String id, String language) {
        String[] parts = route.split(" ");
        String path = parts[1].replaceAll("\\{\\w+}", id);
        Object body = null;
        if (path.startsWith("/api/booked-visits/")) {
            body = path.endsWith("/changes")
                    ? "{\"outlet\": \"LY19\", \"startsAt\": \"2026-01-01T00:00:00Z\", \"reason\": \"x\"}"
                    : "{\"reason\": \"x\"}";
        } else if (path.endsWith("/completion")) {
            body = "{\"outcome\": \"grant\"}";
        } else if (path.endsWith("/acts") && parts[0].equals("POST")) {
            body = "{\"act\": \"SUSPEND\", \"cause\": \"x\", \"reason\": \"x\", \"days\": 1}";
        } else if (path.endsWith("/voidance") || path.endsWith("/reissue")) {
            body = "{\"reason\": \"x\"}";
        } else if (path.endsWith("/amendment")) {
            body = "{\"route\": \"x\"}";
        } else if (path.endsWith("/plan")) {
            body = "{\"officer\": \"x\", \"startsAt\": \"2026-01-01T00:00:00Z\"}";
        } else if (path.endsWith("/report")) {
            body = "{\"report\": \"x\", \"recordedAt\": \"2026-01-01T00:00:00Z\","
                    + " \"results\": [{\"item\": \"JG028\", \"done\": true}]}";
        } else if (path.endsWith("/objection")) {
            body = "{\"text\": \"x\"}";
        } else if (path.startsWith("/api/extended-hours-requests/")) {
            body = path.endsWith("/decision") ? "{\"agree\": false, \"answer\": \"x\"}" : "{}";
        } else if (path.endsWith("/decision")) {
            body = "{\"decision\": \"UPHELD\", \"reason\": \"x\"}";
        } else if (path.endsWith("/changes")
                || path.matches(".*/(rating|transfer|delegation|return|requests|reminder|answer)")
                        && parts[0].equals("POST")) {
            body = "{}";
        } else if (parts[0].equals("PUT")) {
            body = heavyTruck();
        }
        return stranger.send(
                parts[0],
                path,
                body,
                "If-Match",
                "\"1\"",
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "Accept-Language",
                language);
    }
}
