package org.onewindow.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was tried, what should come of it and what did: a page in {@code target/security/report.md}. */
final class NegativeTable {

    private static final Path REPORT = Path.of("target/security/report.md");

    interface Try {
        /** What came of it, in the words in which it was expected. */
        String got() throws Exception;
    }

    private record Row(String id, String request, String expected, String got) {

        boolean differs() {
            return !got.equals(expected);
        }

        String line() {
            return "| %s | %s | %s | %s | %s |"
                    .formatted(id, cell(request), cell(expected), cell(got), differs() ? "**DIFFERS**" : "as expected");
        }
    }

    private record Elsewhere(String id, String what, String why) {

        String line() {
            return "| %s | %s | %s |".formatted(id, cell(what), cell(why));
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<Elsewhere> shown = new ArrayList<>();
    private final List<Elsewhere> later = new ArrayList<>();

    /** Does it now; one that fails does not keep the others from being tried. */
    void row(String id, String request, String expected, Try what) {
        String got;
        try {
            got = what.got();
        } catch (Exception | AssertionError e) {
            got = e.toString();
        }
        rows.add(new Row(id, request, expected, got));
    }

    /** @param tests that show it without a packaged office, as {@code package/Class#method} */
    void shownBy(String id, String what, String... tests) {
        for (String test : tests) {
            String[] parts = test.split("#");
            Path source = Path.of("src/test/java/org/onewindow/" + parts[0] + ".java");
            try {
                if (!Files.readString(source).contains(" " + parts[1] + "(")) {
                    rows.add(new Row(id, what, "a test " + test, "none in " + source));
                }
            } catch (IOException e) {
                rows.add(new Row(id, what, "a test " + test, e.toString()));
            }
        }
        shown.add(new Elsewhere(id, what, String.join(", ", tests)));
    }

    /** @param why it cannot be tried today */
    void later(String id, String what, String why) {
        later.add(new Elsewhere(id, what, why));
    }

    List<String> ids() {
        var ids = new ArrayList<String>();
        rows.forEach(row -> ids.add(row.id()));
        shown.forEach(row -> ids.add(row.id()));
        later.forEach(row -> ids.add(row.id()));
        return ids.stream().distinct().sorted().toList();
    }

    List<String> differences() {
        return rows.stream().filter(Row::differs).map(Row::line).toList();
    }

    void write() {
        String page = """
                # Negative tests

                Tried against the packaged application on a real port: %d rows, %d as expected.

                | Id | Request | Expected | Got | |
                |---|---|---|---|---|
                %s

                ## Shown by tests without a packaged application

                | Id | What | Test |
                |---|---|---|
                %s

                ## Not applicable yet

                | Id | What | Reason |
                |---|---|---|
                %s
                """.formatted(
                        rows.size(),
                        rows.size() - differences().size(),
                        rows.stream().map(Row::line).collect(Collectors.joining("\n")),
                        shown.stream().map(Elsewhere::line).collect(Collectors.joining("\n")),
                        later.stream().map(Elsewhere::line).collect(Collectors.joining("\n")));
        try {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
