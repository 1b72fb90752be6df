package org.onewindow.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onewindow.audit.AuditRepository.Head;
import org.onewindow.vault.SigningKey;

/** The heads of all streams at one moment. Signed, it proves everything up to them, and nothing after. */
record Checkpoint(Instant at, List<Head> heads) {

    /** As a compact JWS, ES256, under the key's id. */
    String signed(SigningKey key) {
        List<Map<String, Object>> rows = heads.stream()
                .map(h -> Map.<String, Object>of("stream", h.stream(), "seq", h.seq(), "hash", h.hash()))
                .toList();
        var jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.id()).build(),
                new Payload(Map.of("iat", at.getEpochSecond(), "heads", rows)));
        try {
            jws.sign(new ECDSASigner((ECPrivateKey) key.pair().getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jws.serialize();
    }

    /** Empty unless one of these keys has signed it. */
    static Optional<Checkpoint> read(String line, Map<String, PublicKey> keys) {
        try {
            JWSObject jws = JWSObject.parse(line);
            PublicKey key = keys.get(jws.getHeader().getKeyID());
            if (key == null || !jws.verify(new ECDSAVerifier((ECPublicKey) key))) {
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
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
