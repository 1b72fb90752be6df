package org.onewindow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Goes to the console line by line, and to a file as Markdown. */
final class Report {

    private final StringBuilder text = new StringBuilder();
    private final Path file;

    Report(Path file) {
        this.file = file;
    }

    void title(String title) {
        line("");
        line("## " + title);
        line("");
    }

    void line(String line, Object... arguments) {
        String formatted = arguments.length == 0 ? line : String.format(Locale.ROOT, line, arguments);
        System.out.println(formatted);
        text.append(formatted).append('\n');
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void head(String... columns) {
        row((Object[]) columns);
        row(Collections.nCopies(columns.length, "---").toArray());
    }

    /** Numbers are written as short as they are worth. */
    void row(Object... cells) {
        line("| " + String.join(" | ", List.of(cells).stream().map(Report::cell).toList()) + " |");
    }

    private static String cell(Object cell) {
        return cell instanceof Double d
                ? String.format(Locale.ROOT, d < 10 ? "%.2f" : "%.1f", d)
                : String.valueOf(cell);
    }
}
