package org.onewindow.workflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.spring.SpringProcessEngineServicesConfiguration;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.onewindow.shared.Invariant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** The embedded engine, on the application's data source and in its transactions. */
@Configuration(proxyBeanMethods = false)
@Import(SpringProcessEngineServicesConfiguration.class)
class Engine {

    @Bean
    ThreadPoolTaskExecutor jobThreads() {
        var threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("job-");
        threads.setCorePoolSize(4);
        threads.setMaxPoolSize(4);
        threads.setQueueCapacity(8);
        return threads;
    }

    @Bean
    SpringJobExecutor jobExecutor(ThreadPoolTaskExecutor jobThreads) {
        var executor = new SpringJobExecutor();
        executor.setTaskExecutor(jobThreads);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        executor.setMaxJobsPerAcquisition(8);
        // A job ends within 20 s; after a minute a dead node's jobs go to another.
        executor.setLockTimeInMillis(60_000);
        executor.setMaxWait(5_000);
        return executor;
    }

    @Bean
    @DependsOnDatabaseInitialization
    SpringProcessEngineConfiguration engineConfiguration(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            ApplicationContext context,
            ResourcePatternResolver files,
            JobExecutor jobExecutor,
            ObjectProvider<TaskObserver> observers,
            ObjectProvider<OperatorSource> operators)
            throws IOException {
        var engine = new SpringProcessEngineConfiguration();
        engine.setProcessEngineName("default");
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setDatabaseSchemaUpdate("false");
        engine.setApplicationContext(context);
        engine.setExpressionManager(new StepExpressions(context));
        engine.setIdGenerator(new StrongUuidGenerator());
        // The engine adds its own to this list.
        engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new TaskAnnouncer(observers))));

        // Our tables are the record of a case. The engine's history would write 20 rows a case that nobody reads.
        engine.setHistory("none");
        engine.setHistoryTimeToLive("P1D");
        engine.setMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
        engine.setTaskMetricsEnabled(false);

        engine.setJobExecutor(jobExecutor);
        engine.setJobExecutorActivate(false);
        // What is due longest goes first, found by one index however many timers wait.
        engine.setJobExecutorAcquireByDueDate(true);
        engine.setEnsureJobDueDateNotNull(true);
        engine.setDefaultNumberOfRetries(3);
        engine.setFailedJobRetryTimeCycle("R3/PT1M");
        // A refusal is an answer; a fault is logged by the caller, or by the executor when a job fails.
        engine.setEnableCmdExceptionLogging(false);

        // Operators use the engine's own pages and REST interface under its authorizations; our calls carry no engine
        // user.
        engine.setIdentityProviderSessionFactory(OperatorDirectory.of(operators));
        engine.setAuthorizationEnabled(true);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDefaultSerializationFormat("application/json");
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setScriptEngineResolver(new NoScripts());
        engine.setWebappsAuthenticationLoggingEnabled(true);

        engine.setDeploymentName("one-window");
        engine.setDeployChangedOnly(true);
        engine.setDeploymentResources(files.getResources("classpath*:bpmn/*.*"));
        return engine;
    }

    @Bean
    ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration engineConfiguration) {
        var factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(engineConfiguration);
        return factory;
    }

    /** A job that gave up without an incident is a case that stands still unseen. */
    @Bean
    Invariant failedJobsAreSeen() {
        return new Invariant("failed-job-has-incident", "A job without a try left has an open incident.", """
                SELECT job.ID_
                FROM ACT_RU_JOB job
                WHERE job.RETRIES_ <= 0
                  AND NOT EXISTS (SELECT 1 FROM ACT_RU_INCIDENT incident WHERE incident.CONFIGURATION_ = job.ID_)
                """);
    }

    /** Tests that step through a process by hand switch the executor off. */
    @Bean
    JobsWhenReady jobsWhenReady(
            ProcessEngine engine, JobExecutor jobExecutor, @Value("${onewindow.workflow.jobs:true}") boolean wanted) {
        return new JobsWhenReady(jobExecutor, wanted);
    }

    record JobsWhenReady(JobExecutor executor, boolean wanted) {

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (wanted) {
                executor.start();
            }
        }
    }
}
