package org.onewindow.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.casework.CaseStatus;
import org.onewindow.exchange.Letter.Kind;
import org.onewindow.exchange.Transfer.Part;
import org.onewindow.shared.Times;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.IndexedColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ExchangeRepository implements IndexedColumns {

    /** A letter that is known already, and the case it belongs to. */
    record Known(String caseId, String bodyHash) {}

    private static final String TRANSFER = "exchange_transfer";
    private static final String LETTER = "exchange_letter";
    private static final String CONTENT = "exchange-letter";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient sql;
    private final FieldCipher cipher;

    ExchangeRepository(JdbcClient sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(Transfer transfer) {
        sql.sql("""
                INSERT INTO exchange_transfer (case_id, part, region, reference, other_number)
                VALUES (:case, :part, :region, :reference, :number)
                """)
                .param("case", transfer.caseId())
                .param("part", transfer.part().name())
                .param("region", transfer.region())
                .param("reference", transfer.reference())
                .param("number", transfer.otherNumber())
                .update();
    }

    void forwarded(String caseId, Instant at) {
        sql.sql("UPDATE exchange_transfer SET forwarded_at = :at WHERE case_id = :case")
                .param("case", caseId)
                .param("at", Times.sql(at))
                .update();
    }

    void numbered(String caseId, String otherNumber) {
        sql.sql("UPDATE exchange_transfer SET other_number = :number WHERE case_id = :case")
                .param("case", caseId)
                .param("number", otherNumber)
                .update();
    }

    /** @return whether this is the first answer */
    boolean answered(String caseId, CaseStatus result, String reason, Instant at) {
        return sql.sql("""
                        UPDATE exchange_transfer SET result = :result, reason_sealed = :reason, answered_at = :at
                        WHERE case_id = :case AND answered_at IS NULL
                        """)
                        .param("case", caseId)
                        .param("result", result.name())
                        .param("reason", cipher.seal(reason, TRANSFER, caseId, "reason_sealed"))
                        .param("at", Times.sql(at))
                        .update()
                > 0;
    }

    Optional<Transfer> find(String caseId) {
        return sql.sql("SELECT * FROM exchange_transfer WHERE case_id = :case")
                .param("case", caseId)
                .query(this::transfer)
                .optional();
    }

    Optional<Transfer> find(String region, Part part, String reference) {
        return sql.sql("""
                SELECT * FROM exchange_transfer WHERE region = :region AND part = :part AND reference = :reference
                """)
                .param("region", region)
                .param("part", part.name())
                .param("reference", reference)
                .query(this::transfer)
                .optional();
    }

    private Transfer transfer(ResultSet row, int n) throws SQLException {
        String id = row.getString("case_id");
        String result = row.getString("result");
        return new Transfer(
                id,
                Part.valueOf(row.getString("part")),
                row.getString("region"),
                row.getString("reference"),
                row.getString("other_number"),
                result == null ? null : CaseStatus.valueOf(result),
                cipher.open(row.getString("reason_sealed"), TRANSFER, id, "reason_sealed"),
                Times.instant(row, "forwarded_at"),
                Times.instant(row, "answered_at"));
    }

    void insert(Letter letter, String caseId, Instant at) {
        String body = JSON.writeValueAsString(letter.body());
        sql.sql("""
                INSERT INTO exchange_letter
                    (id, sender, receiver, kind, reference, case_id, body_sealed, body_hash, created_at)
                VALUES (:id, :from, :to, :kind, :reference, :case, :body, :hash, :at)
                """)
                .param("id", letter.id())
                .param("from", letter.from())
                .param("to", letter.to())
                .param("kind", letter.kind().name())
                .param("reference", letter.reference())
                .param("case", caseId)
                .param("body", cipher.seal(body, LETTER, letter.from() + letter.id(), "body_sealed"))
                .param("hash", cipher.blindIndex(digest(letter), CONTENT))
                .param("at", Times.sql(at))
                .update();
    }

    Optional<Known> known(Letter letter) {
        return sql.sql("SELECT case_id, body_hash FROM exchange_letter WHERE sender = :from AND id = :id")
                .param("from", letter.from())
                .param("id", letter.id())
                .query(Known.class)
                .optional();
    }

    /** A letter of ours. */
    Optional<Letter> ours(String region, String id) {
        return sql.sql("SELECT * FROM exchange_letter WHERE sender = :from AND id = :id")
                .param("from", region)
                .param("id", id)
                .query((row, n) -> new Letter(
                        id,
                        region,
                        row.getString("receiver"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("reference"),
                        JSON.readValue(
                                cipher.open(row.getString("body_sealed"), LETTER, region + id, "body_sealed"),
                                new TypeReference<Map<String, String>>() {})))
                .optional();
    }

    void delivered(String region, String id, Instant at) {
        sql.sql("UPDATE exchange_letter SET delivered_at = :at WHERE sender = :from AND id = :id")
                .param("from", region)
                .param("id", id)
                .param("at", Times.sql(at))
                .update();
    }

    /** Whether the letter says the same as the known one. */
    boolean same(Known known, Letter letter) {
        return cipher.blindIndexes(digest(letter), CONTENT).contains(known.bodyHash());
    }

    @Override
    public List<Column> indexed() {
        return List.of(new Column(LETTER, "body_hash"));
    }

    /** Kept as a keyed one only, because names and numbers can be guessed. */
    private static String digest(Letter letter) {
        String said = letter.kind() + "\n" + letter.reference() + "\n" + JSON.writeValueAsString(letter.body());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
