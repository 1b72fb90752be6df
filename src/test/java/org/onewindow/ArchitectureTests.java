package org.onewindow;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onewindow.workflow.Step;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

/** The house as {@code package-info.java} draws it. */
class ArchitectureTests {

    private static final String OURS = "org.onewindow";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(OURS);
    private static final DescribedPredicate<JavaClass> STEPS =
            describe("are steps of a diagram", c -> c.isAnnotatedWith(Step.class));

    /** Ways to ask for the time that bypass the injected clock. */
    private static final Set<String> CLOCKLESS = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDate.now(java.time.ZoneId)",
            "java.time.LocalTime.now()",
            "java.time.LocalTime.now(java.time.ZoneId)",
            "java.time.LocalDateTime.now()",
            "java.time.LocalDateTime.now(java.time.ZoneId)",
            "java.time.ZonedDateTime.now()",
            "java.time.ZonedDateTime.now(java.time.ZoneId)",
            "java.time.OffsetDateTime.now()",
            "java.time.OffsetDateTime.now(java.time.ZoneId)",
            "java.time.Year.now()",
            "java.lang.System.currentTimeMillis()",
            "java.util.Date.<init>()",
            "java.util.Calendar.getInstance()");

    @Test
    void everyModuleKeepsToTheNeighboursItNames() {
        ApplicationModules.of(OneWindow.class).verify();
    }

    @Test
    void importsPointDownTheFloorsThatPackageInfoDraws() throws IOException {
        Map<String, Integer> floors = drawnFloors();
        assertThat(MAIN.stream().map(c -> module(c.getPackageName())).filter(name -> !name.isEmpty()))
                .as("modules in the picture")
                .allMatch(floors::containsKey);
        var upwards = new TreeSet<String>();
        MAIN.forEach(from -> from.getDirectDependenciesFromSelf().forEach(dependency -> {
            String one = module(from.getPackageName());
            String other =
                    module(dependency.getTargetClass().getBaseComponentType().getPackageName());
            if (one.isEmpty() || other.isEmpty() || one.equals(other) || other.equals("shared")) {
                return;
            }
            if (floors.get(one) >= floors.get(other)) {
                upwards.add(one + " -> " + other + ": " + dependency.getDescription());
            }
        }));
        assertThat(upwards).isEmpty();
    }

    /** Floor of each module, counted from the top. */
    private static Map<String, Integer> drawnFloors() throws IOException {
        String text = Files.readString(Path.of("src/main/java/org/onewindow/package-info.java"));
        String picture = text.substring(text.indexOf("<pre>"), text.indexOf("</pre>"));
        Map<String, Integer> floors = new HashMap<>();
        List<String> lines = picture.lines()
                .map(line -> line.replaceFirst("^ \\* ?", "").strip())
                .filter(line -> Pattern.matches("(edge|use|outcomes|case|ground|proof|base)\\s.*", line))
                .toList();
        assertThat(lines).hasSize(7);
        for (int floor = 0; floor < lines.size(); floor++) {
            String[] words = lines.get(floor).split("\\s+");
            for (int i = 1; i < words.length; i++) {
                floors.put(words[i], floor);
            }
        }
        return floors;
    }

    private static String module(String name) {
        return name.startsWith(OURS + ".") ? name.substring(OURS.length() + 1).split("\\.")[0] : "";
    }

    @Test
    void onlyTheWorkflowModuleKnowsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OURS + ".workflow")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(MAIN);
    }

    @Test
    void nothingInJavaDependsOnAStep() {
        noClasses().should().dependOnClassesThat(STEPS).check(MAIN.that(not(STEPS)));
    }

    @Test
    void stepsArePublicAndTheirVerbsTakeTheCaseIdAlone() {
        classes().that(STEPS).should().bePublic().check(MAIN);
        methods()
                .that()
                .areDeclaredInClassesThat(STEPS)
                .and()
                .arePublic()
                .should()
                .haveRawParameterTypes(String.class)
                .check(MAIN);
    }

    @Test
    void nobodyAsksForTheTimeWithoutTheClock() {
        noClasses()
                .should()
                .callCodeUnitWhere(describe(
                        "asks for the time",
                        call -> CLOCKLESS.contains(call.getTarget().getFullName())))
                .check(MAIN);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(CalendarConfiguration|AuditCommand|AdministratorCommand)")
                .should()
                .callMethodWhere(describe(
                        "makes a clock",
                        call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                                && call.getName().startsWith("system")))
                .check(MAIN);
    }

    @Test
    void controllersAndRepositoriesStayInTheirModule() {
        noClasses()
                .that()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Controller.class)
                .or()
                .haveSimpleNameEndingWith("Controller")
                .or()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePublic()
                .check(MAIN);
    }

    @Test
    void beansAreGivenToConstructors() {
        noFields().should().beAnnotatedWith(Autowired.class).check(MAIN);
        noFields().should().beAnnotatedWith(Value.class).check(MAIN);
        noMethods().should().beAnnotatedWith(Autowired.class).check(MAIN);
    }

    @Test
    void logsGoThroughOneDoor() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(MAIN);
        noClasses()
                // A command answers whoever typed it, once, and what it says may not lie in a log.
                .that()
                .areNotAssignableTo(OneWindow.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(MAIN);
    }
}
