package org.onewindow.workflow;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.DefaultAdminRuntimeDelegate;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.DefaultCockpitRuntimeDelegate;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.rest.filter.CacheControlFilter;
import org.camunda.bpm.engine.rest.filter.EmptyBodyFilter;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.DefaultTasklistRuntimeDelegate;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.webapp.impl.engine.ProcessEnginesFilter;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.filter.CsrfPreventionFilter;
import org.camunda.bpm.webapp.impl.security.filter.SecurityFilter;
import org.camunda.bpm.webapp.impl.security.filter.headersec.HttpHeaderSecurityFilter;
import org.camunda.bpm.webapp.impl.security.filter.util.FilterRules;
import org.camunda.bpm.webapp.impl.security.filter.util.HttpSessionMutexListener;
import org.camunda.bpm.webapp.impl.util.ServletContextUtil;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.impl.DefaultWelcomeRuntimeDelegate;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The engine's own pages for operators, Cockpit, Admin and Tasklist under {@code /camunda}, and its REST interface under
 * {@code /engine-rest}. They are servlets of their own beside Spring MVC, all behind the security chains.
 */
@Configuration(proxyBeanMethods = false)
class OperatorPages {

    private static final String PAGES = "/camunda";
    private static final String IN_JAR = "/META-INF/resources/webjars/camunda";

    @Bean
    ServletContextInitializer engineServlets(IdentityService identity) {
        return context -> {
            // Usually done by listeners of a war; the filters below want it done before they are made.
            Cockpit.setCockpitRuntimeDelegate(new DefaultCockpitRuntimeDelegate());
            Admin.setAdminRuntimeDelegate(new DefaultAdminRuntimeDelegate());
            Tasklist.setTasklistRuntimeDelegate(new DefaultTasklistRuntimeDelegate());
            Welcome.setRuntimeDelegate(new DefaultWelcomeRuntimeDelegate());
            ServletContextUtil.setAppPath(PAGES, context);
            context.addListener(new HttpSessionMutexListener());
            context.addListener(new FetchAndLockContextListener());

            // In this order.
            String[] pages = {PAGES + "/app/*", PAGES + "/api/*"};
            String[] resources = {PAGES + "/api/*", "/engine-rest/*"};
            filter(context, new OperatorLogin(), pages);
            filter(context, new AuthenticationFilter(), pages);
            filter(context, new PageRules(), pages);
            filter(context, new CsrfTokens(), pages);
            filter(context, new HttpHeaderSecurityFilter(), pages);
            filter(context, new IndexPages(), PAGES + "/app/*");
            filter(context, new EmptyBodyFilter(), resources);
            filter(context, new CacheControlFilter(), resources);
            filter(context, new OperatorPermissions(identity), resources);

            servlet(context, PAGES + "/api/cockpit/*", new CockpitApplication());
            servlet(context, PAGES + "/api/admin/*", new AdminApplication());
            servlet(context, PAGES + "/api/tasklist/*", new TasklistApplication());
            servlet(context, PAGES + "/api/welcome/*", new WelcomeApplication());
            servlet(context, PAGES + "/api/engine/*", new EngineRestApplication());
            var rest = new ResourceConfig();
            CamundaRestResources.getResourceClasses().forEach(rest::register);
            CamundaRestResources.getConfigurationClasses().forEach(rest::register);
            servlet(context, "/engine-rest/*", rest.register(JacksonFeature.class));
        };
    }

    @Bean
    WebMvcConfigurer engineFiles() {
        return new WebMvcConfigurer() {

            @Override
            public void addViewControllers(ViewControllerRegistry controllers) {
                controllers.addRedirectViewController(PAGES, PAGES + "/app/cockpit/");
                controllers.addRedirectViewController(PAGES + "/", PAGES + "/app/cockpit/");
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry files) {
                for (String folder : new String[] {"/app/", "/assets/", "/lib/"}) {
                    files.addResourceHandler(PAGES + folder + "**")
                            .addResourceLocations("classpath:" + IN_JAR + folder);
                }
            }
        };
    }

    private static void filter(ServletContext context, Filter filter, String... paths) {
        var registered = context.addFilter("engine" + filter.getClass().getSimpleName(), filter);
        registered.setAsyncSupported(true);
        registered.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, paths);
    }

    private static void servlet(ServletContext context, String path, Application resources) {
        var config = ResourceConfig.forApplication(resources).property(ServerProperties.WADL_FEATURE_DISABLE, true);
        var registered = context.addServlet("engine" + path, new ServletContainer(config));
        registered.setAsyncSupported(true);
        registered.addMapping(path);
    }

    private static InputStream file(String name) {
        return OperatorPages.class.getResourceAsStream(IN_JAR + name);
    }

    /** Which page needs which application's grant: the rules that lie in the engine's jar. */
    private static final class PageRules extends SecurityFilter {

        @Override
        protected void loadFilterRules(FilterConfig config, String path) {
            try (InputStream rules = file("/securityFilterRules.json")) {
                filterRules = FilterRules.load(rules, path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class IndexPages extends ProcessEnginesFilter {

        @Override
        protected String getWebResourceContents(String name) throws IOException {
            try (InputStream page = file(name)) {
                return new String(page.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static final class CsrfTokens extends CsrfPreventionFilter {

        /** The filter itself can say Secure always or never; here it depends on how the operator came. */
        @Override
        protected String getCookiePath(HttpServletRequest request) {
            return super.getCookiePath(request) + (request.isSecure() ? ";Secure" : "");
        }
    }
}
