package org.onewindow.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.onewindow.catalogue.CatalogueRules.Material;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.FieldKind;
import org.onewindow.catalogue.ServiceItem.Provenance;
import org.onewindow.catalogue.ServiceItem.Statutory;
import org.onewindow.shared.Refusal;
import org.springframework.stereotype.Component;

/** The catalogue in the reader's words, for the API and for pages. */
@Component
public class ItemViews {

    public record Coded(String code, String text) {}

    /** @param options what a choice offers; empty for other kinds */
    public record FormEntry(String name, String label, FieldKind kind, boolean required, List<Coded> options) {}

    public record ItemEntry(
            String code, String name, Coded category, Coded nature, int promisedWorkingDays, boolean onTheSpot) {}

    /**
     * What somebody reads before he comes (办事指南).
     *
     * @param notToBring what is not asked for, because a register answers
     * @param feeYuan a number, or how the tariff sets it
     * @param form what an application says beside what registers know
     * @param eCertificate {@code null} when none comes of it
     * @param changesOn first day of the version after this one, or {@code null}
     */
    public record ItemGuide(
            String code,
            String name,
            Coded category,
            Coded nature,
            Coded applicant,
            List<Coded> channels,
            Coded stationMode,
            Coded scope,
            Statutory statutoryLimit,
            int promisedWorkingDays,
            boolean onTheSpot,
            int correctionWorkingDays,
            String feeYuan,
            Coded photo,
            String eCertificate,
            List<String> bring,
            List<String> notToBring,
            List<FormEntry> form,
            String remedy,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            LocalDate changesOn,
            Provenance nameFrom,
            Provenance promiseFrom,
            String source) {}

    /**
     * @param effectiveTo last day, or {@code null}
     * @param cells by the columns of the item files
     * @param reason why it was published while the office worked, and {@code publishedAt} when; {@code null} for what came
     *     with the office
     */
    public record ItemVersion(
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            Map<String, String> cells,
            String reason,
            Instant publishedAt) {}

    private final Catalogue catalogue;
    private final CatalogueRules rules;
    private final Clock clock;

    ItemViews(Catalogue catalogue, CatalogueRules rules, Clock clock) {
        this.catalogue = catalogue;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * What may be applied for today.
     *
     * @param q part of a name in Chinese or English, of a code, or pinyin initials; {@code null} for all
     * @param category {@code null} for all
     */
    public List<ItemEntry> entries(String q, Category category, Locale locale) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        return catalogue.search(q, category, today).stream()
                .map(item -> new ItemEntry(
                        item.code(),
                        item.name(locale),
                        coded(item.category(), locale),
                        nature(item, locale),
                        item.promisedWorkingDays(),
                        item.onTheSpot()))
                .toList();
    }

    /** @throws Refusal NOT_FOUND when there is no such item */
    List<ItemVersion> versions(String code) {
        return catalogue.versions(code).stream()
                .map(version -> new ItemVersion(
                        version.item().effectiveFrom(),
                        version.item().effectiveTo(),
                        new TreeMap<>(version.cells()),
                        version.published() == null ? null : version.published().reason(),
                        version.published() == null ? null : version.published().at()))
                .toList();
    }

    private LocalDate next(ServiceItem item) {
        return catalogue.versions(item.code()).stream()
                .map(version -> version.item().effectiveFrom())
                .filter(from -> from.isAfter(item.effectiveFrom()))
                .findFirst()
                .orElse(null);
    }

    /** @throws Refusal NOT_FOUND when there is no such item */
    public ItemGuide guide(String code, Locale locale) {
        ServiceItem item = catalogue.item(code, LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")));
        return new ItemGuide(
                item.code(),
                item.name(locale),
                coded(item.category(), locale),
                nature(item, locale),
                coded(item.applicant(), locale),
                item.channels().stream()
                        .sorted()
                        .map(channel -> coded(channel, locale))
                        .toList(),
                coded(item.stationMode(), locale),
                coded(item.scope(), locale),
                item.statutory(),
                item.promisedWorkingDays(),
                item.onTheSpot(),
                item.correctionWorkingDays(),
                item.fee(),
                coded(item.photo(), locale),
                item.eCertificate().isEmpty() ? null : item.eCertificate(),
                materials(item, true, locale),
                materials(item, false, locale),
                form(item, locale),
                item.remedy(locale),
                item.effectiveFrom(),
                item.effectiveTo(),
                next(item),
                item.named(),
                item.promised(),
                item.source());
    }

    private static List<FormEntry> form(ServiceItem item, Locale locale) {
        return item.form().stream()
                .map(field -> new FormEntry(
                        field.name(),
                        field.label().in(locale),
                        field.kind(),
                        field.required(),
                        field.options().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(option -> new Coded(
                                        option.getKey(), option.getValue().in(locale)))
                                .toList()))
                .toList();
    }

    private List<String> materials(ServiceItem item, boolean bring, Locale locale) {
        return rules.materials().stream()
                .filter(material -> material.bring() == bring && material.goesWith(item))
                .map(Material::name)
                .map(words -> words.in(locale))
                .toList();
    }

    private Coded nature(ServiceItem item, Locale locale) {
        return new Coded(
                item.nature().name(), rules.natures().get(item.nature()).name().in(locale));
    }

    private Coded coded(Enum<?> code, Locale locale) {
        return new Coded(code.name(), rules.word(code).in(locale));
    }
}
