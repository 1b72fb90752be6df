package org.onewindow.privacy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onewindow.shared.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Alerts of security. Whom one is about does not see it here: who knows of an inquiry hides what it looks for (Personal
 * Information Protection Law, article 18).
 */
@Repository
class AlertRecords implements PersonalRecords {

    private final JdbcClient sql;

    AlertRecords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String kind() {
        return "security-alert";
    }

    @Override
    public List<Entry> about(String account) {
        return List.of();
    }

    @Override
    public Optional<String> ended() {
        return Optional.of("SELECT id, seen_at AS at FROM security_alert WHERE seen_at IS NOT NULL AND account <> ''");
    }

    @Override
    public void erase(String id) {
        sql.sql("UPDATE security_alert SET account = '', raised_in = id, note_sealed = NULL WHERE id = :id")
                .param("id", id)
                .update();
    }

    @Override
    public Set<String> tables() {
        return Set.of("security_alert");
    }
}
