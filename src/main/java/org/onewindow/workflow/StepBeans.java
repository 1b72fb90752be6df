package org.onewindow.workflow;

import java.util.AbstractMap;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/**
 * What expressions can reach: step beans by name and nothing else. Values are fetched at the first use, because steps need
 * services that need the engine.
 */
final class StepBeans extends AbstractMap<Object, Object> {

    private final ApplicationContext context;
    private final Set<Object> names;

    StepBeans(ApplicationContext context) {
        this.context = context;
        this.names = Set.of((Object[]) context.getBeanNamesForAnnotation(Step.class));
    }

    @Override
    public boolean containsKey(Object name) {
        return names.contains(name);
    }

    @Override
    public Object get(Object name) {
        return names.contains(name) ? context.getBean((String) name) : null;
    }

    @Override
    public Set<Object> keySet() {
        return names;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        throw new IllegalStateException("steps are looked up by name");
    }
}
