package org.onewindow.workflow;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;

/**
 * Expressions see step beans only, and even a forged expression does not get from there to the class loader: reflection
 * types are refused as a base, and so is {@code getClass} on any base.
 */
final class StepExpressions extends SpringExpressionManager {

    StepExpressions(ApplicationContext context) {
        super(context, new StepBeans(context));
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver guarded = new CompositeELResolver();
        guarded.add(new NoReflection());
        guarded.add(super.createElResolver());
        return guarded;
    }

    private static final class NoReflection extends ELResolver {

        private static void check(Object base, Object name) {
            if (base != null
                    && (base instanceof Class
                            || base instanceof ClassLoader
                            || base instanceof Module
                            || base instanceof Runtime
                            || base.getClass().getName().startsWith("java.lang.reflect.")
                            || base.getClass().getName().startsWith("java.lang.invoke.")
                            || "class".equals(name)
                            || "getClass".equals(name))) {
                throw new ELException("expressions do not reach reflection");
            }
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            check(base, property);
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            check(base, method);
            return null;
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            check(base, property);
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            check(base, property);
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return false;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return null;
        }
    }
}
