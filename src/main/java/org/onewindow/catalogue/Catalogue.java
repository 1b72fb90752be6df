package org.onewindow.catalogue;

import com.ibm.icu.text.Transliterator;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.Words;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The service items, read once at start. */
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

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final CatalogueRules rules;

    Catalogue(CatalogueRules rules) {
        this.rules = rules;
        var items = new ItemFile(rules);
        Transliterator pinyin = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
        for (Resource file : rules.files()) {
            for (ServiceItem item : items.read(file)) {
                if (entries.put(item.code(), entry(item, pinyin)) != null) {
                    throw new IllegalStateException("two service items " + item.code());
                }
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

    /** The entry of a case that exists already, whether the item is still offered or not. */
    public ServiceItem item(String code) {
        Entry entry = entries.get(code);
        if (entry == null) {
            throw Refusal.notFound("item-unknown", code);
        }
        return entry.item();
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
        ServiceItem item = item(code);
        if (!item.offeredOn(day)) {
            throw Refusal.conflict("item-not-offered", code);
        }
        return item;
    }

    /** All items, in the order in which they are published. */
    public Collection<ServiceItem> all() {
        return entries.values().stream().map(Entry::item).toList();
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
                .filter(entry -> category == null || entry.item().category() == category)
                .filter(entry -> entry.item().offeredOn(day))
                .filter(entry -> entry.matches(wanted))
                .map(Entry::item)
                .toList();
    }
}
