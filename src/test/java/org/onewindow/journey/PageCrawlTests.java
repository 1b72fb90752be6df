package org.onewindow.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody follows every link that he finds: each leads somewhere, and every page speaks his language only. */
@RunningOffice
class PageCrawlTests {

    private static final int LARGEST_BYTES = 150 * 1024;

    /** Of pages that differ only in what they are about so many are looked at. */
    private static final int ALIKE = 3;

    private static final Pattern LINK = Pattern.compile("(?:href|src|data-source)=\"([^\"#]*)(?:#[^\"]*)?\"");
    private static final Pattern SOURCE = Pattern.compile("(?:src|href|action)=\"(?:[a-z]+:)?//[^\"]*\"");
    private final Office office;

    @Autowired
    PageCrawlTests(@LocalServerPort int port) {
        office = new Office(port);
    }

    @ParameterizedTest
    @CsvSource({
        "zh, nobody",
        "en, nobody",
        "zh, li.na",
        "en, li.na",
        "zh, wang.fang",
        "en, wang.fang",
        "zh, chen.gang",
        "en, chen.gang",
        "zh, liu.yang",
        "en, liu.yang"
    })
    void leadsNowhereWrong(String language, String login) {
        office.granted(Office.heavyTruck());
        Office.underReview(office.as("li.na"), Office.heavyTruck());
        Office.received(office.as("li.na"), "HZ020");
        String cookies = "LANGUAGE=" + (language.equals("en") ? "en" : "zh-CN");
        if (!login.equals("nobody")) {
            cookies += "; " + Caller.cookie(office.caller.signIn(login, Caller.DEMO_PASSWORD));
        }

        var wrong = new TreeSet<String>();
        Map<String, Integer> seen = new HashMap<>();
        Set<String> known = new HashSet<>(List.of("/"));
        Deque<String> open = new ArrayDeque<>(known);
        int pages = 0;
        while (!open.isEmpty()) {
            String path = open.remove();
            if (seen.merge(kind(path), 1, Integer::sum) > ALIKE) {
                continue;
            }
            HttpResponse<String> answer = office.caller.get(path, "Cookie", cookies);
            if (answer.statusCode() / 100 == 3) {
                wrong.addAll(follow(path, Caller.header(answer, "Location"), known, open));
                continue;
            }
            if (answer.statusCode() != 200) {
                wrong.add(path + " answers " + answer.statusCode());
            }
            if (!Caller.header(answer, "Content-Type").startsWith("text/html")) {
                continue;
            }
            pages++;
            look(kind(path), answer, language, wrong);
            Matcher link = LINK.matcher(answer.body());
            while (link.find()) {
                wrong.addAll(follow(path, link.group(1).replace("&amp;", "&"), known, open));
            }
        }
        assertThat(String.join("\n", wrong)).isEmpty();
        assertThat(pages).isGreaterThan(login.matches("nobody|liu.yang") ? 8 : 12);
    }

    private static List<String> follow(String from, String to, Set<String> known, Deque<String> open) {
        String path = to.replaceFirst("^http://127\\.0\\.0\\.1:\\d+", "");
        if (path.startsWith("?") || path.startsWith("data:") || path.isEmpty() || path.startsWith("blob:")) {
            return List.of();
        }
        if (!path.startsWith("/")) {
            return List.of(from + " leads to another host: " + to);
        }
        // Reading, not doing; the description of the API is another's work.
        if (!path.matches("/logout|/swagger-ui.*|/portal/my-data/export|.*[?&](lang|elder)=.*") && known.add(path)) {
            open.add(path);
        }
        return List.of();
    }

    /** The place without what it is about. */
    private static String kind(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*")
                .replaceAll("=[^&]*", "=*")
                .replaceAll("/[A-Z]{1,4}[A-Z0-9.]*\\d[A-Z0-9]*", "/*")
                .replaceAll("/YT\\.[A-Z.]*", "/*");
    }

    private static void look(String place, HttpResponse<String> page, String language, Set<String> wrong) {
        String body = page.body();
        if (!Caller.header(page, "Content-Security-Policy").contains("script-src 'self'; style-src 'self'")
                || body.matches("(?s).*<[^>]+ (on[a-z]+|style)=\".*|.*<style.*|.*<script(?![^>]* src=).*")) {
            wrong.add(place + " has scripts or looks of its own");
        }
        if (SOURCE.matcher(body).find()) {
            wrong.add(place + " names another host");
        }
        if (compressed(body) > LARGEST_BYTES) {
            wrong.add(place + " is too large");
        }
        if (!body.contains("lang=\"" + (language.equals("en") ? "en" : "zh-CN") + "\"")) {
            wrong.add(place + " does not say its language");
        }
        Spoken.strange(body, language).forEach(said -> wrong.add(place + " " + said));
    }

    private static int compressed(String body) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.size();
    }
}
