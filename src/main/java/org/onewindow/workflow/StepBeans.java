package org.onewindow.workflow;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/**
 * What expressions can reach: step beans by name and nothing else. Values are fetched at the first use, because steps need
 * services that need the engine.
 */
final class StepBeans extends AbstractMap<Object, Object> {

    private final ApplicationContext context;
    private final Map<String, String> beanNames = new LinkedHashMap<>();

    StepBeans(ApplicationContext context) {
        this.context = context;
        for (String bean : context.getBeanNamesForAnnotation(Step.class)) {
            beanNames.put(context.findAnnotationOnBean(bean, Step.class).value(), bean);
        }
    }

    @Override
    public boolean containsKey(Object name) {
        return beanNames.containsKey(name);
    }

    @Override
    public Object get(Object name) {
        String bean = beanNames.get(name);
        return bean == null ? null : context.getBean(bean);
    }

    @Override
    public Set<Object> keySet() {
        return Collections.unmodifiableSet(beanNames.keySet());
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        throw new IllegalStateException("steps are looked up by name");
    }
}
