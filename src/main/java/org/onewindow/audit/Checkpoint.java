package org.onewindow.audit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.audit.AuditRepository.Head;
import org.onewindow.vault.SigningKey;

/** The heads of all streams at one moment. Signed, it proves everything up to them, and nothing after. */
record Checkpoint(Instant at, List<Head> heads) {

    /** No name for it is registered. */
    private static final JWSAlgorithm SM2 = new JWSAlgorithm("SM2");

    /** As a compact JWS under the key's id: ES256, or SM2 with SM3. */
    String signed(SigningKey key) {
        List<Map<String, Object>> rows = heads.stream()
                .map(h -> Map.<String, Object>of("stream", h.stream(), "seq", h.seq(), "hash", h.hash()))
                .toList();
        var jws = new JWSObject(
                new JWSHeader.Builder(key.isOfTheState() ? SM2 : JWSAlgorithm.ES256)
                        .keyID(key.id())
                        .build(),
                new Payload(Map.of("iat", at.getEpochSecond(), "heads", rows)));
        byte[] text = jws.getSigningInput();
        return new String(text, StandardCharsets.US_ASCII) + "." + Base64URL.encode(key.sign(text));
    }

    /** Empty unless one of these keys has signed it. */
    static Optional<Checkpoint> read(String line, Map<String, PublicKey> keys) {
        try {
            JWSObject jws = JWSObject.parse(line);
            String id = jws.getHeader().getKeyID();
            PublicKey key = id == null ? null : keys.get(id);
            if (key == null
                    || !SigningKey.verifies(
                            id, key, jws.getSigningInput(), jws.getSignature().decode())) {
                return Optional.empty();
            }
            Map<String, Object> said = jws.getPayload().toJSONObject();
            List<Head> heads = ((List<?>) said.get("heads"))
                    .stream()
                            .map(Map.class::cast)
                            .map(row -> new Head(
                                    ((Number) row.get("stream")).intValue(),
                                    ((Number) row.get("seq")).longValue(),
                                    (String) row.get("hash")))
                            .toList();
            return Optional.of(new Checkpoint(Instant.ofEpochSecond(((Number) said.get("iat")).longValue()), heads));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
