package org.onewindow.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose matters somebody of the authority keeps out of: his own, and those of the people he has declared, himself included
 * where he is a citizen here too (Civil Servant Law, article 76, on avoidance). A declaration
 * stays, so nobody takes it back for one case.
 */
@Repository
public class Relatives {

    /** @param citizenId masked */
    record Declared(String citizenId, Instant declaredAt) {}

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    Relatives(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** The accounts whose applications the actor neither sees as work nor decides; his own is one of them. */
    public Set<String> avoidedBy(Actor actor) {
        Stream<String> declared = jdbc.sql("""
                        SELECT a.id FROM relative r JOIN account a ON a.id_no_index = r.id_no_index
                         WHERE r.account_id = :account
                        """).param("account", actor.id()).query(String.class).list().stream();
        return Stream.concat(Stream.of(actor.id()), declared).collect(Collectors.toUnmodifiableSet());
    }

    /** Declaring somebody again changes nothing. */
    void declare(Actor actor, CitizenId relative) {
        boolean declared = jdbc.sql("""
                        SELECT COUNT(*) FROM relative WHERE account_id = :account AND id_no_index IN (:indexes)
                        """)
                        .param("account", actor.id())
                        .param("indexes", cipher.blindIndexes(relative.value(), "id-no"))
                        .query(Integer.class)
                        .single()
                > 0;
        if (declared) {
            return;
        }
        String id = UUID.randomUUID().toString();
        try {
            jdbc.sql("""
                            INSERT INTO relative (account_id, id_no_index, id, id_no_sealed, declared_at)
                            VALUES (:account, :index, :id, :sealed, :now)
                            """)
                    .param("account", actor.id())
                    .param("index", cipher.blindIndex(relative.value(), "id-no"))
                    .param("id", id)
                    .param("sealed", cipher.seal(relative.value(), "relative", id, "id_no"))
                    .param("now", Times.sql(clock.instant()))
                    .update();
        } catch (DuplicateKeyException there) {
            // As it was declared first.
        }
    }

    List<Declared> of(Actor actor) {
        return jdbc.sql("""
                        SELECT id, id_no_sealed, declared_at FROM relative
                         WHERE account_id = :account
                         ORDER BY declared_at, id
                        """)
                .param("account", actor.id())
                .query((row, n) -> new Declared(
                        CitizenId.parse(cipher.open(
                                        row.getString("id_no_sealed"), "relative", row.getString("id"), "id_no"))
                                .masked(),
                        Times.instant(row, "declared_at")))
                .list();
    }
}
