package org.onewindow.packaged;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the tour of the README, all its commands in one shell, and looks for every answer that it promises. A line
 * {@code # → text} promises a text in the answer to the commands since the last such lines; {@code …} in it stands for
 * anything.
 */
class TourIT {

    private static final List<String> TOOLS = List.of("curl", "sed", "grep", "date", "sleep");
    private static final String PROMISE = "# → ";
    private static final String MARK = "@@@ here ends answer ";

    @TempDir
    Path folder;

    private final StringBuilder script = new StringBuilder();
    private final List<List<String>> promises = new ArrayList<>();

    /** Promises of one answer, while they are read. */
    private List<String> together;

    @Test
    void goesAsTheReadmeSays() throws Exception {
        lines("tour").forEach(this::read);
        assertThat(promises).as("promises of the README").hasSizeGreaterThan(5);
        walk();
        assertThat(folder.resolve("work/pass.png")).isNotEmptyFile();
    }

    /** With the functions that the tour begins with, and nothing else of it. */
    @Test
    void anItemIsAddedAsTheReadmeSays() throws Exception {
        lines("tour").stream().takeWhile(line -> !line.startsWith("AGENT=")).forEach(this::read);
        lines("item").forEach(this::read);
        assertThat(promises).as("promises of the README").hasSize(3);
        walk();
    }

    private void walk() throws Exception {
        Path typed = Files.writeString(folder.resolve("tour.sh"), script);

        String output = run(typed, PackagedOffice.shared());

        for (int i = 0; i < promises.size(); i++) {
            int end = output.indexOf(MARK + i + "\n");
            assertThat(end)
                    .as("the tour goes on to its answer %d\n%s", i, output)
                    .isNotNegative();
            int begin = i == 0 ? 0 : output.indexOf('\n', output.indexOf(MARK + (i - 1) + "\n"));
            for (String promise : promises.get(i)) {
                assertThat(output.substring(begin, end)).containsPattern(pattern(promise));
            }
        }
    }

    private static List<String> lines(String part) throws IOException {
        var marked = Pattern.compile("(?s)\n<!-- %s -->\n(.*)\n<!-- /%s -->\n".formatted(part, part))
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(marked.find()).as("the README has a part " + part).isTrue();
        var code = new ArrayList<String>();
        boolean inside = false;
        for (String line : marked.group(1).split("\n")) {
            if (line.startsWith("```")) {
                inside = line.equals("```bash");
            } else if (inside) {
                code.add(line);
            }
        }
        return code;
    }

    private void read(String line) {
        if (!line.startsWith(PROMISE)) {
            together = null;
            script.append(line).append('\n');
            return;
        }
        if (together == null) {
            together = new ArrayList<>();
            script.append("echo; echo '").append(MARK).append(promises.size()).append("'\n");
            promises.add(together);
        }
        together.add(line.substring(PROMISE.length()).strip());
    }

    private static Pattern pattern(String promise) {
        return Pattern.compile(
                Stream.of(promise.split("…")).map(Pattern::quote).collect(joining(".*")), Pattern.DOTALL);
    }

    /** The path holds the tools that the README names, and nothing else. */
    private String run(Path typed, PackagedOffice office) throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path link = Files.writeString(
                    tools.resolve(tool), "#!%s\nexec %s \"$@\"\n".formatted(find("bash"), find(tool)));
            assertThat(link.toFile().setExecutable(true)).isTrue();
        }
        var builder = new ProcessBuilder(find("bash").toString(), "-eu", typed.toString())
                .directory(Files.createDirectory(folder.resolve("work")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("ONEWINDOW", "http://localhost:" + office.port);
        Process shell = builder.start();
        try {
            boolean ended = shell.waitFor(2, TimeUnit.MINUTES);
            String output = Files.readString(folder.resolve("output.txt"));
            assertThat(ended).as("the tour ends\n%s", output).isTrue();
            assertThat(shell.exitValue()).as(() -> output).isZero();
            return output;
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    private static Path find(String tool) throws IOException {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("the tour needs " + tool));
    }
}
