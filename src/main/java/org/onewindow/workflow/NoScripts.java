package org.onewindow.workflow;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/** No diagram of this house runs a script, so one that asks to is refused whatever engine lies on the class path. */
final class NoScripts implements ScriptEngineResolver {

    @Override
    public void addScriptEngineFactory(ScriptEngineFactory factory) {
        // FEEL has an engine of its own and does not come through here.
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
        throw new IllegalStateException("scripts are not allowed");
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean cache) {
        throw new IllegalStateException("scripts are not allowed: " + language);
    }
}
