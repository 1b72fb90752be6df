package org.onewindow.shared;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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

    /** @param account of whoever it is about */
    record Ended(String id, String account) {}

    /** Such as {@code account}; named in {@code privacy/records.yml}. */
    String kind();

    /** All that is kept about the person behind the account, the oldest first. */
    List<Entry> about(String account);

    /** What is sealed in a record, in plain, by name; empty when there is no such record. */
    Map<String, String> sealed(String id);

    /** Records that ended before and still say who it is, the oldest first. */
    List<Ended> endedBefore(Instant moment, int limit);

    /** Takes out of a record all that says who it is; that there was one, when, and how it ended stays. */
    void erase(String id);

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
