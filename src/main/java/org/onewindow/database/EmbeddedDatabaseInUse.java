package org.onewindow.database;

import java.sql.SQLException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence why a second process on the same H2 file does not start. */
class EmbeddedDatabaseInUse extends AbstractFailureAnalyzer<SQLException> {

    private static final int DATABASE_ALREADY_OPEN = 90020;

    @Override
    protected FailureAnalysis analyze(Throwable failure, SQLException cause) {
        if (cause.getErrorCode() != DATABASE_ALREADY_OPEN) {
            return null;
        }
        return new FailureAnalysis(
                "Another One Window is already running on this embedded database. 另一个进程正在使用此内置数据库。",
                "Stop it, or give this one a folder of its own with --onewindow.home=<folder>, or use MySQL for several processes.",
                cause);
    }
}
