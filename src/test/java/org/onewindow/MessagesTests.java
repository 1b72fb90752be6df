package org.onewindow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.onewindow.casework.CaseEvent;
import org.onewindow.casework.CaseStatus;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Role;

/** Whatever the office says it says in both languages, and it has no text that it never says. */
class MessagesTests {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path BUNDLES = Path.of("src/main/resources/messages");

    /** Calls that name a problem, and which of their arguments is the code. */
    private static final Map<String, Integer> CODE_AT = Map.ofEntries(
            Map.entry("Refusal.malformed", 0),
            Map.entry("Refusal.forbidden", 0),
            Map.entry("Refusal.notFound", 0),
            Map.entry("Refusal.conflict", 0),
            Map.entry("Refusal.stale", 0),
            Map.entry("Refusal.unconditional", 0),
            Map.entry("Refusal.tooLarge", 0),
            Map.entry("Refusal.tooMany", 0),
            Map.entry("Refusal.unavailable", 0),
            Map.entry("Refusal.invalid", 1),
            Map.entry("require", 2),
            Map.entry("new Refusal.Defect", 1),
            Map.entry("new BadCredentialsException", 0),
            Map.entry("Problem.of", 1),
            Map.entry("answer", 1),
            Map.entry("item", 1),
            Map.entry("write", 3),
            Map.entry("changed", 5));

    private static final Pattern CALL = Pattern.compile("(?<![\\w.])(?:\\w+\\.)?("
            + CODE_AT.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"))
            + ")\\s*\\(|\\.(require)\\s*\\(");

    private static final Pattern CHOSEN = Pattern.compile("String code = ([^;]*\"[^;]*);");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"");
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** Texts in Chinese bundles that need no Chinese. */
    private static final Set<String> WITHOUT_HAN = Set.of("page.and", "page.language", "page.language.code");

    @Test
    void saysEverythingInBothLanguagesAndNothingInVain() throws IOException {
        var wrong = new ArrayList<String>();
        Map<String, Properties> chinese = bundles(false);
        Map<String, Properties> english = bundles(true);
        if (!chinese.keySet().equals(english.keySet())) {
            wrong.add("bundles " + chinese.keySet() + " in Chinese, " + english.keySet() + " in English");
        }
        List<String> loaded = loaded();
        if (!Set.copyOf(loaded).equals(chinese.keySet())) {
            wrong.add("application.yml loads " + loaded + ", there are " + chinese.keySet());
        }

        Map<String, String> homes = new TreeMap<>();
        chinese.forEach((bundle, texts) -> {
            Properties translated = english.getOrDefault(bundle, new Properties());
            compare(bundle, texts, translated, wrong);
            texts.stringPropertyNames().forEach(key -> {
                String other = homes.put(key, bundle);
                if (other != null) {
                    wrong.add(key + " stands in " + other + " and in " + bundle);
                }
            });
        });

        Map<String, String> needed = needed();
        needed.forEach((key, why) -> {
            if (!homes.containsKey(key)) {
                wrong.add("no text " + key + ", which is said by " + why);
            }
        });
        homes.forEach((key, bundle) -> {
            if (!needed.containsKey(key)) {
                wrong.add("nobody says " + key + " of " + bundle + ".properties");
            }
        });
        assertThat(String.join("\n", wrong)).isEmpty();
    }

    private static void compare(String bundle, Properties chinese, Properties english, List<String> wrong) {
        var keys = new TreeSet<>(chinese.stringPropertyNames());
        keys.addAll(english.stringPropertyNames());
        for (String key : keys) {
            String zh = chinese.getProperty(key);
            String en = english.getProperty(key);
            if (zh == null || en == null) {
                wrong.add(key + " is missing in " + bundle + (zh == null ? "" : "_en") + ".properties");
                continue;
            }
            if (zh.isBlank() || en.isBlank()) {
                wrong.add(key + " is blank");
            }
            if (!placeholders(zh).equals(placeholders(en))) {
                wrong.add(key + " has other placeholders in English");
            }
            if (!WITHOUT_HAN.contains(key) && !HAN.matcher(zh).find()) {
                wrong.add(key + " is not Chinese: " + zh);
            }
            // A plate begins with a Chinese character in any language, and a language is named in itself.
            if (!key.equals("page.language")
                    && HAN.matcher(en.replaceAll("鲁F\\d{5}", "")).find()) {
                wrong.add(key + " is not English: " + en);
            }
        }
    }

    private static Set<String> placeholders(String text) {
        var format = new MessageFormat(text, Locale.ROOT);
        return IntStream.range(0, format.getFormatsByArgumentIndex().length)
                .filter(i -> text.contains("{" + i))
                .mapToObj(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Properties> bundles(boolean english) throws IOException {
        Map<String, Properties> bundles = new TreeMap<>();
        try (Stream<Path> files = Files.list(BUNDLES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith("_en.properties") == english) {
                    var texts = new Properties();
                    try (Reader reader = Files.newBufferedReader(file)) {
                        texts.load(reader);
                    }
                    bundles.put(name.replaceFirst("(_en)?\\.properties$", ""), texts);
                }
            }
        }
        return bundles;
    }

    private static List<String> loaded() throws IOException {
        Matcher names = Pattern.compile("basename: (\\S+)")
                .matcher(Files.readString(Path.of("src/main/resources/application.yml")));
        assertThat(names.find()).isTrue();
        return Stream.of(names.group(1).split(","))
                .map(name -> name.replaceFirst("^messages/", ""))
                .toList();
    }

    /** What the pattern's group finds in a file of the resources. */
    private static Stream<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("src/main/resources", file)))
                .results()
                .map(hit -> hit.group(1));
    }

    /** Key to who says it. */
    private static Map<String, String> needed() throws IOException {
        Map<String, String> needed = new LinkedHashMap<>();
        for (CaseStatus status : CaseStatus.values()) {
            needed.put("case.status." + status, "CaseStatus");
        }
        for (Role role : Role.values()) {
            needed.put("page.privacy.role." + role, "Role");
        }
        for (CaseStatus.Turn turn : CaseStatus.Turn.values()) {
            needed.put("case.turn." + turn, "CaseStatus");
        }
        for (CaseEvent.Act act : CaseEvent.Act.values()) {
            needed.put("case.act." + act, "CaseEvent");
        }
        constants("pass/PassAct.java", "enum Kind").forEach(act -> needed.put("pass.act." + act, "PassAct"));
        constants("pass/Standing.java", "enum Status")
                .forEach(status -> needed.put("pass.standing." + status, "Standing"));
        constants("pass/Succession.java", "enum Kind")
                .forEach(kind -> needed.put("pass.succession." + kind, "Succession"));
        constants("photo/QualityRules.java", "enum Rule").forEach(rule -> {
            needed.put("photo.rule." + rule, "Rule");
            needed.put("photo.rule-name." + rule, "Rule");
        });
        constants("photolibrary/PhotoRequest.java", "enum Status")
                .forEach(status -> needed.put("photo.request." + status, "PhotoRequest"));
        constants("photolibrary/PhotoRequest.java", "enum Basis")
                .forEach(basis -> needed.put("photo.basis." + basis, "PhotoRequest"));
        constants("photolibrary/PhotoAccess.java", "enum Result")
                .forEach(result -> needed.put("photo.access." + result, "PhotoAccess"));
        constants("notification/Notice.java", "enum Kind").forEach(kind -> {
            needed.put("notice.subject." + kind, "Notice.Kind");
            needed.put("notice.text." + kind, "Notice.Kind");
        });
        constants("certificate/Certificates.java", "enum Result")
                .forEach(result -> needed.put("certificate.result." + result, "Certificates"));
        constants("register/CriminalRecords.java", "enum Finding")
                .forEach(finding -> needed.put("certificate.record." + finding, "RecordCheckController"));
        for (String reason : List.of("joint-granted", "joint-refused", "work-permit-refused")) {
            needed.put("reason." + reason, "JointPermits");
        }
        for (String part : List.of("WORK", "RESIDENCE")) {
            needed.put("joint.part." + part, "JointPart");
        }
        needed.put("reason.medical-not-received", "Licences.stopWaiting");
        IntStream.rangeClosed(1, 5).forEach(level -> needed.put("rating.level." + level, "RatingController"));
        constants("rating/Rating.java", "enum Result")
                .forEach(result -> needed.put("rating.result." + result, "Rating.Result"));
        constants("service/CommitmentCheck.java", "enum Result")
                .forEach(result -> needed.put("service.commitment." + result, "CommitmentCheck.Result"));
        constants("exchange/Transfer.java", "enum Part")
                .forEach(part -> needed.put("exchange.part." + part, "ExchangeController"));
        needed.put("reason.papers-owed", "OwedPapers");
        needed.put("reason.predecessor-ended", "Succession.upheld");
        checks().forEach(check -> needed.put("pass-check." + check, "PassCheckController"));
        reasons().forEach(reason -> needed.put("reason." + reason, "truck-access.dmn"));
        restrictions().forEach(rule -> needed.put("reason." + rule, "truck-restriction.dmn"));
        Stream.of("NOT_NEEDED", "NEEDED", "NEVER")
                .forEach(answer -> needed.put("restriction.answer." + answer, "Ruling.Answer"));
        Stream.of("READ", "REVEALED", "CHANGED", "REFUSED")
                .forEach(kind -> needed.put("case.access." + kind, "CaseController"));
        needed.put("reason.silent-at-expiry", "Passes.deemGranted");
        needed.put("reason.quota-exhausted", "Passes.check");
        // Whatever is only referred today may block under another edition.
        checkCodes().forEach(check -> {
            needed.put("check." + check, "SourceCheck");
            needed.put("reason." + check, "SourceCheck");
        });
        // Cases that were judged before each state of a vehicle had a check of its own.
        needed.put("check.vehicle-status", "source_check");
        needed.put("reason.vehicle-status", "truck_pass_application");
        Stream.of("CLEAR", "GAP", "NOTE", "REFER", "BLOCK")
                .forEach(result -> needed.put("check.result." + result, "SourceCheck.Result"));
        for (String entry :
                List.of("title", "number", "period", "hours", "zones", "route", "unit", "whole-day", "check")) {
            needed.put("pass-sheet." + entry, "PassSheet");
        }
        for (String state : List.of("WAITING", "NOT_SENT")) {
            needed.put("fleet.state." + state, "FleetRow.State");
        }
        found("homevisit/home-visit.yml", "reasons: \\[(.+)\\]")
                .flatMap(reasons -> Stream.of(reasons.split(", ")))
                .forEach(reason -> needed.put("home-visit.reason." + reason, "home-visit.yml"));
        found("outlet/outlets.csv", ",(\\d{6}),")
                .forEach(division -> needed.put("outlet.division." + division, "outlets.csv"));
        needed.put("problem.several-defects", "Refusal");
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            needed.put("problem.title." + kind.status(), "Refusal.Kind");
        }
        statuses().forEach(status -> {
            needed.put("problem.title." + status, "ProblemAdvice");
            needed.put("problem.status-" + status, "ProblemAdvice");
        });
        for (int status : new int[] {401, 500}) {
            needed.put("problem.title." + status, "ProblemAdvice");
        }
        for (String constraint : List.of("missing", "length", "value")) {
            needed.put("problem." + constraint, "ProblemAdvice");
        }
        for (Path source : files(SOURCES, ".java")) {
            String text = Files.readString(source).replaceAll("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)", "");
            codes(text)
                    .forEach(code ->
                            needed.put("problem." + code, source.getFileName().toString()));
            Matcher literal = LITERAL.matcher(text);
            while (literal.find()) {
                if (literal.group(1).matches("page\\.[a-zA-Z.]+[a-zA-Z]")) {
                    needed.put(literal.group(1), source.getFileName().toString());
                }
            }
        }
        for (Path page : files(Path.of("src/main/resources/templates"), ".html")) {
            Matcher key = Pattern.compile("#\\{([\\w.]+)").matcher(Files.readString(page));
            while (key.find()) {
                needed.put(key.group(1), page.getFileName().toString());
            }
        }
        return needed;
    }

    /** Statuses that the framework answers with by itself, over what this interface can be asked. */
    private static List<Integer> statuses() {
        return List.of(400, 404, 405, 406, 413, 415, 422, 503);
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /** Codes that stand as literals where a problem is named. */
    private static Set<String> codes(String source) {
        var codes = new TreeSet<String>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            String verb = call.group(1) == null ? call.group(2) : call.group(1);
            List<String> arguments = arguments(source, call.end());
            int place = CODE_AT.get(verb);
            if (arguments.size() <= place) {
                continue;
            }
            Matcher literal = LITERAL.matcher(arguments.get(place));
            while (literal.find()) {
                if (CODE.matcher(literal.group(1)).matches()) {
                    codes.add(literal.group(1));
                }
            }
        }
        Matcher chosen = CHOSEN.matcher(source);
        while (chosen.find()) {
            Matcher literal = LITERAL.matcher(chosen.group(1));
            while (literal.find()) {
                codes.add(literal.group(1));
            }
        }
        return codes;
    }

    /** The arguments of a call, whose first begins at {@code start}. */
    private static List<String> arguments(String source, int start) {
        var arguments = new ArrayList<String>();
        int depth = 0;
        int begin = start;
        for (int i = start; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '"') {
                for (i++; source.charAt(i) != '"'; i++) {
                    if (source.charAt(i) == '\\') {
                        i++;
                    }
                }
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                arguments.add(source.substring(begin, i).strip());
                begin = i + 1;
                if (c == ')') {
                    return arguments;
                }
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            }
        }
        throw new IllegalStateException("a call without an end");
    }

    private static Set<String> checks() throws IOException {
        var checks = new TreeSet<String>();
        checks.addAll(constants("pass/TruckPass.java", "enum Verdict"));
        checks.addAll(constants("passcode/PassToken.java", "enum Outcome"));
        checks.remove("VALID_SIGNATURE");
        Matcher named = Pattern.compile("\"([A-Z]+(?:_[A-Z]+)+)\"")
                .matcher(Files.readString(SOURCES.resolve("org/onewindow/roadcheck/PassCheckController.java")));
        while (named.find()) {
            checks.add(named.group(1));
        }
        return checks;
    }

    private static List<String> constants(String file, String declaration) throws IOException {
        String source =
                Files.readString(SOURCES.resolve("org/onewindow").resolve(file)).replaceAll("(?s)/\\*.*?\\*/", "");
        int begin = source.indexOf('{', source.indexOf(declaration));
        String body = source.substring(begin + 1, source.indexOf('}', begin));
        return Pattern.compile("[A-Z_]{3,}")
                .matcher(body)
                .results()
                .map(r -> r.group())
                .toList();
    }

    /** Reasons by which a table decides; where it refers, an officer finds the words. */
    private static Set<String> reasons() {
        return Dmn.readModelFromFile(Path.of("bpmn/truck-access.dmn").toFile())
                .getModelElementsByType(Rule.class)
                .stream()
                .map(rule -> rule.getOutputEntries().stream()
                        .map(output -> output.getText().getTextContent())
                        .toList())
                .filter(outputs ->
                        !outputs.get(0).equals("\"REFER\"") && outputs.get(1).startsWith("\""))
                .map(outputs -> outputs.get(1).replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> restrictions() {
        return Dmn.readModelFromFile(Path.of("bpmn/truck-restriction.dmn").toFile())
                .getModelElementsByType(Rule.class)
                .stream()
                .flatMap(rule -> rule.getOutputEntries().stream().skip(3).limit(1))
                .map(output -> output.getText().getTextContent().replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Codes of all checks. */
    private static Set<String> checkCodes() throws IOException {
        String source = Files.readString(SOURCES.resolve("org/onewindow/pass/SourceCheck.java"));
        Set<String> codes = Pattern.compile("check\\.(add|count|measure)\\(")
                .matcher(source)
                .results()
                .map(call -> arguments(source, call.end()).get(0).replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes).isNotEmpty();
        return codes;
    }
}
