package org.onewindow.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onewindow.catalogue.ServiceItem.Category.EXIT_ENTRY;
import static org.onewindow.catalogue.ServiceItem.Category.HOUSEHOLD;
import static org.onewindow.catalogue.ServiceItem.Category.PUBLIC_ORDER;
import static org.onewindow.catalogue.ServiceItem.Category.TRAFFIC;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onewindow.catalogue.ServiceItem.Channel;
import org.onewindow.catalogue.ServiceItem.Nature;
import org.onewindow.catalogue.ServiceItem.Provenance;
import org.onewindow.catalogue.ServiceItem.Scope;
import org.onewindow.journey.Office;
import org.onewindow.support.Caller;
import org.onewindow.support.RunningOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The catalogue as it is shipped, and as everybody may read it. */
@RunningOffice
class CatalogueDataTests {

    private final Catalogue catalogue;
    private final Caller caller;

    @Autowired
    CatalogueDataTests(Catalogue catalogue, @LocalServerPort int port) {
        this.catalogue = catalogue;
        caller = new Caller(port);
    }

    @Test
    void holdsTheNumbersThatWereAnnounced() {
        assertThat(catalogue.all()).hasSize(97);
        assertThat(catalogue.all().stream()
                        .collect(Collectors.groupingBy(ServiceItem::category, Collectors.counting())))
                .isEqualTo(Map.of(HOUSEHOLD, 43L, TRAFFIC, 30L, EXIT_ENTRY, 10L, PUBLIC_ORDER, 14L));
        assertThat(count(item -> item.channels().contains(Channel.ONLINE)
                        || item.channels().contains(Channel.PRE_CHECK)))
                .as("on line or checked on line beforehand")
                .isEqualTo(42);
        assertThat(count(item -> item.eCertificate().startsWith("EPROOF:")))
                .as("electronic certificates")
                .isEqualTo(5);
        assertThat(groups(HOUSEHOLD, Scope.PROVINCE)).hasSize(5);
        assertThat(groups(HOUSEHOLD, Scope.CROSS_PROVINCE)).hasSize(4);
        assertThat(groups(TRAFFIC, Scope.CROSS_PROVINCE)).hasSize(5);
        assertThat(count(item -> item.named() == Provenance.SEED)).isEqualTo(12);
        assertThat(count(item -> item.promised() == Provenance.SEED)).isEqualTo(2);
    }

    private long count(Predicate<ServiceItem> which) {
        return catalogue.all().stream().filter(which).count();
    }

    private Set<String> groups(ServiceItem.Category category, Scope scope) {
        return catalogue.all().stream()
                .filter(item -> item.category() == category && item.scope() == scope)
                .map(ServiceItem::scopeGroup)
                .collect(Collectors.toSet());
    }

    @Test
    void leavesEachItemToADiagramThatThereIs() {
        assertThat(catalogue.all().stream().map(ServiceItem::process).distinct())
                .allSatisfy(process ->
                        assertThat(Path.of("bpmn", process + ".bpmn")).exists());
    }

    @Test
    void tellsRemediesByTheNatureOfTheItem() {
        assertThat(remedy("ZA003")).contains("行政复议", "行政诉讼").isEqualTo(remedy("JG028"));
        assertThat(remedy("HZ023")).contains("行政确认", "更正");
        assertThat(remedy("HZ040")).contains("申诉").doesNotContain("行政诉讼");
        assertThat(remedy("CRJ009")).contains("最终决定");
        assertThat(catalogue.all().stream()
                        .filter(item -> item.nature() == Nature.PUBLIC)
                        .map(item -> item.remedy(Locale.ENGLISH)))
                .allSatisfy(text -> assertThat(text).contains("complain"));
    }

    private String remedy(String code) {
        return catalogue.item(code).remedy(Locale.CHINESE);
    }

    @ParameterizedTest
    @CsvSource({
        "驾驶证期满, JG001",
        "hzfmjhm, ''",
        "jdcjszqmhz, JG001",
        "wfzjlzm, ZA001",
        "HCTXM, JG028",
        "no criminal record, ZA001",
        "Truck Pass: ordinary, JG029",
        "hz019, HZ019",
    })
    void isSearchedByChineseByInitialsAndByEnglish(String typed, String code) {
        JsonNode found = read("?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
        if (code.isEmpty()) {
            assertThat(found.size()).isZero();
        } else {
            assertThat(found.findValuesAsString("code")).contains(code);
            assertThat(found.size()).isLessThan(5);
        }
    }

    @Test
    void isListedByCategory() {
        assertThat(read("").size()).isEqualTo(97);
        assertThat(read("?category=EXIT_ENTRY").size()).isEqualTo(10);
        assertThat(read("?category=PUBLIC_ORDER&q=jr").size()).isZero();
        assertThat(caller.get("/api/service-items?category=OTHER").statusCode()).isIn(400, 422);
    }

    @Test
    void guidesSomebodyBeforeHeComes() {
        JsonNode guide = read("/JG001");
        assertThat(guide.get("name").asString()).isEqualTo("机动车驾驶证期满换证");
        assertThat(guide.at("/statutoryLimit/days").asInt()).isEqualTo(1);
        assertThat(guide.at("/statutoryLimit/unit").asString()).isEqualTo("WORKING_DAYS");
        assertThat(guide.get("promisedWorkingDays").asInt()).isEqualTo(1);
        assertThat(guide.get("feeYuan").asString()).isEqualTo("10");
        assertThat(guide.get("bring").toString()).contains("身份证件原件").doesNotContain("复印件");
        assertThat(guide.get("notToBring").toString())
                .contains("驾驶证、行驶证复印件", "居民身份证复印件")
                .doesNotContain("户口簿");
        assertThat(guide.at("/photo/code").asString()).isEqualTo("NEW_OR_LIBRARY");

        HttpResponse<String> english = caller.get("/api/service-items/CRJ001", "Accept-Language", "en");
        assertThat(english.body()).doesNotContainPattern("[\\u4e00-\\u9fff]").contains("nothing is issued there");
        HttpResponse<String> unknown = caller.get("/api/service-items/XX999");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Caller.json(unknown).get("code").asString()).isEqualTo("item-unknown");
    }

    /** What it changes is seen by nobody else: the same again, from tomorrow on. */
    @Test
    void aChangeIsPublishedByTheUnitThatDecidesAndReadByEverybody() {
        String path = "/api/service-items/HZ030/versions/" + Office.today().plusDays(1);
        String change = """
                {"reason": "关于补发迁移证件的通知（测试）", "cells": {"source_refs": "SX-HJ"}}
                """;
        assertThat(put("wang.fang", path, change).statusCode()).isEqualTo(403);
        assertThat(Caller.json(put("chen.gang", path, change)).get("code").asString())
                .isEqualTo("item-not-yours");
        HttpResponse<String> wrong = put("wu.jing", path, change.replace("SX-HJ", "a\\tb"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("cells.source_refs", "无法识别");
        HttpResponse<String> published = put("wu.jing", path, change);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
        assertThat(put("wu.jing", path, change).statusCode()).as("sent twice").isEqualTo(200);

        JsonNode versions = read("/HZ030/versions");
        assertThat(versions).hasSize(2);
        assertThat(versions.at("/0/effectiveTo").asString())
                .isEqualTo(Office.today().toString());
        assertThat(versions.at("/1/reason").asString()).contains("通知");
        assertThat(versions.at("/1/cells/name_zh").asString())
                .isEqualTo(versions.at("/0/cells/name_zh").asString());
        assertThat(read("/HZ030").get("changesOn").asString())
                .isEqualTo(Office.today().plusDays(1).toString());
    }

    private HttpResponse<String> put(String login, String path, String body) {
        return caller.call(
                "PUT",
                path,
                body,
                "Authorization",
                "Bearer " + caller.token(login),
                "Content-Type",
                "application/json");
    }

    private JsonNode read(String path) {
        HttpResponse<String> answer = caller.get("/api/service-items" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Caller.json(answer);
    }
}
