package org.onewindow.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that was logged since the first {@link RunningOffice} of this JVM began, our own code at DEBUG. */
public final class OfficeLog {

    private static final Queue<String> LINES = new ConcurrentLinkedQueue<>();
    private static final String NAME = "office-log";

    private OfficeLog() {}

    static synchronized void listen() {
        Logger root = logger(Logger.ROOT_LOGGER_NAME);
        logger("org.onewindow").setLevel(Level.DEBUG);
        if (root.getAppender(NAME) == null) {
            var lines = new AppenderBase<ILoggingEvent>() {
                @Override
                protected void append(ILoggingEvent event) {
                    LINES.add(event.getLoggerName() + " " + event.getFormattedMessage() + " "
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
                }
            };
            lines.setName(NAME);
            lines.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
            lines.start();
            root.addAppender(lines);
        }
    }

    public static List<String> lines() {
        return List.copyOf(LINES);
    }

    public static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
