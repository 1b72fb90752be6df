package org.onewindow;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onewindow.shared.Role;
import org.onewindow.workflow.Step;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** What a diagram must keep to, whoever draws it: names, roles, outcomes, labels, and nothing that runs by itself. */
class BpmnModelTests {

    private static final Path FOLDER = Path.of("bpmn");
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** The one way in which a diagram calls the office. */
    private static final Pattern CALL = Pattern.compile("\\$\\{(\\w+)\\.(\\w+)\\(execution\\.processBusinessKey\\)}");

    private static final Pattern TEST = Pattern.compile("\\$\\{(\\w+) == '(\\w+)'}");

    /** Tasks that ask somebody outside; the case is committed before them. */
    private static final Set<String> LEAVE_THE_SYSTEM = Set.of("checkRegisters", "bring");

    /** Words of a label and what the condition under it must then test. The longer word counts. */
    private static final Map<String, Set<String>> WORDS = Map.ofEntries(
            entry("准予", Set.of("grant", "GRANT")),
            entry("不予", Set.of("refuse", "REFUSE")),
            entry("补正", Set.of("correct")),
            entry("退回", Set.of("return")),
            entry("登记系统已答复", Set.of("recheck")),
            entry("视为准予", Set.of("deemed")),
            entry("不需要", Set.of("NOT_NEEDED", "notRequired")),
            entry("交审核人", Set.of("REFER")),
            entry("受理", Set.of("accept")),
            entry("不予受理", Set.of("notAccept")),
            entry("当场办结", Set.of("finish")),
            entry("特别程序", Set.of("suspend")),
            entry("恢复计时", Set.of("resume")),
            entry("申请延长", Set.of("extend")),
            entry("同意延长", Set.of("approve")),
            entry("驳回延长", Set.of("decline")),
            entry("终止", Set.of("terminate")),
            entry("送达", Set.of("deliver")),
            entry("未能送达", Set.of("undelivered")),
            entry("整改", Set.of("rectified")),
            entry("不实", Set.of("unfounded")),
            entry("容缺受理", Set.of("tolerate")),
            entry("可以共享", Set.of("ALLOW")),
            entry("征求同意", Set.of("ASK")),
            entry("不能共享", Set.of("REFUSE")),
            entry("等待体检", Set.of("AWAIT")),
            entry("材料齐全", Set.of("REVIEW")),
            entry("制证完成", Set.of("made")),
            entry("重新制证", Set.of("failed")),
            entry("预审通过", Set.of("ready")),
            entry("预审未通过", Set.of("notReady")),
            entry("审查人决定", Set.of("OFFICER")),
            entry("负责人决定", Set.of("HEAD")),
            entry("属地准予", Set.of("HAND_OVER")),
            entry("属地未准予", Set.of("END")),
            entry("即时送达", Set.of("AT_ONCE")),
            entry("人工送达", Set.of("BY_CLERK")),
            entry("属地告知补正", Set.of("CORRECT")),
            entry("守诺", Set.of("kept")),
            entry("失信", Set.of("broken")));

    private static final Map<String, Class<?>> STEPS = steps();

    private static Map<String, Class<?>> steps() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Step.class));
        return scanner.findCandidateComponents("org.onewindow").stream()
                .map(found -> {
                    try {
                        return Class.forName(found.getBeanClassName());
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .filter(step -> step.getEnclosingClass() == null)
                .collect(Collectors.toMap(step -> step.getAnnotation(Step.class).value(), step -> step));
    }

    static List<Path> diagrams() throws IOException {
        return files(".bpmn");
    }

    static List<Path> tables() throws IOException {
        return files(".dmn");
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static BpmnModelInstance read(Path diagram) {
        return Bpmn.readModelFromFile(diagram.toFile());
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void holdsOneExecutableProcessNamedLikeItsFile(Path diagram) {
        Collection<Process> processes = read(diagram).getModelElementsByType(Process.class);
        assertThat(processes).singleElement().satisfies(process -> {
            assertThat(process.getId()).isEqualTo(name(diagram));
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
            assertThat(process.getName()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("tables")
    void holdsOneDecisionNamedLikeItsFile(Path table) {
        DmnModelInstance model = Dmn.readModelFromFile(table.toFile());
        assertThat(model.getModelElementsByType(Decision.class)).singleElement().satisfies(decision -> {
            assertThat(decision.getId()).isEqualTo(name(table));
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isNotBlank();
        });
        assertThat(model.getModelElementsByType(DecisionTable.class)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void callsOnlyVerbsThatAStepHas(Path diagram) {
        List<String> expressions = elements(read(diagram))
                .flatMap(element -> Stream.concat(
                        Stream.of("expression", "dueDate", "followUpDate")
                                .map(name -> element.getAttribute(CAMUNDA, name)),
                        Stream.of(element.getChildElements().isEmpty() ? element.getTextContent() : null)))
                .filter(text -> text != null && text.contains("${"))
                .map(String::strip)
                .filter(text -> !TEST.matcher(text).matches())
                .toList();
        assertThat(expressions).isNotEmpty().allSatisfy(expression -> {
            Matcher call = CALL.matcher(expression);
            assertThat(call.matches()).as(expression).isTrue();
            assertThat(STEPS).as(expression).containsKey(call.group(1));
            assertThat(Arrays.stream(STEPS.get(call.group(1)).getMethods())
                            .filter(method -> method.getName().equals(call.group(2)))
                            .map(method -> List.of(method.getParameterTypes())))
                    .as(expression)
                    .containsExactly(List.of(String.class));
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void runsNothingByItself(Path diagram) {
        assertThat(elements(read(diagram))).allSatisfy(element -> {
            assertThat(element.getLocalName())
                    .isNotIn("scriptTask", "script", "executionListener", "taskListener", "connector", "inputOutput");
            for (String forbidden : List.of(
                    "class", "delegateExpression", "type", "topic", "candidateGroups", "candidateUsers", "assignee")) {
                assertThat(element.hasAttribute(CAMUNDA, forbidden))
                        .as(element.getAttribute("id") + " camunda:" + forbidden)
                        .isFalse();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void namesTheRoleAndTheOutcomesOfEveryUserTask(Path diagram) {
        for (UserTask task : read(diagram).getModelElementsByType(UserTask.class)) {
            assertThat(properties(task)).as(task.getId()).containsKeys("role", "outcomes");
            assertThat(properties(task).keySet()).as(task.getId()).isSubsetOf("role", "outcomes", "ruleOutcomes");
            assertThat(Role.values())
                    .extracting(Role::name)
                    .contains(properties(task).get("role"));
            List<String> outcomes = outcomes(task);
            assertThat(outcomes).as(task.getId()).doesNotHaveDuplicates().allMatch(o -> o.matches("[a-z][a-zA-Z]*"));
            assertThat(task.getOutgoing())
                    .as(task.getId())
                    .singleElement()
                    .satisfies(flow -> assertThat(flow.getTarget()).isInstanceOf(ExclusiveGateway.class));
            List<String> tested = task.getOutgoing().iterator().next().getTarget().getOutgoing().stream()
                    .map(flow -> tested(flow, "outcome"))
                    .toList();
            assertThat(tested).as(task.getId()).containsExactlyInAnyOrderElementsOf(outcomes);
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void leavesNoGatewayWithoutAWay(Path diagram) throws IOException {
        BpmnModelInstance model = read(diagram);
        assertThat(model.getModelElementsByType(InclusiveGateway.class)).isEmpty();
        assertThat(model.getModelElementsByType(EventBasedGateway.class)).isEmpty();
        for (ExclusiveGateway gateway : model.getModelElementsByType(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() == 1) {
                continue;
            }
            var byTest = new HashSet<String>();
            String variable = null;
            for (SequenceFlow flow : gateway.getOutgoing()) {
                assertThat(flow.getName()).as(flow.getId()).isNotBlank();
                if (flow.equals(gateway.getDefault())) {
                    assertThat(flow.getConditionExpression()).as(flow.getId()).isNull();
                    continue;
                }
                Matcher test = TEST.matcher(condition(flow));
                assertThat(test.matches()).as(flow.getId()).isTrue();
                assertThat(variable == null || variable.equals(test.group(1)))
                        .as(flow.getId())
                        .isTrue();
                variable = test.group(1);
                assertThat(byTest.add(test.group(2))).as(flow.getId()).isTrue();
            }
            Set<String> possible = possible(gateway, variable);
            assertThat(possible).as(gateway.getId()).containsAll(byTest);
            var rest = new TreeSet<>(possible);
            rest.removeAll(byTest);
            assertThat(rest.isEmpty())
                    .as(gateway.getId() + " default against " + rest)
                    .isEqualTo(gateway.getDefault() == null);
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void saysInWordsWhatTheConditionTests(Path diagram) throws IOException {
        for (ExclusiveGateway gateway : read(diagram).getModelElementsByType(ExclusiveGateway.class)) {
            Set<String> tested = gateway.getOutgoing().stream()
                    .filter(flow -> !flow.equals(gateway.getDefault()))
                    .map(BpmnModelTests::anyTested)
                    .collect(Collectors.toSet());
            for (SequenceFlow flow : gateway.getOutgoing()) {
                Optional<Set<String>> meant = WORDS.keySet().stream()
                        .filter(flow.getName()::contains)
                        .max((one, other) -> Integer.compare(one.length(), other.length()))
                        .map(WORDS::get);
                assertThat(meant).as("a known word in " + flow.getName()).isPresent();
                String value = anyTested(flow);
                if (value.isEmpty()) {
                    assertThat(tested).as(flow.getId()).doesNotContainAnyElementsOf(meant.get());
                } else {
                    assertThat(meant.get())
                            .as(flow.getName() + " at " + flow.getId())
                            .contains(value);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void commitsBeforeItLeavesTheSystemAndOnlyThen(Path diagram) {
        assertThat(read(diagram).getModelElementsByType(FlowNode.class)).allSatisfy(node -> {
            assertThat(node.isCamundaAsyncBefore()).as(node.getId()).isEqualTo(LEAVE_THE_SYSTEM.contains(node.getId()));
            assertThat(node.isCamundaAsyncAfter()).as(node.getId()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void drawsEverything(Path diagram) {
        BpmnModelInstance model = read(diagram);
        Set<String> drawn = Stream.concat(
                        model.getModelElementsByType(BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        model.getModelElementsByType(BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                .map(BaseElement::getId)
                .collect(Collectors.toSet());
        assertThat(drawn)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                model.getModelElementsByType(FlowNode.class).stream(),
                                model.getModelElementsByType(SequenceFlow.class).stream())
                        .map(FlowElement::getId)
                        .toList());
        assertThat(model.getModelElementsByType(FlowNode.class))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void setsTimersByDatesThatTheOfficeCounts(Path diagram) {
        assertThat(read(diagram).getModelElementsByType(TimerEventDefinition.class))
                .allSatisfy(timer -> {
                    assertThat(timer.getTimeDuration()).as(timer.getId()).isNull();
                    assertThat(timer.getTimeCycle()).as(timer.getId()).isNull();
                    assertThat(timer.getTimeDate().getTextContent())
                            .as(timer.getId())
                            .matches(CALL);
                });
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void namesMessagesInKebabCase(Path diagram) {
        assertThat(read(diagram).getModelElementsByType(Message.class))
                .allSatisfy(message -> assertThat(message.getName()).matches("[a-z]+(-[a-z]+)*"));
    }

    private static Stream<DomElement> elements(BpmnModelInstance model) {
        return within(model.getDocument().getRootElement());
    }

    private static Stream<DomElement> within(DomElement element) {
        return Stream.concat(
                Stream.of(element), element.getChildElements().stream().flatMap(BpmnModelTests::within));
    }

    private static Map<String, String> properties(UserTask task) {
        return task.getExtensionElements().getElementsQuery().list().stream()
                .flatMap(e -> e.getDomElement().getChildElements().stream())
                .collect(Collectors.toMap(p -> p.getAttribute("name"), p -> p.getAttribute("value")));
    }

    /** Those that a person can choose, then those by which a rule ends the task. */
    private static List<String> outcomes(UserTask task) {
        return Stream.of("outcomes", "ruleOutcomes")
                .map(properties(task)::get)
                .filter(Objects::nonNull)
                .flatMap(list -> Stream.of(list.split(",")))
                .toList();
    }

    private static String condition(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? ""
                : flow.getConditionExpression().getTextContent().strip();
    }

    private static String anyTested(SequenceFlow flow) {
        Matcher test = TEST.matcher(condition(flow));
        return test.matches() ? test.group(2) : "";
    }

    private static String tested(SequenceFlow flow, String variable) {
        Matcher test = TEST.matcher(condition(flow));
        assertThat(test.matches() && test.group(1).equals(variable))
                .as(flow.getId() + " tests " + variable)
                .isTrue();
        return test.group(2);
    }

    /** What the variable can be: an outcome of the task before the gateway, or an output of a table. */
    private static Set<String> possible(ExclusiveGateway gateway, String variable) throws IOException {
        if (variable.equals("outcome")) {
            return gateway.getPreviousNodes().list().stream()
                    .flatMap(task -> outcomes((UserTask) task).stream())
                    .collect(Collectors.toSet());
        }
        var values = new TreeSet<String>();
        for (Path table : tables()) {
            for (DecisionTable t : Dmn.readModelFromFile(table.toFile()).getModelElementsByType(DecisionTable.class)) {
                List<String> outputs =
                        t.getOutputs().stream().map(Output::getName).toList();
                int column = outputs.indexOf(variable);
                if (column >= 0) {
                    t.getRules()
                            .forEach(rule -> values.add(List.copyOf(rule.getOutputEntries())
                                    .get(column)
                                    .getText()
                                    .getTextContent()
                                    .replace("\"", "")));
                }
            }
        }
        assertThat(values).as("a table with the output " + variable).isNotEmpty();
        return values;
    }
}
