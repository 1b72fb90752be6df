package org.onewindow.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.journey.Office.heavyTruck;
import static org.onewindow.journey.Office.received;
import static org.onewindow.journey.Office.underReview;
import static org.onewindow.journey.Office.workItem;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.appointment.NoShows;
import org.onewindow.calendar.WorkingCalendar;
import org.onewindow.journey.Office;
import org.onewindow.privacy.Onlooking;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.onewindow.web.OperationsPort;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import tools.jackson.databind.JsonNode;

/**
 * Every page, in both languages, as it is and in its larger form, on a phone and on a desk: nothing serious that axe finds,
 * targets for thumbs, one language, no other host, no more bytes than an old phone takes. No template and no address of a page
 * is left out: what was not looked at is named.
 */
@Tag("browser")
@RunningOffice
class EveryPageTests {

    private static final String QUESTION =
            "/portal/question?zone=ZF&date=2026-11-24&time=12:00&bodyType=FLATBED&energy=DIESEL&lengthMm=9000"
                    + "&widthMm=2550&heightMm=3500&grossMassKg=25000&load=GENERAL&plate.type=";

    /** What pages are put together from. */
    private static final Set<String> PARTS =
            Set.of("frame", "counted", "portal/parts", "desk/parts", "desk/counter-parts");

    private static final int PHONE = 360;
    private static final int DESK = 1280;

    private static Chromium chromium;

    private final int port;
    private final Office office;
    private final OperationsPort operations;
    private final NoShows noShows;
    private final ApplicationContext context;
    private final RequestMappingHandlerMapping addresses;

    @Autowired
    EveryPageTests(
            @LocalServerPort int port,
            OperationsPort operations,
            NoShows noShows,
            ApplicationContext context,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses) {
        this.port = port;
        this.operations = operations;
        this.noShows = noShows;
        this.context = context;
        this.addresses = addresses;
        office = new Office(port);
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.open();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"zh, off, JG001", "en, off, JG002", "zh, on, JG003", "en, on, JG004"})
    void keepsNobodyOut(String language, String elder, String missed) throws IOException {
        var templates = new TreeSet<String>();
        var paths = new TreeSet<String>();
        var complaints = new ArrayList<String>();
        // Larger letters are tightest on a phone; colours, names and order do not change with the width.
        int[] widths = elder.equals("on") ? new int[] {PHONE} : new int[] {PHONE, DESK};
        try (Seat seat = new Seat(chromium, port, elder.equals("on") ? "elder" : "page", language, widths)) {
            seat.visit("/?lang=" + language + "&elder=" + elder, "home");
            seat.attempt(this::forEverybody);
            seat.attempt(this::forCitizens);
            seat.attempt(this::forVisitors);
            seat.attempt(at -> forAbsentees(at, missed));
            seat.attempt(this::forHomes);
            seat.attempt(this::forClerks);
            seat.attempt(this::forSupervisors);
            seat.attempt(this::forAdministrators);
            templates.addAll(seat.templates());
            paths.addAll(seat.paths());
            complaints.addAll(seat.complaints());
        }
        try (Seat seat = new Seat(chromium, operations.number(), "operations-" + elder, language, widths)) {
            seat.signIn("ops");
            seat.visit("/ops/overview?elder=" + elder, "overview");
            templates.addAll(seat.templates());
            paths.addAll(seat.paths());
            complaints.addAll(seat.complaints());
        }
        assertThat(String.join("\n", complaints)).isEmpty();
        assertThat(allTemplates()).as("looked at").isSubsetOf(templates);
        assertThat(addressesWithout(paths))
                .as("addresses of pages that nobody looked at")
                .isEmpty();
    }

    private void forEverybody(Seat seat) {
        for (String path : List.of(
                "/login",
                "/login/code",
                "/register",
                "/certificate-check",
                "/verify",
                "/portal/items",
                "/portal/items/JG028")) {
            seat.visit(path, path.substring(1).replace('/', '-'));
        }
        seat.visit("/portal/items?q=xyzw", "items-none");
        seat.visit(QUESTION, "question");
        seat.visit("/portal/question?zone=XX", "question-wrong");
        seat.visit("/display/ZF13", "display");
    }

    private void forCitizens(Seat seat) {
        Page page = seat.page;
        JsonNode pass = office.granted(heavyTruck());
        String open = underReview(office.as("li.na"), heavyTruck()).get("id").asString();
        String granted = "/portal/cases/" + pass.get("caseId").asString();
        String shown = "/portal/passes/" + pass.get("number").asString();
        seat.signIn("li.na");
        for (String path :
                List.of("/portal", "/portal/messages", "/portal/apply", "/portal/my-data", "/portal/photo")) {
            seat.visit(path, path.substring(1).replace('/', '-'));
        }
        seat.visit("/password", "password");
        seat.visit("/second-factor", "second-factor");
        seat.visit("/portal/photo/camera", "camera");
        seat.visit("/portal/cases/" + open, "case-open");
        seat.visit("/portal/cases/" + open + "/withdrawal", "withdrawal");
        seat.visit(granted, "case-granted");
        seat.visit(granted + "/rating", "rating");
        seat.click("main form button", "rating-wrong");
        seat.visit(shown, "pass");
        seat.visit(shown + "/code", "pass-code");
        assertThat(page.evaluate("document.querySelector('.qr').naturalWidth > 0"))
                .isEqualTo(true);
        seat.visit("/portal/cases/nobodys", "refused");
        seat.visit("/desk", "error");

        page.navigate(page.url().replaceFirst("/desk$", "/portal/apply"));
        seat.go("main form button");
        String draft = seat.place().replaceFirst("/vehicle$", "");
        for (String step : List.of("/vehicle", "/where", "/goods", "/applicant", "")) {
            seat.visit(draft + step, "step" + step.replace('/', '-'));
        }
        seat.visit(draft + "/vehicle", "step-again");
        page.fill("[name='plate.number']", "F1");
        seat.click("main form button", "step-wrong");
        seat.visit(draft, "answers");
        seat.go("form[action$=discard] button");

        seat.visit("/portal/fleets/application", "fleet-application");
        seat.click("main form button", "fleet-application-wrong");
        fillFleet(page);
        seat.go("main form button");
        page.waitForSelector("[data-waiting='0']");
        seat.look("fleet");
        seat.visit("/portal/fleets", "fleets");
        Office.withdrawAll(office.as("li.na"), "JG028");
    }

    static void fillFleet(Page page) {
        page.fill("#vehicles", "鲁F10001\t01\nF1\t01");
        page.check("[value=LARGE]");
        page.check("[value=ZF]");
        page.fill("[name='period.from']", Office.today().toString());
        page.fill("[name='period.to']", Office.today().plusDays(9).toString());
        page.fill("[name=purpose]", "运送建材");
        page.fill("[name='goods.kind']", "建材");
        page.check("[name='goods.hazardous'][value=false]");
        page.check("[name='applicant.kind'][value='91370600MA0000007C']");
    }

    private void forVisitors(Seat seat) {
        Page page = seat.page;
        Office.withdrawAll(office.as("li.na"), "HZ023");
        seat.visit("/portal/items/HZ023/application", "service-where");
        seat.click("main form button", "service-wrong");
        page.selectOption("#unit", "YT.JJ.ZF");
        page.check("[value=COUNTER]");
        seat.click("main form button", "service-request");
        page.fill("#note", "随母姓");
        seat.click("main form button", "service-answers");
        String draft = seat.place();
        seat.visit(draft + "/where", "service-part");
        seat.visit(draft, "service-draft");
        seat.click("main form[action$=submission] button", "service-sent");
        seat.click("main a.action", "service-case");

        String ofCase = seat.place() + "/visit";
        seat.visit(ofCase, "case-outlets");
        seat.click("main .cards h3 a", "case-slots");
        seat.visit("/portal/items/HZ023/visit", "outlets");
        seat.click("main form[action$='/guides'] button", "guide");
        page.goBack();
        seat.click("#near-form [type=submit]", "outlets-wrong");
        page.fill("#place", "Laishan");
        seat.click("#near-form [type=submit]", "outlets-near");
        seat.click("main .cards h3 a", "slots");
        seat.click(".times button:not([disabled])", "visit-held");
        seat.click("main form[action$=confirmation] button", "visit");
        String visit = seat.place();
        seat.visit("/portal/visits", "visits");
        seat.visit(visit + "/outlets", "visit-outlets");
        seat.click("main .cards h3 a", "visit-slots");
        seat.visit(visit, "visit-again");
        page.click("main summary");
        seat.click("main form[action$=cancellation] button", "visit-cancelled");
        Office.withdrawAll(office.as("li.na"), "HZ023");

        certified();
        seat.signIn("zhang.wei");
        seat.visit("/portal/certificates", "certificates");
        Office.withdrawAll(office.as("zhang.wei"), "ZA001");
        seat.visit("/portal/items/ZA001/elsewhere", "elsewhere");
        seat.click("main form button", "elsewhere-wrong");
        page.check("[value='210200']");
        page.selectOption("#unit", "YT.JJ.ZF");
        page.check("[value=COUNTER]");
        page.fill("#note", "出国用");
        seat.click("main form button", "elsewhere-answers");
        seat.go("main form button:not([name])");
        seat.click("main a.action", "case-elsewhere");
        Office.withdrawAll(office.as("zhang.wei"), "ZA001");
    }

    /** Nobody came to a visit; he objects, and is right. */
    /** @param missed an item that nobody books here otherwise: it is booked once a person and day, whatever becomes of it */
    private void forAbsentees(Seat seat, String missed) {
        Page page = seat.page;
        seat.signIn("li.na");
        page.navigate(page.url().replaceFirst("/portal.*", "/portal/items/" + missed + "/visit/ZF13"));
        seat.go(".times button:not([disabled])");
        seat.go("main form[action$=confirmation] button");
        String visit = seat.place();
        noShows.record(visit.replaceFirst(".*/", ""));
        seat.visit(visit, "missed");
        seat.click("form[action$=objection] button", "objection-wrong");
        page.fill("form[action$=objection] textarea", "那天停电（虚构）");
        seat.click("form[action$=objection] button", "objection");
        seat.signIn("chen.gang");
        seat.visit("/desk/counter/HY15/closures", "closures");
        String later = LocalDate.now(WorkingCalendar.ZONE).plusDays(200).toString();
        page.fill("#from", later);
        page.fill("#to", later);
        seat.click("form[action$='closures/new'] button", "closures-wrong");
        page.fill("#reason", "水管爆裂（虚构）");
        seat.click("form[action$='closures/new'] button", "closures-sure");
        seat.click("form[action$=closures] button", "closures-one");
        seat.go("form[action$=lifting] button");
        seat.visit("/desk/objections", "objections");
        page.check("form[action$='%s/decision'] [value=UPHELD]".formatted(visit.replaceFirst(".*/", "")));
        page.fill("form[action$='%s/decision'] textarea".formatted(visit.replaceFirst(".*/", "")), "属实");
        seat.click("form[action$='%s/decision'] button".formatted(visit.replaceFirst(".*/", "")), "objections-none");
        seat.signIn("li.na");
        seat.visit(visit, "objection-upheld");
    }

    private void forHomes(Seat seat) {
        Page page = seat.page;
        seat.signIn("li.na");
        seat.visit("/portal/items/HZ023", "item-at-home");
        seat.click("main a[href^='/portal/home-visits/new']", "home-districts");
        seat.click("main .cards a[href*='370602']", "home-form");
        seat.click("main form button", "home-form-wrong");
        page.check("[value=AGED]");
        page.selectOption("#near", "ZF13");
        page.fill("#home", "演示路9号（虚构）");
        page.selectOption("#items", "JG028");
        seat.click("main form button", "home-visit");
        String visit = seat.place();
        seat.visit("/portal/home-visits", "home-visits");
        seat.signIn("wang.fang");
        seat.visit("/desk/home-visits", "desk-home-visits");
        String plan = "form[action$='" + visit.replaceFirst(".*/", "") + "/plan'] ";
        page.fill(plan + "[name=day]", office.workingDay("ZF13").toString());
        page.fill(plan + "[name=time]", "09:00");
        seat.go(plan + "button");
        page.click("ol.queue details summary");
        seat.look("desk-home-visits-planned");
        seat.click("ol.queue details button", "desk-home-visits-wrong");
        seat.signIn("li.na");
        seat.visit(visit, "home-visit-planned");
        assertThat(page.locator("main dl strong").innerText()).contains("09:00");
        page.click("main summary");
        seat.click("main form[action$=cancellation] button", "home-visit-cancelled");
    }

    /** A certificate of kinship of the citizen of the demonstration. */
    private void certified() {
        JsonNode opened = Caller.json(office.as("zhang.wei").post("/api/service-applications", """
                {"item": "HZ042", "unit": "YT.JJ.ZF", "note": "申请人与张小明系父子关系", "delivery": "ELECTRONIC", "again": true}
                """));
        Office.decide(office.as("wang.fang"), opened, "{\"outcome\": \"finish\"}");
    }

    private void forClerks(Seat seat) {
        Page page = seat.page;
        JsonNode opened = underReview(office.as("li.na"), heavyTruck());
        String number = office.granted(heavyTruck()).get("number").asString();
        String item = place(opened);
        String acceptance = place(received(office.as("li.na"), "HZ020"));
        seat.signIn("wang.fang");
        seat.visit("/desk", "queue");
        page.fill("[name=text]", "F1");
        seat.click("[role=search] button", "queue-search");
        seat.visit(acceptance, "acceptance");
        seat.go(".right form button");
        page.check("[value=notAccept]");
        seat.click("button[accesskey=d]", "acceptance-wrong");
        seat.visit(item, "item-free");
        seat.click(".right form button", "item");
        page.click(".diagram summary");
        page.waitForSelector(".diagram[data-drawn=yes]");
        seat.look("diagram");
        page.check("[value=refuse]");
        page.fill("#note", "材料不实");
        seat.click("button[accesskey=d]", "decided");
        seat.visit(item, "gone");
        seat.visit("/desk/work-items/nobodys", "desk-refused");

        underReview(office.as("li.na"), heavyTruck());
        page.navigate(page.url().replaceFirst("/desk.*", "/desk?holder=NOBODY"));
        page.check("ol.queue li:first-child input");
        page.click("main > .content > details summary");
        seat.go("#several button");
        page.waitForSelector("[data-waiting='0']");
        seat.look("batch");
        seat.visit("/desk/batches", "batches");

        seat.visit("/desk/passes", "passes");
        seat.visit("/desk/passes/" + number, "desk-pass");
        seat.visit("/desk/counter", "counters");
        seat.visit("/desk/counter/ZF13", "counter");
        seat.visit("/desk/counter/ZF13/calendar", "calendar");
        page.navigate(page.url().replaceFirst("/calendar$", ""));
        page.selectOption("#item", "JG028");
        seat.click("form[action$=walk-ins] button", "ticket");
        String ticket = seat.place().replaceFirst(".*/", "");
        seat.visit("/desk/counter/ZF13", "counter-waiting");
        office.as("wang.fang").post("/api/tickets/" + ticket + "/acts", "{\"act\": \"LEAVE\"}");
        seat.visit("/desk/photo/camera", "desk-photo");
        seat.visit("/desk/photo/requests", "desk-photo-requests");

        seat.visit("/desk/receptions", "receptions");
        seat.click("main form.narrow button", "receptions-wrong");
        page.fill("#citizenId", "370602190001011019");
        page.fill("#name", "赵虚构");
        page.fill("#mobile", "13800000019");
        page.selectOption("#unit", "YT.JJ.ZF");
        seat.click("main form.narrow button", "reception");
        seat.click("button[value='']", "reception-wrong");
    }

    private void forSupervisors(Seat seat) {
        seat.signIn("chen.gang");
        seat.visit("/desk/board", "board");
        seat.visit("/desk/trends", "trends");
        seat.visit("/desk?unit=YT.JJ.ZF&colour=BLUE", "queue-filtered");
        Office.withdrawAll(office.as("li.na"), "HZ020");
    }

    private void forAdministrators(Seat seat) {
        for (String login : List.of("system", "audit")) {
            seat.signIn(login);
            seat.visit("/", "home-" + login);
        }
        new Onlooking(context).isSeen();
        seat.signIn("security");
        seat.visit("/", "home-security");
        seat.visit("/security-alerts", "alerts");
        seat.page.fill("textarea", "已联系其主管");
        seat.click("form[action$=inquiry] button", "alerts-taken");
        seat.page.fill("#mail", "nowhere");
        seat.click("form[action$=contact] button", "alerts-wrong");
    }

    private String place(JsonNode opened) {
        return "/desk/work-items/"
                + workItem(office.as("chen.gang"), opened).get("id").asString();
    }

    private static Set<String> allTemplates() throws IOException {
        Path folder = Path.of("src/main/resources/templates");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .replaceFirst("\\.html$", ""))
                    .filter(name -> !PARTS.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Patterns of addresses that answer with a page, and match none of these. */
    private Set<String> addressesWithout(Set<String> paths) {
        return addresses.getHandlerMethods().entrySet().stream()
                .filter(mapped ->
                        mapped.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .filter(mapped -> isPage(mapped.getValue()))
                .flatMap(mapped -> mapped.getKey().getPathPatternsCondition().getPatterns().stream())
                .filter(pattern -> paths.stream().map(PathContainer::parsePath).noneMatch(pattern::matches))
                .map(PathPattern::getPatternString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isPage(HandlerMethod method) {
        return method.getBeanType().isAnnotationPresent(Controller.class)
                && method.getBeanType().getName().startsWith("org.onewindow.")
                && !method.hasMethodAnnotation(ResponseBody.class)
                && !ResponseEntity.class.isAssignableFrom(method.getMethod().getReturnType());
    }
}
