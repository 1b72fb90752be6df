package org.onewindow.catalogue;

import com.ibm.icu.text.Transliterator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.Words;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The service items, read once at start. Two lines of one code with periods one after the other are two versions of it; a case
 * keeps the version of the day on which it was handed in.
 */
@Component
public class Catalogue {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CatalogueRules.class)
    static class Loading {}

    private static final Pattern SYLLABLE = Pattern.compile("([a-z])[a-z']*\\s*");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** An item and all that it is found by: its code, its names, the initials of its Chinese name's syllables. */
    private record Entry(ServiceItem item, List<String> findable) {

        boolean matches(String typed) {
            return findable.stream().anyMatch(text -> text.contains(typed));
        }
    }

    /** By code, each with its versions in the order in which they came or come into force. */
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

    private final CatalogueRules rules;

    Catalogue(CatalogueRules rules) {
        this.rules = rules;
        var items = new ItemFile(rules);
        Transliterator pinyin = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
        for (Resource file : rules.files()) {
            for (ServiceItem item : items.read(file)) {
                entries.computeIfAbsent(item.code(), first -> new ArrayList<>()).add(entry(item, pinyin));
            }
        }
        entries.values().forEach(Catalogue::requireOneAtATime);
    }

    private static void requireOneAtATime(List<Entry> versions) {
        versions.sort(Comparator.comparing(version -> version.item().effectiveFrom()));
        for (int i = 1; i < versions.size(); i++) {
            LocalDate end = versions.get(i - 1).item().effectiveTo();
            if (end == null || !end.isBefore(versions.get(i).item().effectiveFrom())) {
                throw new IllegalStateException(
                        "two service items " + versions.get(i).item().code() + " at a time");
            }
        }
    }

    private static Entry entry(ServiceItem item, Transliterator pinyin) {
        String syllables = NEITHER_LETTER_NOR_DIGIT
                .matcher(pinyin.transliterate(item.nameZh()))
                .replaceAll(" ");
        String initials = SYLLABLE.matcher(syllables).replaceAll("$1");
        return new Entry(
                item,
                List.of(folded(item.code()), folded(item.nameZh()), folded(item.nameEn()), initials.replace(" ", "")));
    }

    private static String folded(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** The newest version, whether the item is still offered or not. */
    public ServiceItem item(String code) {
        List<Entry> versions = versions(code);
        return versions.get(versions.size() - 1).item();
    }

    /** The version of that day; when there was none, the newest. */
    public ServiceItem item(String code, LocalDate day) {
        return on(versions(code), day).map(Entry::item).orElseGet(() -> item(code));
    }

    private List<Entry> versions(String code) {
        List<Entry> versions = entries.get(code);
        if (versions == null) {
            throw Refusal.notFound("item-unknown", code);
        }
        return versions;
    }

    private static Optional<Entry> on(List<Entry> versions, LocalDate day) {
        return versions.stream()
                .filter(version -> version.item().offeredOn(day))
                .findFirst();
    }

    /**
     * What is open against a refusal.
     *
     * @param part of an item that several authorities decide, each its own; another item has none, whatever is said here
     */
    public Words remedy(ServiceItem item, String part) {
        String own = rules.partRemedies().getOrDefault(item.code(), Map.of()).get(part);
        return own == null ? item.remedy() : rules.remedies().get(own);
    }

    /** @throws Refusal {@code item-not-offered} when nobody can apply for it on that day */
    public ServiceItem offered(String code, LocalDate day) {
        return on(versions(code), day).map(Entry::item).orElseThrow(() -> Refusal.conflict("item-not-offered", code));
    }

    /** All items in their newest versions, in the order in which they are published. */
    public Collection<ServiceItem> all() {
        return entries.keySet().stream().map(this::item).toList();
    }

    /**
     * Items that may be applied for on that day.
     *
     * @param typed part of a name in Chinese or English, of a code, or pinyin initials such as {@code jsz} for 驾驶证; blank
     *     or {@code null} for all
     * @param category {@code null} for all
     */
    public List<ServiceItem> search(String typed, Category category, LocalDate day) {
        String wanted = typed == null ? "" : folded(typed);
        return entries.values().stream()
                .flatMap(versions -> on(versions, day).stream())
                .filter(entry -> category == null || entry.item().category() == category)
                .filter(entry -> entry.matches(wanted))
                .map(Entry::item)
                .toList();
    }
}
