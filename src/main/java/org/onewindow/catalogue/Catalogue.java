package org.onewindow.catalogue;

import com.ibm.icu.text.Transliterator;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.onewindow.catalogue.PublishedItemRepository.Published;
import org.onewindow.catalogue.ServiceItem.Category;
import org.onewindow.catalogue.ServiceItem.Words;
import org.onewindow.shared.Refusal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * The service items: those of the files, read once at start, and the versions that were published since. Two lines of one code
 * with periods one after the other are two versions of it; a case keeps the version of the day on which it was handed in. A
 * published version begins after the day of its publication, and what another node publishes is seen within 10 seconds; in
 * between, reading costs no query.
 */
@Component
public class Catalogue {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CatalogueRules.class)
    static class Loading {}

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Transliterator PINYIN = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");
    private static final long STALE_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final Pattern SYLLABLE = Pattern.compile("([a-z])[a-z']*\\s*");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    /**
     * An item and all that it is found by: its code, its names, the initials of its Chinese name's syllables.
     *
     * @param published how it came into the catalogue while the office worked; {@code null} when a file tells it
     */
    record Entry(ServiceItem item, Map<String, String> cells, Published published, List<String> findable) {

        boolean matches(String typed) {
            return findable.stream().anyMatch(text -> text.contains(typed));
        }
    }

    /** @param entries by code, each with its versions in the order in which they came or come into force */
    private record Snapshot(long last, Map<String, List<Entry>> entries) {}

    private final CatalogueRules rules;
    private final PublishedItemRepository published;
    private final Clock clock;
    private final ItemFile file;
    private final Map<String, List<Entry>> shipped = new LinkedHashMap<>();
    private final AtomicLong checkedAt;
    private volatile Snapshot snapshot;

    Catalogue(CatalogueRules rules, PublishedItemRepository published, Clock clock) {
        this.rules = rules;
        this.published = published;
        this.clock = clock;
        file = new ItemFile(rules);
        for (Resource one : rules.files()) {
            for (ItemFile.Line line : file.read(one)) {
                shipped.computeIfAbsent(line.item().code(), first -> new ArrayList<>())
                        .add(entry(line, null));
            }
        }
        shipped.values().forEach(Catalogue::requireOneAtATime);
        checkedAt = new AtomicLong(clock.millis());
        refresh();
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

    private Map<String, List<Entry>> entries() {
        long now = clock.millis();
        long checked = checkedAt.get();
        boolean stale = Math.abs(now - checked) >= STALE_MILLIS;
        if (stale && checkedAt.compareAndSet(checked, now) && published.last() != snapshot.last()) {
            refresh();
        }
        return snapshot.entries();
    }

    /** Synchronized, so that an older reading never replaces a newer one. */
    final synchronized void refresh() {
        Map<String, List<Entry>> entries = new LinkedHashMap<>();
        shipped.forEach((code, versions) -> entries.put(code, new ArrayList<>(versions)));
        long last = 0;
        for (Published one : published.all()) {
            last = one.serial();
            Entry added = entry(file.line(one.cells()), one);
            List<Entry> versions = entries.computeIfAbsent(added.item().code(), first -> new ArrayList<>());
            versions.removeIf(version ->
                    version.item().effectiveFrom().equals(added.item().effectiveFrom()));
            versions.add(added);
        }
        entries.values().forEach(this::endEachBeforeTheNext);
        snapshot = new Snapshot(last, entries);
    }

    private void endEachBeforeTheNext(List<Entry> versions) {
        versions.sort(Comparator.comparing(version -> version.item().effectiveFrom()));
        for (int i = 1; i < versions.size(); i++) {
            Entry before = versions.get(i - 1);
            LocalDate last = versions.get(i).item().effectiveFrom().minusDays(1);
            LocalDate end = before.item().effectiveTo();
            if (end == null || end.isAfter(last)) {
                var cells = new HashMap<>(before.cells());
                cells.put("effective_to", last.toString());
                versions.set(i - 1, entry(file.line(cells), before.published()));
            }
        }
    }

    private static Entry entry(ItemFile.Line line, Published published) {
        ServiceItem item = line.item();
        String syllables = NEITHER_LETTER_NOR_DIGIT
                .matcher(PINYIN.transliterate(item.nameZh()))
                .replaceAll(" ");
        String initials = SYLLABLE.matcher(syllables).replaceAll("$1");
        return new Entry(
                item,
                line.cells(),
                published,
                List.of(folded(item.code()), folded(item.nameZh()), folded(item.nameEn()), initials.replace(" ", "")));
    }

    private static String folded(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** The version of today; of an item that is not offered today the last one that was, or else the first that will be. */
    public ServiceItem item(String code) {
        return item(code, today());
    }

    /** The version of that day; when there was none, the last one before it, or else the first. */
    public ServiceItem item(String code, LocalDate day) {
        List<Entry> versions = versions(code);
        return on(versions, day)
                .or(() -> versions.stream()
                        .filter(version -> !version.item().effectiveFrom().isAfter(day))
                        .reduce((earlier, later) -> later))
                .orElse(versions.get(0))
                .item();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** All versions of an item, in the order in which they came or come into force. */
    List<Entry> versions(String code) {
        List<Entry> versions = entries().get(code);
        if (versions == null) {
            throw Refusal.notFound("item-unknown", code);
        }
        return versions;
    }

    /** Whether some version of it stands in the catalogue. */
    boolean knows(String code) {
        return entries().containsKey(code);
    }

    /** @throws ItemFile.Unreadable naming every column that makes no sense */
    ItemFile.Line read(Map<String, String> cells) {
        return file.line(cells);
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

    /** All items as {@link #item(String)} tells them, in the order in which they are published. */
    public Collection<ServiceItem> all() {
        return entries().keySet().stream().map(this::item).toList();
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
        return entries().values().stream()
                .flatMap(versions -> on(versions, day).stream())
                .filter(entry -> category == null || entry.item().category() == category)
                .filter(entry -> entry.matches(wanted))
                .map(Entry::item)
                .toList();
    }
}
