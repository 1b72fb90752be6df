package org.onewindow.shared;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of a thing as entity tags: who changes it says which version he has seen. */
public final class Version {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");

    private Version() {}

    public static String tag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * @param ifMatch the header {@code If-Match}, or {@code null}
     * @throws Refusal {@code if-match-required} without the header, {@code if-match-malformed} when it is no tag of ours,
     *     {@code version-stale} when it names another version than {@code current}
     */
    public static void require(String ifMatch, int current) {
        if (ifMatch == null) {
            throw Refusal.unconditional("if-match-required");
        }
        Matcher tag = TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw Refusal.malformed("if-match-malformed");
        }
        if (Integer.parseInt(tag.group(1)) != current) {
            throw Refusal.stale("version-stale");
        }
    }
}
