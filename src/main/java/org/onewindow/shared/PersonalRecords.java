package org.onewindow.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of record that a module keeps about people: shown to the person himself, to whoever must see it in full, and
 * emptied when its time is over.
 */
public interface PersonalRecords {

    /**
     * @param id by which the module knows it
     * @param endedAt when the time for which it is kept began to run; {@code null} while it is in use
     * @param fields in plain, by name; without those that are empty
     */
    record Entry(String id, Instant since, Instant endedAt, Map<String, String> fields) {

        /** A record would print what it keeps. */
        @Override
        public String toString() {
            return "Entry[" + id + "]";
        }
    }

    /** Such as {@code account}; named in {@code privacy/records.yml}. */
    String kind();

    /** All that is kept about the person behind the account, the oldest first. */
    List<Entry> about(String account);

    /** What an officer may be shown of a record in full, in plain, by name; empty when there is no such record. */
    default Map<String, String> sealed(String id) {
        return Map.of();
    }

    /**
     * A query for {@code id} and {@code at}, the end, of the records that have ended and still say who it is; empty when none
     * ends by itself.
     */
    default Optional<String> ended() {
        return Optional.empty();
    }

    /** Whether what is in use serves the account only, keeps nobody from having it erased, and goes with it. */
    default boolean goesWithAccount() {
        return false;
    }

    /** Takes out of a record all that says who it is; that there was one, when, and how it ended stays. */
    void erase(String id);

    /** Tables whose sealed columns it empties. */
    default Set<String> tables() {
        return Set.of();
    }

    /** The pairs whose value is there. */
    static Map<String, String> fields(String... namesAndValues) {
        var fields = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null && !namesAndValues[i + 1].isEmpty()) {
                fields.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return fields;
    }
}
