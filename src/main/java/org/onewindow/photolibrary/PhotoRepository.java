package org.onewindow.photolibrary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.onewindow.photo.Photographs.Master;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.IndexedColumns;
import org.onewindow.vault.ObjectCipher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Photographs, sealed. One is found again by its content under a keyed hash, so that the table does not tell whoever holds a
 * picture whether it is in the library.
 */
@Repository
class PhotoRepository implements IndexedColumns {

    private static final String TABLE = "photo";
    private static final String CONTENT = "photo-content";
    private static final String COLUMNS =
            "SELECT id, owner, current_of, taken_at, taken_by, unit, outlet, replaced_at," + " deleted_at FROM photo ";

    private final JdbcClient sql;
    private final ObjectCipher cipher;
    private final FieldCipher indexes;

    PhotoRepository(JdbcClient sql, ObjectCipher cipher, FieldCipher indexes) {
        this.sql = sql;
        this.cipher = cipher;
        this.indexes = indexes;
    }

    /** @throws Refusal {@code photo-meanwhile} when another of the same owner came at the same moment */
    void insert(Photo photo, Master master) {
        String key = cipher.newKey(TABLE, photo.id());
        byte[] landmarks = master.landmarks().getBytes(StandardCharsets.US_ASCII);
        try {
            sql.sql("""
                            INSERT INTO photo (id, owner, current_of, content_index, taken_at, taken_by, unit, outlet,
                                data_key, master, landmarks)
                            VALUES (:id, :owner, :owner, :content, :takenAt, :takenBy, :unit, :outlet,
                                :key, :master, :landmarks)
                            """)
                    .param("id", photo.id())
                    .param("owner", photo.owner())
                    .param("content", indexes.blindIndex(hash(master), CONTENT))
                    .param("takenAt", Times.sql(photo.takenAt()))
                    .param("takenBy", photo.takenBy())
                    .param("unit", photo.unit())
                    .param("outlet", photo.outlet())
                    .param("key", key)
                    .param("master", cipher.seal(key, master.jpeg(), TABLE, photo.id(), "master"))
                    .param("landmarks", cipher.seal(key, landmarks, TABLE, photo.id(), "landmarks"))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Refusal.conflict("photo-meanwhile");
        }
    }

    void replace(String owner, Instant at) {
        sql.sql("UPDATE photo SET current_of = NULL, replaced_at = :at WHERE current_of = :owner")
                .param("at", Times.sql(at))
                .param("owner", owner)
                .update();
    }

    /** Destroys the key, the picture and what it is found by; that there was one remains. */
    void destroy(String id, Instant at) {
        sql.sql("""
                        UPDATE photo
                        SET data_key = NULL, master = NULL, landmarks = NULL, content_index = NULL, current_of = NULL,
                            deleted_at = :at
                        WHERE id = :id AND deleted_at IS NULL
                        """).param("at", Times.sql(at)).param("id", id).update();
    }

    /** The same with all pictures of the owner but the newest. */
    void destroyAllBut(int kept, String owner, Instant at) {
        sql.sql("""
                        SELECT id FROM photo WHERE owner = :owner AND data_key IS NOT NULL
                        ORDER BY taken_at DESC, id LIMIT 1000 OFFSET :kept
                        """)
                .param("owner", owner)
                .param("kept", kept)
                .query(String.class)
                .list()
                .forEach(id -> destroy(id, at));
    }

    /** When so many have been taken since then, the moment of the one that must be forgotten before another is taken. */
    Optional<Instant> untilFewer(String owner, int most, Instant since) {
        return sql.sql("""
                        SELECT taken_at FROM photo WHERE owner = :owner AND taken_at > :since
                        ORDER BY taken_at DESC LIMIT 1 OFFSET :before
                        """)
                .param("owner", owner)
                .param("since", Times.sql(since))
                .param("before", most - 1)
                .query((row, n) -> Times.instant(row, "taken_at"))
                .optional();
    }

    Optional<Photo> same(String owner, Master master) {
        return sql.sql(COLUMNS + "WHERE owner = :owner AND content_index IN (:contents)")
                .param("owner", owner)
                .param("contents", indexes.blindIndexes(hash(master), CONTENT))
                .query(PhotoRepository::photo)
                .optional();
    }

    Optional<Photo> current(String owner) {
        return sql.sql(COLUMNS + "WHERE current_of = :owner")
                .param("owner", owner)
                .query(PhotoRepository::photo)
                .optional();
    }

    Optional<Photo> find(String id, String owner) {
        return sql.sql(COLUMNS + "WHERE id = :id AND owner = :owner")
                .param("id", id)
                .param("owner", owner)
                .query(PhotoRepository::photo)
                .optional();
    }

    /** The newest first. */
    List<Photo> of(String owner, int limit) {
        return sql.sql(COLUMNS + "WHERE owner = :owner ORDER BY taken_at DESC, id LIMIT :limit")
                .param("owner", owner)
                .param("limit", limit)
                .query(PhotoRepository::photo)
                .list();
    }

    /** Empty once it is deleted. */
    Optional<Master> master(String id) {
        return sql.sql("SELECT data_key, master, landmarks FROM photo WHERE id = :id AND data_key IS NOT NULL")
                .param("id", id)
                .query((row, n) -> {
                    String key = row.getString("data_key");
                    byte[] landmarks = cipher.open(key, row.getBytes("landmarks"), TABLE, id, "landmarks");
                    return new Master(
                            cipher.open(key, row.getBytes("master"), TABLE, id, "master"),
                            new String(landmarks, StandardCharsets.US_ASCII));
                })
                .optional();
    }

    @Override
    public List<Column> indexed() {
        return List.of(new Column(TABLE, "content_index"));
    }

    private static String hash(Master master) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(master.jpeg());
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Photo photo(ResultSet row, int n) throws SQLException {
        return new Photo(
                row.getString("id"),
                row.getString("owner"),
                Times.instant(row, "taken_at"),
                row.getString("taken_by"),
                row.getString("unit"),
                row.getString("outlet"),
                row.getString("current_of") != null,
                Times.instant(row, "replaced_at"),
                Times.instant(row, "deleted_at"));
    }
}
