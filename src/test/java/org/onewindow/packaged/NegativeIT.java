package org.onewindow.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.support.Caller.header;
import static org.onewindow.support.Caller.json;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.onewindow.support.Caller;
import tools.jackson.databind.JsonNode;

/**
 * What an attacker, a curious clerk and a tired one try, by their numbers in the threat model: each against the packaged
 * application, or with the test that shows it, or with the reason why there is nothing to try yet.
 */
class NegativeIT {

    /** Every number that the threat model gives. */
    private static final List<String> ALL = Stream.of(
                    (" 01 04 05 06 07 08 09 10 11 12 13 14 17 18 19 21 22 23 24 26 27 29"
                                    + " 31 32 34 35 36 37 38 39 41 42 43 44 45 46 47 49 50 51 52 54 55 56 58 59 60 61 63 64 65 66 68"
                                    + " 70 71 72 73 74 75 76 79 80")
                            .strip()
                            .split(" "))
            .map("N"::concat)
            .toList();

    private static final String APPLICATIONS = "/api/truck-pass-applications";
    private static final String NAME_WITH_SCRIPT = "<script>alert(1)</script>";

    private final PackagedOffice office = PackagedOffice.shared();
    private final Caller people = office.people();
    private final Caller operators = office.operators();
    private final NegativeTable table = new NegativeTable();
    private final Map<String, String> tokens = new HashMap<>();

    private String caseId;
    private String item;
    private String operator;

    @Test
    void eachAttemptEndsAsTheThreatModelSays() throws IOException {
        caseId = submit("鲁FBQ366", "李娜");
        awaitReview(caseId);
        item = workItem(caseId);
        operator = office.operator();

        identity();
        objects();
        input();
        engine();
        edge();
        passes();
        records();
        table.write();

        assertThat(table.ids()).isEqualTo(ALL);
        assertThat(table.differences()).isEmpty();
    }

    private void identity() {
        table.row(
                "N05",
                "token with alg none",
                "401",
                () -> status(people.getAs(new PlainJWT(claims()).serialize(), "/api/me")));
        table.row("N06", "token signed with HS256, the secret being a public key of the office", "401", () -> {
            String key = json(people.get("/api/pass-keys")).toString();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(new JOSEObjectType("at+jwt"))
                            .keyID(kid())
                            .build(),
                    claims());
            token.sign(new MACSigner(key.getBytes(UTF_8)));
            return status(people.getAs(token.serialize(), "/api/me"));
        });
        table.row("N07", "token with jwk, jku or x5u of the attacker", "401 401 401, 0 calls", this::ownKey);
        table.shownBy(
                "N08",
                "code of the second factor reused, of another time, wrong",
                "identity/SecondFactorTests#takesNoCodeTwiceAndNoneOfAnotherTime",
                "identity/SecondFactorTests#countsAWrongCodeLikeAWrongPassword");
        table.row("N09", "session id before and after login", "another", () -> {
            HttpResponse<String> page = people.get("/login");
            HttpResponse<String> in =
                    people.signIn("zhang.wei", Caller.DEMO_PASSWORD, Caller.cookie(page), Caller.csrf(page));
            return Caller.cookie(page).equals(Caller.cookie(in)) ? "the same" : "another";
        });
        table.row("N10", "page by a session that was left", "302 /login", () -> {
            String session = session("zhang.wei");
            String csrf = Caller.csrf(people.get("/", "Cookie", session));
            people.post("/logout", session, "_csrf=" + csrf);
            HttpResponse<String> answer = people.get("/portal", "Cookie", session);
            return answer.statusCode() + " "
                    + URI.create(header(answer, "Location")).getPath();
        });
        table.row("N11", "page by a clerk's first session after his second login", "302 /login?replaced", () -> {
            String first = session("sun.lei");
            session("sun.lei");
            HttpResponse<String> answer = people.get("/", "Cookie", first);
            URI to = URI.create(header(answer, "Location"));
            return answer.statusCode() + " " + to.getPath() + "?" + to.getQuery();
        });
        table.shownBy(
                "N10",
                "the same on the other of two nodes, and after the account was closed",
                "web/SessionsTests#whoSignedInAtOneNodeGoesOnAtTheOtherAndLeavesBoth",
                "web/SessionsTests#whoseAccountIsClosedIsOutAtBothNodes");
        table.shownBy(
                "N11",
                "the same where the second login is at the other of two nodes",
                "web/SessionsTests#aClerksSecondLoginAtAnotherNodeEndsHisFirst");
        table.shownBy(
                "N12",
                "clerk idle for 16 minutes",
                "web/SessionsTests#aClerkWhoWasAwayForSixteenMinutesSignsInAgainAndForFourteenDoesNot");
        table.row(
                "N04",
                "PUT /api/me/password with 烟台公安2026, with it twice, with password12345",
                "422 password-short, 422 password-common, 422 password-common",
                () -> Stream.of("烟台公安2026", "烟台公安2026烟台公安2026", "password12345")
                        .map(chosen -> {
                            HttpResponse<String> answer = put(
                                    "zhang.wei",
                                    "/api/me/password",
                                    "{\"old\":\"%s\",\"chosen\":\"%s\"}".formatted(Caller.DEMO_PASSWORD, chosen));
                            return status(answer) + " "
                                    + json(answer).at("/errors/0/code").asString();
                        })
                        .collect(Collectors.joining(", ")));
        table.row("N26", "PUT /api/me/password with roles", "400, roles [\"APPLICANT\"]", () -> {
            var answer = put(
                    "zhang.wei", "/api/me/password", "{\"old\":\"x\",\"chosen\":\"x\",\"roles\":[\"SYSTEM_ADMIN\"]}");
            return answer.statusCode() + ", roles "
                    + json(get("zhang.wei", "/api/me")).get("roles");
        });
        table.row("N29", "register with a known ID number, and with one nobody has yet", "alike", () -> {
            HttpResponse<String> known = register("张伟", "370602190001010016", "13800000001");
            HttpResponse<String> unknown = register("林小雨", "370602190002011010", "13800000011");
            return known.statusCode() == unknown.statusCode()
                            && known.body().equals(unknown.body())
                            && known.statusCode() < 300
                    ? "alike"
                    : known.statusCode() + known.body() + ", " + unknown.statusCode() + unknown.body();
        });
        table.shownBy(
                "N29",
                "that a try is on record and told to the owner, and the account that was there stays as it was",
                "registration/RegistrationTests#tellsNobodyThatAPersonHasAnAccount",
                "registration/RegistrationTests#keepsTheAccountThatAPersonHasFromElsewhere",
                "notification/NotificationTests#whoHasAnAccountIsToldOnceADayThatSomebodyTriedToRegisterWithHisNumber");
        table.row(
                "N76",
                "POST /api/accounts with AUDIT_ADMIN and SYSTEM_ADMIN",
                "422",
                () -> status(
                        post(
                                "system",
                                "/api/accounts",
                                "{\"login\":\"two.hats\",\"name\":\"x\",\"roles\":[\"AUDIT_ADMIN\",\"SYSTEM_ADMIN\"],\"unit\":\"YT\"}")));
        table.row(
                "N01",
                "six wrong passwords within a minute, then the right one; then the audit",
                "401 401 401 401 401 429, 429, 5 records more",
                () -> {
                    int before = recorded("401");
                    String six = IntStream.range(0, 6)
                            .mapToObj(i -> status(people.askToken("zhao.min", "wrong")))
                            .collect(Collectors.joining(" "));
                    String right = status(people.askToken("zhao.min", Caller.DEMO_PASSWORD));
                    return six + ", " + right + ", " + (recorded("401") - before) + " records more";
                });
    }

    private void objects() {
        String path = APPLICATIONS + "/" + caseId;
        table.row("N13", "GET another's application, case and events as zhou.jie", "as if missing; audit 404", () -> {
            String alike = Stream.of(path, "/api/cases/" + caseId, "/api/cases/" + caseId + "/events")
                            .allMatch(one -> likeMissing("GET", one, null))
                    ? "as if missing"
                    : "told apart";
            boolean kept = !json(get("audit", "/api/audit/records?result=404&object=" + caseId))
                    .isEmpty();
            return alike + (kept ? "; audit 404" : "; no audit");
        });
        table.row(
                "N14",
                "PUT, DELETE, withdraw another's application as zhou.jie",
                "as if missing",
                () -> likeMissing("PUT", path, application("鲁FBQ366", "李娜"))
                                && likeMissing("DELETE", path, null)
                                && likeMissing("POST", "/api/cases/" + caseId + "/withdrawal", "{}")
                        ? "as if missing"
                        : "told apart");
        table.row(
                "N17",
                "complete a task that one has not claimed, as clerk",
                "409",
                () -> status(complete(
                        "sun.lei",
                        "{\"outcome\":\"grant\"}",
                        version(),
                        UUID.randomUUID().toString())));
        table.row(
                "N18",
                "complete a task as citizen",
                "403",
                () -> status(complete(
                        "zhang.wei",
                        "{\"outcome\":\"grant\"}",
                        version(),
                        UUID.randomUUID().toString())));
        table.row(
                "N19", "claim, complete, submit again one's own case as applicant", "403 403 409, UNDER_REVIEW", () -> {
                    String version = version();
                    return Stream.of(
                                            post("li.na", "/api/work-items/" + item + "/claim", null),
                                            complete("li.na", "{\"outcome\":\"grant\"}", version, "negative-19-own"),
                                            call(
                                                    "li.na",
                                                    "POST",
                                                    path + "/submission",
                                                    null,
                                                    "If-Match",
                                                    version,
                                                    "Idempotency-Key",
                                                    "negative-19-again"))
                                    .map(NegativeIT::status)
                                    .collect(Collectors.joining(" "))
                            + ", "
                            + json(get("li.na", "/api/cases/" + caseId))
                                    .at("/status/code")
                                    .asString();
                });
        table.row(
                "N24", "GET /api/cases?limit=100000", "422", () -> status(get("zhang.wei", "/api/cases?limit=100000")));
        table.row("N27", "everything that zhou.jie can list", "nothing of anybody else", () -> {
            String all = Stream.of(
                            "/api/me", "/api/cases?limit=100", "/api/truck-passes?limit=100", "/api/appointments")
                    .map(one -> get("zhou.jie", one).body())
                    .collect(Collectors.joining());
            return Stream.of("李娜", "张伟", "370602190001010032", "13800000003", "password", "bcrypt", caseId)
                            .noneMatch(all::contains)
                    ? "nothing of anybody else"
                    : all;
        });
        table.row("N56", "hold a slot of the same service twice", "201 409", () -> {
            String slot = json(get("zhou.jie", "/api/slots?item=JG028&outlet=LY19"))
                    .get(0)
                    .get("startsAt")
                    .asString();
            String wanted = "{\"item\":\"JG028\",\"outlet\":\"LY19\",\"startsAt\":\"%s\"}".formatted(slot);
            HttpResponse<String> first = post("zhou.jie", "/api/holds", wanted);
            HttpResponse<String> second = post("zhou.jie", "/api/holds", wanted);
            String number = json(first).get("number").asString();
            post("zhou.jie", "/api/appointments/" + number + "/cancellations", "{}");
            return status(first) + " " + status(second);
        });
        for (String[] door : new String[][] {
            {"N44", "webhook to an inner address"},
            {"N45", "webhook whose host changes its address"},
            {"N46", "webhook that redirects"},
            {"N47", "webhook that answers without end"}
        }) {
            table.later(door[0], door[1], "the office calls no address that a caller names: no such door");
        }
        table.shownBy(
                "N54",
                "more photographs of a user than are kept",
                "photolibrary/PhotoLibraryTests#nobodyFillsTheLibraryAndWhatIsOldestLosesItsKeyFirst");
        table.later("N55", "attachment with EICAR", "no attachment is taken: no such door");
        table.shownBy(
                "N58",
                "more requests in a minute than a door lets in",
                "web/LimitsTests#tellsACallerWhoComesTooOftenWhenToComeAgain",
                "web/LimitsTests#twoNodesTogetherLetNobodyInMoreOftenThanOneWould");
        table.shownBy(
                "N73",
                "photograph shared without consent, or after it was taken back",
                "photolibrary/PhotoSharingProcessTests#silenceIsNoConsent",
                "photolibrary/PhotoSharingProcessTests#consentGivenWhileARequestWaitsOpensItAndConsentTakenBackClosesIt");
        table.row("N74", "photograph asked for without a purpose, and for one that is none", "422 422", () -> {
            String asked = "{\"citizenId\": \"370602190001010016\", \"spec\": \"DRIVER\", \"about\": \"N74\"%s}";
            return status(post("wang.fang", "/api/photo-requests", asked.formatted(""))) + " "
                    + status(post("wang.fang", "/api/photo-requests", asked.formatted(", \"purpose\": \"curiosity\"")));
        });
        table.row(
                "N74",
                "field of a case in full without a purpose",
                "422",
                () -> status(post("wang.fang", "/api/cases/" + caseId + "/reveals", "{\"field\":\"contact.mobile\"}")));
        table.shownBy(
                "N75",
                "61 cases outside the queue in an hour",
                "privacy/SecurityAlertTests#sixtyOneCasesWithinAnHourThatAreNotHisWorkAreToldToTheAdministratorOfSecurity",
                "notification/NotificationTests#theAdministratorOfSecurityIsToldOfAnAlertButNotOfWhom");
    }

    private void input() {
        table.row(
                "N23",
                "GET /api/cases?idNo=370602190001010016",
                "400",
                () -> status(get("zhang.wei", "/api/cases?idNo=370602190001010016")));
        table.row("N31", "' OR 1=1-- and sleep(5) as search and as fields", "0 found, 0 found, 422, 401", () -> {
            var found = new ArrayList<String>();
            for (String text : List.of("' OR 1=1--", "1' AND sleep(5)#")) {
                found.add(json(get("wang.fang", "/api/work-items?text=" + url(text)))
                                .get("total") + " found");
            }
            found.add(status(post("li.na", APPLICATIONS, application("鲁F' OR 1=1--", "李娜"))));
            found.add(status(people.askToken("' OR 1=1--", "' OR 1=1--")));
            return String.join(", ", found);
        });
        table.row(
                "N32",
                "GET /api/cases?sort=password",
                "as without it",
                () -> get("li.na", "/api/cases?sort=password")
                                .body()
                                .equals(get("li.na", "/api/cases").body())
                        ? "as without it"
                        : "another order");
        table.row("N42", "script in a name and a purpose; then the pages", "escaped", () -> {
            String id = submit("鲁FS0350", NAME_WITH_SCRIPT);
            awaitReview(id);
            String citizen = session("li.na");
            String clerk = session("wang.fang");
            String pages = Stream.of(
                            people.get("/portal", "Cookie", citizen),
                            people.get("/portal/cases/" + id, "Cookie", citizen),
                            people.get("/desk", "Cookie", clerk),
                            people.get("/desk/work-items/" + workItem(id), "Cookie", clerk))
                    .map(page -> page.statusCode() + page.body())
                    .collect(Collectors.joining());
            return pages.contains("<script>alert") ? "raw" : pages.contains("&lt;script&gt;") ? "escaped" : pages;
        });
        table.row(
                "N50",
                "HTML, SVG and PDF as a photograph",
                "422 422 422",
                () -> Stream.of(
                                "<html><script>alert(1)</script>",
                                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                                "%PDF-1.7 /JavaScript")
                        .map(file -> photo(file.getBytes(UTF_8)))
                        .collect(Collectors.joining(" ")));
        table.shownBy(
                "N51",
                "photograph with comments, place and scripts in its metadata",
                "photo/PhotoCheckTests#placeCommentsAndScriptsBesideThePixelsAreDropped",
                "photo/PhotoCheckTests#whatIsKeptOfAFileWithSomethingElseBehindItHoldsPixelsOnly");
        table.row(
                "N52",
                "PNG of 20000 x 20000 and of 1 x 60000 by its header, cut off",
                "422 422",
                () -> photo(png(20_000, 20_000)) + " " + photo(png(1, 60_000)));
        table.shownBy(
                "N52",
                "photographs that unfold to a gigabyte, move, have 16 bits or four colours; many at once",
                "photo/PictureReaderTests#aBombIsNeverUnfolded",
                "photo/PictureReaderTests#refusesFourColoursSixteenBitsAndPalettes",
                "photo/PictureReaderTests#refusesMovingPictures",
                "photo/PictureReaderTests#refusesWhatEndsEarly",
                "photo/PictureReaderTests#leavesOutWhatIsNoPicture",
                "photo/PhotoCheckTests#neverMoreThanTwoAreInHandAtATime");
        table.row("N80", "20 failures of all kinds", "no class, statement or version told", this::failures);
    }

    private void engine() {
        String rest = "/engine-rest";
        String query = "{\"orQueries\":[{\"dueAfterExpression\":\"${x}\"}]}";
        String deep = "{\"a\":{\"x\":[{\"followUpBeforeExpression\":\"${x}\"}]}}";
        table.row(
                "N34",
                "POST task query with an expression among orQueries, as operator",
                "403 403",
                () -> engine("POST", rest + "/task", query)
                        + " "
                        + pages("POST", "/camunda/api/engine/engine/default/task", query));
        table.row(
                "N35",
                "expression at any depth; stored query",
                "403 403",
                () -> engine("POST", rest + "/task", deep)
                        + " "
                        + engine("POST", rest + "/filter/create", "{\"resourceType\":\"Task\"}"));
        table.row(
                "N36",
                "Java-serialised variable",
                "403",
                () -> engine(
                        "PUT",
                        rest + "/process-instance/x/variables/x",
                        "{\"value\":\"rO0AB\",\"type\":\"Object\",\"valueInfo\":{\"serializationDataFormat\":"
                                + "\"application/x-java-serialized-object\"}}"));
        table.row(
                "N64",
                "actuator on the public port",
                "404 404 404 404",
                () -> Stream.of("env", "heapdump", "loggers", "shutdown")
                        .map(end -> status(people.getAs(token("ops"), "/actuator/" + end)))
                        .collect(Collectors.joining(" ")));
        table.row(
                "N65",
                "engine on the public port as nobody, operator by token, operator by session",
                "only 404",
                () -> Stream.of(
                                        "/engine-rest/engine",
                                        "/camunda/app/cockpit/default/",
                                        "/camunda/api/engine/engine/default/task")
                                .flatMap(path -> Stream.of(
                                        people.get(path),
                                        people.getAs(token("ops"), path),
                                        people.get(path, "Cookie", operator)))
                                .allMatch(answer -> answer.statusCode() == 404)
                        ? "only 404"
                        : "another");
        table.row(
                "N66",
                "POST first-run setup on both ports",
                "403 403",
                () -> Stream.of(people, operators)
                        .map(port -> status(port.call(
                                "POST",
                                "/camunda/api/admin/setup/default/user/create",
                                "{}",
                                "Content-Type",
                                "application/json")))
                        .collect(Collectors.joining(" ")));
        table.row(
                "N79",
                "deployment by the engine's REST on both ports",
                "403 404",
                () -> engine("POST", rest + "/deployment/create", "{}")
                        + " "
                        + status(people.call(
                                "POST", rest + "/deployment/create", "{}", "Content-Type", "application/json")));
    }

    private void edge() {
        table.row("N37", "form without CSRF token; with another session's", "403 403", () -> {
            HttpResponse<String> mine = people.get("/login");
            HttpResponse<String> theirs = people.get("/login");
            return status(people.post(
                            "/login", Caller.cookie(mine), "username=zhang.wei&password=" + Caller.DEMO_PASSWORD))
                    + " "
                    + status(
                            people.signIn("zhang.wei", Caller.DEMO_PASSWORD, Caller.cookie(mine), Caller.csrf(theirs)));
        });
        table.row(
                "N38",
                "cross-site text/plain with a cookie to the API",
                "401",
                () -> status(people.call(
                        "POST",
                        APPLICATIONS,
                        "{}",
                        "Cookie",
                        session("zhang.wei"),
                        "Content-Type",
                        "text/plain",
                        "Origin",
                        "https://evil.example")));
        table.row(
                "N39",
                "preflight from another origin",
                "not allowed",
                () -> header(
                                        people.call(
                                                "OPTIONS",
                                                "/api/me",
                                                null,
                                                "Origin",
                                                "https://evil.example",
                                                "Access-Control-Request-Method",
                                                "GET"),
                                        "Access-Control-Allow-Origin")
                                .isEmpty()
                        ? "not allowed"
                        : "allowed");
        table.row("N41", "page in a frame", "frame-ancestors 'none'; DENY", () -> {
            HttpResponse<String> page = people.get("/login");
            Matcher policy = new Matcher("frame-ancestors '[a-z]+'", header(page, "Content-Security-Policy"));
            return policy.found() + "; " + header(page, "X-Frame-Options");
        });
        table.row(
                "N43",
                "headers of a page behind the login",
                "no-store nosniff same-origin HttpOnly SameSite=Lax",
                () -> {
                    HttpResponse<String> in = people.signIn("zhang.wei", Caller.DEMO_PASSWORD);
                    HttpResponse<String> page = people.get("/portal", "Cookie", Caller.cookie(in));
                    return Stream.of(
                                    new Matcher("no-store", header(page, "Cache-Control")),
                                    new Matcher("nosniff", header(page, "X-Content-Type-Options")),
                                    new Matcher("same-origin", header(page, "Referrer-Policy")),
                                    new Matcher("HttpOnly", header(in, "Set-Cookie")),
                                    new Matcher("SameSite=Lax", header(in, "Set-Cookie")))
                            .map(Matcher::found)
                            .collect(Collectors.joining(" "));
                });
        table.shownBy(
                "N43",
                "Secure, __Host- and HSTS, where TLS ends in front of the office",
                "web/SessionsTests#behindTlsTheCookieIsThisHostsAloneAndBrowsersNeverComeInPlain");
        table.row("N49", "two lengths; length and chunks; bad chunk", "400 and closed, thrice", () -> {
            String head = "POST /api/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
            boolean all = Stream.of(
                            head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                            head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
                            head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
                    .map(this::raw)
                    .allMatch(answer -> answer.startsWith("HTTP/1.1 400"));
            return all ? "400 and closed, thrice" : "another";
        });
    }

    private void passes() {
        table.row("N21", "decide on a stale version", "412", () -> {
            post("wang.fang", "/api/work-items/" + item + "/claim", null);
            return status(complete("wang.fang", "{\"outcome\":\"grant\"}", "\"0\"", "negative-21"));
        });
        table.row("N22", "decide twice: under the same key, under another", "200, replayed, 409", () -> {
            String version = version();
            HttpResponse<String> first = complete("wang.fang", "{\"outcome\":\"grant\"}", version, "negative-22-a");
            HttpResponse<String> same = complete("wang.fang", "{\"outcome\":\"grant\"}", version, "negative-22-a");
            HttpResponse<String> other = complete("wang.fang", "{\"outcome\":\"grant\"}", version, "negative-22-b");
            boolean replayed = header(same, "Idempotency-Replayed").equals("true")
                    && same.body().equals(first.body());
            return status(first) + (replayed ? ", replayed, " : ", done again, ") + status(other);
        });
        table.row("N59", "code of another plate, one with a letter changed", "WRONG_VEHICLE, BAD_SIGNATURE", () -> {
            String code = pass().get("code").asString();
            int place = code.length() - 20;
            char other = code.charAt(place) == 'A' ? 'B' : 'A';
            return check(code, "鲁F10001") + ", "
                    + check(code.substring(0, place) + other + code.substring(place + 1), "鲁FBQ366");
        });
        table.shownBy(
                "N59",
                "another key under the same id, expired, not yet, outside its hours",
                "passcode/PassTokenTests#refusesAnotherKeyUnderTheSameId",
                "browser/VerifyPageTests#saysWithoutANetworkWhatTheOfficeWouldSay");
        table.shownBy(
                "N60",
                "code with another algorithm or another form",
                "passcode/PassTokenTests#refusesOtherAlgorithmsEvenUnderARightSignature",
                "passcode/PassTokenTests#refusesSignedClaimsOfAnotherForm");
        table.row("N61", "code of a revoked pass", "REVOKED", () -> {
            String number = pass().get("number").asString();
            String version = header(get("chen.gang", "/api/truck-passes/" + number), "ETag");
            call(
                    "chen.gang",
                    "POST",
                    "/api/truck-passes/" + number + "/acts",
                    "{\"act\":\"REVOKE\",\"cause\":\"code-forged-or-lent\",\"reason\":\"demonstration\"}",
                    "If-Match",
                    version,
                    "Idempotency-Key",
                    "negative-61-revoke");
            return check(pass().get("code").asString(), "鲁FBQ366");
        });
        table.shownBy(
                "N61",
                "list of withdrawn codes that is too old",
                "browser/VerifyPageTests#saysWithoutANetworkWhatTheOfficeWouldSay");
    }

    private void records() {
        table.shownBy("N63", "sealed value moved to another row", "vault/VaultTests#refusesAValueMovedToAnotherPlace");
        table.shownBy(
                "N68",
                "erasure when the time is over; legal holds; counts and the audit stay whole",
                "journey/PrivacyJourneyTests#whatWasKeptLongEnoughIsEmptiedUnlessItIsHeld",
                "journey/PrivacyJourneyTests#whoAskedToBeForgottenIsAWeekLaterWhenNothingIsKeptThatNeedsHim");
        table.row("N70", "ID numbers, mobile numbers, passwords and tokens in the log of this office", "0", () -> {
            Pattern personal = Pattern.compile(
                    "(?<![0-9A-Za-z.-])([1-8]\\d{5}(19|20)\\d{9}[0-9X]|1[3-9]\\d{9})(?![0-9A-Za-z.-])|eyJ[\\w-]+\\.eyJ");
            long found = personal.matcher(office.log()).results().count();
            return String.valueOf(found + (office.log().contains(Caller.DEMO_PASSWORD) ? 1 : 0));
        });
        table.shownBy(
                "N71",
                "UPDATE, DELETE and TRUNCATE on the audit with a database account that may add and read",
                "audit/AuditChainTests#anAccountOfTheDatabaseThatMayOnlyAddAndReadWritesTheAuditAndAltersNothing");
        table.shownBy(
                "N72",
                "audit row altered, removed, moved; end cut off",
                "audit/AuditChainTests#aChangedFieldIsNamed",
                "audit/AuditChainTests#twoThatChangedPlacesAreNamed",
                "audit/AuditChainTests#aMissingEndWhoseHeadWasMovedBackIsSeenByTheLastCheckpoint",
                "packaged/AuditIT#aCommandTellsWhetherTheAuditWasAltered");
    }

    private String ownKey() throws Exception {
        ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(kid()).generate();
        var calls = new AtomicInteger();
        HttpServer attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        attacker.start();
        try {
            URI there = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort() + "/");
            var got = new ArrayList<String>();
            for (JWSHeader.Builder header :
                    List.of(es256().jwk(foreign.toPublicJWK()), es256().jwkURL(there), es256().x509CertURL(there))) {
                SignedJWT token = new SignedJWT(header.keyID(kid()).build(), claims());
                token.sign(new ECDSASigner(foreign));
                got.add(status(people.getAs(token.serialize(), "/api/me")));
            }
            return String.join(" ", got) + ", " + calls + " calls";
        } finally {
            attacker.stop(0);
        }
    }

    private HttpResponse<String> register(String name, String number, String mobile) {
        return people.call(
                "POST",
                "/api/registrations",
                "{\"name\":\"%s\",\"citizenId\":\"%s\",\"mobile\":\"%s\",\"password\":\"海边的石头会唱歌的呀不是吗\"}"
                        .formatted(name, number, mobile),
                "Content-Type",
                "application/json");
    }

    private String failures() {
        List<HttpResponse<String>> failed = List.of(
                people.get("/api/none"),
                people.get("/none"),
                people.get("/portal"),
                people.get("/api/outlets/none"),
                people.get("/api/service-items/%00"),
                people.call("POST", "/api/tokens", "{", "Content-Type", "application/json"),
                people.call("POST", "/api/tokens", "[[[[", "Content-Type", "application/json"),
                people.call("POST", "/api/tokens", "<x/>", "Content-Type", "application/xml"),
                people.call("POST", "/api/pass-questions", "{\"energy\":7}", "Content-Type", "application/json"),
                people.call("TRACE", "/api/me", null),
                people.call("PATCH", "/login", "{}", "Content-Type", "application/json"),
                people.post("/login", "ONEWINDOW=none", "username=x"),
                get("li.na", "/api/cases/none"),
                get("li.na", "/api/cases?cursor=none"),
                get("li.na", "/api/cases?limit=x"),
                get("li.na", "/api/slots?item=x&outlet=x&from=x"),
                get("li.na", "/api/truck-passes/none/qr.png?size=x"),
                get("li.na", "/api/work-items"),
                post("li.na", APPLICATIONS, "{\"period\":{\"from\":\"+999999999-12-31\"}}"),
                post("li.na", APPLICATIONS, "\"\\u0000\""));
        Pattern talk = Pattern.compile(
                "(?i)exception|java\\.|org\\.|stack|\\bat \\w+\\.\\w+\\(|select |insert |h2|mysql|tomcat|spring|camunda|\\d+\\.\\d+\\.\\d+");
        List<String> talking = failed.stream()
                .filter(answer ->
                        answer.statusCode() < 300 || talk.matcher(answer.body()).find())
                .map(answer -> answer.request().uri() + " " + answer.statusCode() + " " + answer.body())
                .toList();
        return talking.isEmpty() ? "no class, statement or version told" : talking.toString();
    }

    /** The part of a text that a pattern finds, or all of it. */
    private record Matcher(String pattern, String text) {

        String found() {
            var matcher = Pattern.compile(pattern).matcher(text);
            return matcher.find() ? matcher.group() : "“" + text + "”";
        }
    }

    private String submit(String plate, String contact) {
        HttpResponse<String> answer = post("li.na", APPLICATIONS, application(plate, contact));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("id").asString();
    }

    private static String application(String plate, String contact) {
        return Applications.BIG_BOX
                .body()
                .replace("鲁FKB570", plate)
                .replace("李娜", contact)
                .replace("运送建材", contact);
    }

    private void awaitReview(String id) {
        PackagedOffice.await(
                Duration.ofSeconds(30),
                "the case is with an officer",
                () -> json(get("li.na", "/api/cases/" + id))
                        .at("/status/code")
                        .asString()
                        .equals("UNDER_REVIEW"));
    }

    private String workItem(String id) {
        String number = json(get("li.na", "/api/cases/" + id)).get("number").asString();
        return json(get("wang.fang", "/api/work-items?text=" + url(number)))
                .at("/items/0/id")
                .asString();
    }

    private String version() {
        return header(get("wang.fang", "/api/work-items/" + item), "ETag");
    }

    private HttpResponse<String> complete(String login, String completion, String version, String key) {
        return call(
                login,
                "POST",
                "/api/work-items/" + item + "/completion",
                completion,
                "If-Match",
                version,
                "Idempotency-Key",
                key);
    }

    private JsonNode pass() {
        return json(get("li.na", "/api/truck-passes?limit=100"))
                .get("items")
                .valueStream()
                .filter(pass -> pass.get("caseId").asString().equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    private String check(String code, String plate) {
        return json(post(
                        "liu.yang",
                        "/api/pass-checks",
                        "{\"code\":\"%s\",\"plate\":{\"number\":\"%s\",\"type\":\"01\"}}".formatted(code, plate)))
                .get("result")
                .asString();
    }

    private boolean likeMissing(String method, String path, String body) {
        HttpResponse<String> real = call("zhou.jie", method, path, body, "If-Match", "\"1\"");
        HttpResponse<String> none =
                call("zhou.jie", method, path.replace(caseId, UUID.randomUUID().toString()), body, "If-Match", "\"1\"");
        return real.statusCode() == 404
                && none.statusCode() == 404
                && real.body().equals(none.body());
    }

    private int recorded(String result) {
        return json(get("audit", "/api/audit/records?limit=100&result=" + result))
                .size();
    }

    private String photo(byte[] file) {
        return String.valueOf(people.send(
                        "POST",
                        "/api/photo-checks",
                        file,
                        BodyHandlers.ofString(),
                        "Content-Type",
                        "image/png",
                        "Authorization",
                        "Bearer " + token("zhang.wei"))
                .statusCode());
    }

    /** The signature and the header of a picture, and nothing behind them. */
    private static byte[] png(int width, int height) throws IOException {
        var chunk = new ByteArrayOutputStream();
        var out = new DataOutputStream(chunk);
        out.writeBytes("IHDR");
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {8, 2, 0, 0, 0});
        var crc = new CRC32();
        crc.update(chunk.toByteArray());
        var file = new ByteArrayOutputStream();
        var all = new DataOutputStream(file);
        all.writeLong(0x89504E470D0A1A0AL);
        all.writeInt(13);
        all.write(chunk.toByteArray());
        all.writeInt((int) crc.getValue());
        return file.toByteArray();
    }

    private String engine(String method, String path, String body) {
        return status(operators.call(
                method, path, body, "Authorization", "Bearer " + token("ops"), "Content-Type", "application/json"));
    }

    private String pages(String method, String path, String body) {
        return status(operators.call(method, path, body, "Cookie", operator, "Content-Type", "application/json"));
    }

    private String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), office.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private JWTClaimsSet claims() throws java.text.ParseException {
        return SignedJWT.parse(token("zhang.wei")).getJWTClaimsSet();
    }

    private String kid() {
        String head = token("zhang.wei").split("\\.")[0];
        return new String(Base64.getUrlDecoder().decode(head), UTF_8).replaceAll(".*\"kid\":\"(\\w+)\".*", "$1");
    }

    private static JWSHeader.Builder es256() {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("at+jwt"));
    }

    private String session(String login) {
        return Caller.cookie(people.signIn(login, Caller.DEMO_PASSWORD));
    }

    private String token(String login) {
        return tokens.computeIfAbsent(login, people::token);
    }

    private HttpResponse<String> get(String login, String path) {
        return call(login, "GET", path, null);
    }

    private HttpResponse<String> put(String login, String path, String body) {
        return call(login, "PUT", path, body);
    }

    private HttpResponse<String> post(String login, String path, String body) {
        return call(
                login, "POST", path, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    private HttpResponse<String> call(String login, String method, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + token(login), "Content-Type", "application/json"));
        return people.call(method, path, body, all.toArray(String[]::new));
    }

    private static String status(HttpResponse<String> answer) {
        return String.valueOf(answer.statusCode());
    }

    private static String url(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
