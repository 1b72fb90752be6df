package org.onewindow.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.onewindow.OneWindow;
import org.onewindow.support.TestDatabase;
import org.onewindow.vault.FieldCipher;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * What part of the time in which an application is handed in goes into sealing and indexing fields, and into the audit: the
 * whole office in this process, one applicant after the other. System properties: {@code database} as for the benchmark,
 * {@code cases} that are measured, after as many that are not.
 */
final class SubmitShare {

    private static final int CASES = Integer.getInteger("cases", 500);
    private static final String SUBMIT = "/api/truck-pass-applications";

    /** Nanoseconds of one request on its thread. */
    private static final class Spent {

        private long whole;
        private long cipher;
        private int ciphered;
        private long audit;
        private int audited;
        private long auditSince;
    }

    private static final ThreadLocal<Spent> CURRENT = new ThreadLocal<>();
    private static final List<Spent> ALL = new CopyOnWriteArrayList<>();

    private SubmitShare() {}

    /** Holds stop watches to the office; without a mark by which a test would find it. */
    static class Watches {

        @Bean
        static BeanPostProcessor watches() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof FieldCipher) {
                        return watched(bean, SubmitShare::cipher);
                    }
                    return name.equals("auditRepository") ? watched(bean, SubmitShare::audit) : bean;
                }
            };
        }

        private static Object watched(Object bean, MethodInterceptor watch) {
            if (bean instanceof Advised advised) {
                advised.addAdvice(0, watch);
                return bean;
            }
            var factory = new ProxyFactory(bean);
            factory.setProxyTargetClass(true);
            factory.addAdvice(watch);
            return factory.getProxy();
        }

        @Bean
        FilterRegistrationBean<Filter> whole() {
            var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
                var asked = (HttpServletRequest) request;
                if (!asked.getMethod().equals("POST") || !asked.getRequestURI().equals(SUBMIT)) {
                    chain.doFilter(request, response);
                    return;
                }
                var spent = new Spent();
                CURRENT.set(spent);
                long begun = System.nanoTime();
                try {
                    chain.doFilter(request, response);
                } finally {
                    spent.whole = System.nanoTime() - begun;
                    CURRENT.remove();
                    ALL.add(spent);
                }
            });
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }

    private static Object cipher(MethodInvocation call) throws Throwable {
        Spent spent = CURRENT.get();
        long begun = System.nanoTime();
        try {
            return call.proceed();
        } finally {
            if (spent != null) {
                spent.cipher += System.nanoTime() - begun;
                spent.ciphered++;
            }
        }
    }

    /** From the lock on the stream to its new head, with the hash between them. */
    private static Object audit(MethodInvocation call) throws Throwable {
        Spent spent = CURRENT.get();
        if (spent != null && call.getMethod().getName().equals("lock")) {
            spent.auditSince = System.nanoTime();
        }
        Object answer = call.proceed();
        if (spent != null && call.getMethod().getName().equals("move")) {
            spent.audit += System.nanoTime() - spent.auditSince;
            spent.audited++;
        }
        return answer;
    }

    public static void main(String[] arguments) throws Exception {
        String url = TestDatabase.emptyUrl();
        try (ConfigurableApplicationContext office = new SpringApplicationBuilder(OneWindow.class, Watches.class)
                        .profiles("demo")
                        .run(
                                "--server.port=0",
                                "--onewindow.ops.port=0",
                                "--onewindow.demo.register-port=0",
                                "--onewindow.home=target/bench/" + UUID.randomUUID(),
                                "--onewindow.pass.classes[LARGE].overlap=allow",
                                "--spring.datasource.url=" + url);
                Desk desk = new Desk(office.getEnvironment().getProperty("local.server.port", Integer.class), 0)) {
            submit(desk);
            ALL.clear();
            submit(desk);
            tell(new ArrayList<>(ALL), url);
        }
        System.exit(0);
    }

    private static void submit(Desk desk) throws Exception {
        for (int i = 0; i < CASES; i++) {
            desk.newCase().submit();
        }
    }

    private static void tell(List<Spent> all, String url) {
        double whole = mean(all, spent -> spent.whole) / 1e6;
        double cipher = mean(all, spent -> spent.cipher) / 1e6;
        double audit = mean(all, spent -> spent.audit) / 1e6;
        System.out.printf("%d applications, %s%n", all.size(), url.substring(0, url.indexOf(':', "jdbc:".length())));
        System.out.printf("handing one in, ms of the server:   %.2f%n", whole);
        System.out.printf(
                "sealing, opening and indexing, ms:  %.3f (%.1f calls), %.2f %%%n",
                cipher, mean(all, spent -> spent.ciphered), 100 * cipher / whole);
        System.out.printf(
                "audit, hash and statements, ms:     %.3f (%.1f records), %.2f %%%n",
                audit, mean(all, spent -> spent.audited), 100 * audit / whole);
    }

    private static double mean(List<Spent> all, ToLongFunction<Spent> what) {
        return all.stream().mapToLong(what).average().orElseThrow();
    }
}
