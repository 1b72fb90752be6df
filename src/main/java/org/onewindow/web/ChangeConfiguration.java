package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.onewindow.shared.Idempotent;
import org.onewindow.shared.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How requests that change something are run; behind the security chains, so that the caller is known. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ChangeConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<Trail> trail;

    ChangeConfiguration(ObjectProvider<Trail> trail) {
        this.trail = trail;
    }

    @Bean
    OneTransaction oneTransaction(
            PlatformTransactionManager transactions,
            IdempotencyRepository answers,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            Trail trail,
            Clock clock) {
        return new OneTransaction(new TransactionTemplate(transactions), answers, problems, trail, clock);
    }

    @Bean
    FilterRegistrationBean<OneTransaction> oneTransactionFilter(OneTransaction filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10);
        registration.addUrlPatterns("/api/*", "/portal/*", "/desk/*");
        return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                    throws HttpMediaTypeNotSupportedException {
                String type = request.getContentType();
                if (type != null && type.contains("*")) {
                    // Spring would fall over it: a body has one type.
                    throw new HttpMediaTypeNotSupportedException("a body has one type");
                }
                if (handler instanceof HandlerMethod method
                        && method.hasMethodAnnotation(Idempotent.class)
                        && request.getHeader(OneTransaction.KEY) == null) {
                    throw Refusal.malformed("idempotency-key-required");
                }
                return true;
            }
        });
        registry.addInterceptor(trail.getObject()).addPathPatterns("/api/**", "/portal/**", "/desk/**");
    }
}
