package org.onewindow.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.shared.Invariant;
import org.onewindow.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = "onewindow.workflow.jobs=false")
@Import(EngineTests.ProbeSteps.class)
class EngineTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        TestDatabase.register(properties);
    }

    @Step("probe")
    public static class ProbeSteps {

        public String echo(String text) {
            return text;
        }

        public String fail() {
            throw new IllegalStateException("made to fail");
        }
    }

    @Autowired
    ProcessEngine engine;

    @Autowired
    EngineGauges gauges;

    @Autowired
    Invariant failedJobsAreSeen;

    @Autowired
    JdbcClient jdbc;

    @Test
    void reachesAStepByItsModulesName() {
        try (var process = TestProcess.evaluating(engine, "${probe.echo(execution.processBusinessKey)}")) {
            String instance = process.start();
            var found = engine.getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceId(instance)
                    .singleResult();
            assertThat(engine.getRuntimeService().getVariable(instance, "result"))
                    .isEqualTo(found.getBusinessKey());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${probe.getClass().forName('java.lang.Runtime')}",
                "${probe.class.classLoader}",
                "${''.getClass().forName('java.lang.Runtime').getMethods()}",
                "${execution.getClass().getClassLoader()}",
                "${execution.processEngineServices.repositoryService}",
                "${execution.getProcessEngineServices().getProcessEngineConfiguration().getDataSource()}",
                "${execution.getProcessEngine()}",
                "${execution.setVariable('outcome', 'granted')}",
            })
    void refusesAnExpressionThatLeavesTheSteps(String expression) {
        try (var process = TestProcess.evaluating(engine, expression)) {
            assertThatThrownBy(process::start).hasStackTraceContaining("expressions do not reach");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${nobody.echo('x')}",
                "${dataSource.getConnection()}",
                "${workflow.cancel('x', 'y')}",
                "${runtimeService.createProcessInstanceQuery()}",
            })
    void knowsNoBeanThatIsNotAStep(String expression) {
        try (var process = TestProcess.evaluating(engine, expression)) {
            assertThatThrownBy(process::start).hasStackTraceContaining("Cannot resolve identifier");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript", "groovy", "juel", "feel"})
    void refusesAScriptTask(String language) {
        assertThatThrownBy(() -> {
                    try (var process = new TestProcess(
                            engine,
                            start -> start.scriptTask().scriptFormat(language).scriptText("1"))) {
                        process.start();
                    }
                })
                .hasStackTraceContaining("scripts are not allowed");
    }

    @Test
    void keepsAFourByteCharacterInARoutingVariable() {
        try (var process = TestProcess.evaluating(engine, "${probe.echo('𠮷野')}")) {
            assertThat(engine.getRuntimeService().getVariable(process.start(), "result"))
                    .isEqualTo("𠮷野");
        }
    }

    @Test
    void grantsOperatorsWhatTheyNeedAndNoMore() {
        var granted = new TreeSet<String>();
        // The engine has no grants for single historic instances unless they are switched on.
        var resources = EnumSet.complementOf(EnumSet.of(Resources.HISTORIC_TASK, Resources.HISTORIC_PROCESS_INSTANCE));
        for (Resource resource : resources) {
            for (Permission permission : permissions(resource)) {
                if (engine.getAuthorizationService()
                        .isUserAuthorized("op-1", List.of("operator"), permission, resource, "*")) {
                    granted.add(resource + "." + permission.getName());
                }
            }
        }
        assertThat(granted)
                .containsExactlyInAnyOrder(
                        "APPLICATION.ACCESS",
                        "USER.READ",
                        "GROUP.READ",
                        "AUTHORIZATION.READ",
                        "FILTER.READ",
                        "PROCESS_DEFINITION.READ",
                        "PROCESS_DEFINITION.READ_TASK",
                        "PROCESS_DEFINITION.READ_INSTANCE",
                        "PROCESS_DEFINITION.READ_HISTORY",
                        "PROCESS_DEFINITION.RETRY_JOB",
                        "PROCESS_DEFINITION.SUSPEND",
                        "PROCESS_DEFINITION.SUSPEND_INSTANCE",
                        "PROCESS_DEFINITION.READ_INSTANCE_VARIABLE",
                        "PROCESS_DEFINITION.READ_HISTORY_VARIABLE",
                        "PROCESS_DEFINITION.READ_TASK_VARIABLE",
                        "TASK.READ",
                        "TASK.READ_VARIABLE",
                        "PROCESS_INSTANCE.READ",
                        "PROCESS_INSTANCE.UPDATE",
                        "PROCESS_INSTANCE.RETRY_JOB",
                        "PROCESS_INSTANCE.SUSPEND",
                        "DEPLOYMENT.READ",
                        "DECISION_DEFINITION.READ",
                        "DECISION_DEFINITION.READ_HISTORY",
                        "TENANT.READ",
                        "BATCH.READ",
                        "BATCH.UPDATE",
                        "BATCH.READ_HISTORY",
                        "BATCH.CREATE_BATCH_SET_JOB_RETRIES",
                        "BATCH.CREATE_BATCH_UPDATE_PROCESS_INSTANCES_SUSPEND",
                        "DECISION_REQUIREMENTS_DEFINITION.READ",
                        "OPERATION_LOG_CATEGORY.READ",
                        "SYSTEM.READ");
    }

    private static List<Permission> permissions(Resource resource) {
        return Stream.<Permission[]>of(
                        Permissions.values(),
                        ProcessDefinitionPermissions.values(),
                        ProcessInstancePermissions.values(),
                        TaskPermissions.values(),
                        BatchPermissions.values(),
                        UserOperationLogCategoryPermissions.values(),
                        SystemPermissions.values())
                .flatMap(Stream::of)
                .filter(permission -> List.of(permission.getTypes()).contains(resource))
                .filter(permission -> permission.getValue() != Permissions.NONE.getValue())
                .filter(permission -> permission.getValue() != Permissions.ALL.getValue())
                .toList();
    }

    @Test
    void countsWhatOperatorsWatch() {
        var clock = new MockClock();
        var registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        try (var process = TestProcess.evaluatingLater(engine, "${probe.fail()}")) {
            gauges.bindTo(registry);
            String first = process.start();
            clock.add(5, TimeUnit.SECONDS);
            assertThat(value(registry, "jobs.due")).isEqualTo(1);
            assertThat(registry.get("onewindow.engine.processes.running")
                            .tag("process", process.key())
                            .gauge()
                            .value())
                    .isEqualTo(1);

            process.failJob(first);
            assertThat(value(registry, "jobs.failed")).as("still fresh").isZero();
            clock.add(5, TimeUnit.SECONDS);
            assertThat(value(registry, "jobs.due")).isZero();
            assertThat(value(registry, "jobs.failed")).isEqualTo(1);
            assertThat(value(registry, "incidents.open")).isEqualTo(1);
        }
    }

    private static double value(SimpleMeterRegistry registry, String name) {
        return registry.get("onewindow.engine." + name).gauge().value();
    }

    @Test
    void seesAFailedJobThatNobodyWouldSee() {
        try (var process = TestProcess.evaluatingLater(engine, "${probe.fail()}")) {
            String job = process.failJob(process.start()).getId();
            assertThat(unseenJobs()).isEmpty();

            jdbc.sql("DELETE FROM ACT_RU_INCIDENT WHERE CONFIGURATION_ = :job")
                    .param("job", job)
                    .update();
            assertThat(unseenJobs()).containsExactly(job);
        }
    }

    private List<String> unseenJobs() {
        return jdbc.sql(failedJobsAreSeen.violations()).query(String.class).list();
    }

    @Test
    void knowsOnlyTheOperatorsItIsTold() {
        var identity = engine.getIdentityService();
        assertThat(identity.isReadOnly()).isTrue();
        assertThat(identity.checkPassword("op-1", "")).isFalse();
        assertThat(identity.createUserQuery().list()).isEmpty();
        assertThat(identity.createGroupQuery().list())
                .extracting("id", "name")
                .containsExactly(tuple("operator", "operator"));
        assertThat(identity.createTenantQuery().list()).isEmpty();
    }
}
