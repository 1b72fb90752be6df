package org.onewindow.workflow;

import java.beans.FeatureDescriptor;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Expressions see step beans and plain values only, so that even a forged one gets nowhere: not to the class loader, and not
 * from the execution to the engine's services, its data source and any SQL. Of the execution itself they see which case it
 * is and its variables.
 */
final class StepExpressions extends SpringExpressionManager {

    StepExpressions(ApplicationContext context) {
        super(context, new StepBeans(context));
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver guarded = new CompositeELResolver();
        guarded.add(new NothingElse());
        guarded.add(super.createElResolver());
        return guarded;
    }

    private static final class NothingElse extends ELResolver {

        private static final Set<Object> OF_A_SCOPE = Set.of(
                "id",
                "processBusinessKey",
                "getProcessBusinessKey",
                "businessKey",
                "getBusinessKey",
                "getVariable",
                "hasVariable");

        private static void check(Object base, Object name) {
            boolean allowed = base == null
                    || (base instanceof VariableScope
                            ? OF_A_SCOPE.contains(name)
                            : (isStep(base) || isValue(base)) && !"class".equals(name) && !"getClass".equals(name));
            if (!allowed) {
                throw new ELException(
                        "expressions do not reach " + base.getClass().getName());
            }
        }

        private static boolean isStep(Object base) {
            return AnnotatedElementUtils.hasAnnotation(AopUtils.getTargetClass(base), Step.class);
        }

        private static boolean isValue(Object base) {
            return base instanceof CharSequence
                    || base instanceof Number
                    || base instanceof Boolean
                    || base instanceof Enum
                    || base instanceof Record
                    || base instanceof Collection
                    || base instanceof Map
                    || base instanceof Date
                    || base instanceof Temporal
                    || base instanceof TemporalAmount;
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
