package org.onewindow.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Everybody knows the password of the demo people: with them the server listens on this machine only, or not at all. Inside
 * a container the address says nothing; whoever publishes its port on the host's loopback says so by
 * {@code onewindow.demo.published-on-loopback}.
 */
@Component
@Profile("demo")
class DemoAddress implements BeanFactoryPostProcessor, EnvironmentAware {

    static final class PublicDemo extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PublicDemo(String address) {
            super("Profile demo has well-known passwords and starts on a loopback address only, but server.address is "
                    + (address == null || address.isBlank() ? "not set." : "\"" + address + "\"."));
        }
    }

    /** Tells it in one sentence, without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<PublicDemo> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, PublicDemo cause) {
            return new FailureAnalysis(
                    cause.getMessage(), "Leave server.address at 127.0.0.1, or start without profile demo.", cause);
        }
    }

    private Environment environment;

    /** A constructor is not asked for anything this early. */
    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment.getProperty("onewindow.demo.published-on-loopback", Boolean.class, false)) {
            return;
        }
        String address = environment.getProperty("server.address");
        if (!StringUtils.hasText(address) || !isLoopback(address)) {
            throw new PublicDemo(address);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
