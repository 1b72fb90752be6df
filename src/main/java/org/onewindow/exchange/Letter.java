package org.onewindow.exchange;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.onewindow.shared.Refusal;
import org.onewindow.shared.Times;

/**
 * What one city tells another about a case.
 *
 * @param id given by the sender, the same however often it is sent
 * @param from division code of the sender
 * @param to division code of whom it is meant for
 * @param reference id of the case at the place of acceptance
 * @param body strings by name; personal
 */
record Letter(String id, String from, String to, Kind kind, String reference, Map<String, String> body) {

    /** What a letter says. */
    enum Kind {
        /** An application that was accepted here and is yours to decide: item, name, idNo, mobile, note. */
        APPLICATION,
        /** How it ended at the place of competence: result, reason. */
        ANSWER,
        /** What the place of competence finds missing, under {@code defect.} and its name, and until when: until. */
        CORRECTION,
        /** What the applicant has corrected at the place of acceptance: note. */
        CORRECTED,
        /** The applicant takes it back: reason. */
        WITHDRAWAL
    }

    /** In characters; what is longer would fit into no case. */
    private static final Map<String, Integer> LONGEST = Map.of("note", 500, "reason", 2_000);

    private static final int LONGEST_OTHER = 60;

    private static final String DEFECT = "defect.";
    private static final int LONGEST_DEFECT = 300;
    private static final int MOST_DEFECTS = 30;

    private static final JOSEObjectType TYPE = new JOSEObjectType("exchange+jwt");
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final Duration FARTHEST = Duration.ofDays(366);

    Letter {
        body = new TreeMap<>(body);
    }

    /** @param keyId tells the receiver which of the sender's keys it was */
    String signed(PrivateKey key, String keyId, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .jwtID(id)
                .issuer(from)
                .audience(to)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("kind", kind.name())
                .claim("ref", reference)
                .claim("body", body)
                .build();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(keyId)
                        .build(),
                claims);
        try {
            signed.sign(new ECDSASigner(key, Curve.P_256));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return signed.serialize();
    }

    /**
     * A letter that came in.
     *
     * @param keys the public key of a sender, if he is known
     * @throws Refusal FORBIDDEN {@code letter-unsigned} when it is not signed by a known sender or not meant for {@code us};
     *     {@code letter-late}; {@code letter-malformed}
     */
    static Letter read(String signed, String us, Function<String, Optional<PublicKey>> keys, Instant now) {
        try {
            SignedJWT jwt = SignedJWT.parse(signed);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean trusted = TYPE.equals(jwt.getHeader().getType())
                    && JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                    && claims.getIssuer() != null
                    && List.of(us).equals(claims.getAudience())
                    && verified(jwt, keys.apply(claims.getIssuer()));
            if (!trusted) {
                throw Refusal.forbidden("letter-unsigned");
            }
            Date until = claims.getExpirationTime();
            if (until == null || until.toInstant().isBefore(now.minus(SKEW))) {
                throw Refusal.invalid("exp", "letter-late");
            }
            String id = required(claims.getJWTID(), 60, "jti");
            String reference = required(claims.getStringClaim("ref"), 60, "ref");
            return new Letter(id, claims.getIssuer(), us, kind(claims), reference, body(claims));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw Refusal.malformed("letter-malformed");
        }
    }

    private static boolean verified(SignedJWT jwt, Optional<PublicKey> key) throws JOSEException {
        return key.isPresent() && jwt.verify(new ECDSAVerifier((ECPublicKey) key.get()));
    }

    private static Kind kind(JWTClaimsSet claims) throws ParseException {
        return Kind.valueOf(required(claims.getStringClaim("kind"), 20, "kind"));
    }

    private static Map<String, String> body(JWTClaimsSet claims) throws ParseException {
        Map<String, String> read = new TreeMap<>();
        Map<String, Object> said = claims.getJSONObjectClaim("body");
        if (said != null) {
            said.forEach((name, value) -> {
                if (value instanceof String text) {
                    read.put(name, required(text, longest(name), "body." + name));
                }
            });
        }
        return read;
    }

    private static int longest(String name) {
        return name.startsWith(DEFECT) ? LONGEST_DEFECT : LONGEST.getOrDefault(name, LONGEST_OTHER);
    }

    /** The body of a letter that asks for a correction. */
    static Map<String, String> asking(Map<String, String> defects, Instant until) {
        Map<String, String> body = new TreeMap<>();
        defects.forEach((part, missing) -> body.put(DEFECT + part, missing));
        body.put("until", until.toString());
        return body;
    }

    /** @throws Refusal {@code letter-malformed} when it names nothing or too much */
    Map<String, String> defects() {
        Map<String, String> defects = new TreeMap<>();
        body.forEach((name, missing) -> {
            if (name.startsWith(DEFECT)) {
                defects.put(required(name.substring(DEFECT.length()), LONGEST_OTHER, "body"), missing);
            }
        });
        if (defects.isEmpty() || defects.size() > MOST_DEFECTS) {
            throw Refusal.invalid("body.defect", "letter-malformed");
        }
        return defects;
    }

    /**
     * Until when can be corrected.
     *
     * @throws Refusal {@code letter-malformed} unless it lies within a year from the moment
     */
    Instant until(Instant now) {
        try {
            Instant until = Instant.parse(body.getOrDefault("until", ""));
            if (Duration.between(now, until).abs().compareTo(FARTHEST) < 0) {
                return Times.toMillis(until);
            }
        } catch (DateTimeException e) {
            // Refused below like any other that makes no sense.
        }
        throw Refusal.invalid("body.until", "letter-malformed");
    }

    private static String required(String value, int longest, String field) {
        if (value == null || value.isBlank() || value.length() > longest) {
            throw Refusal.invalid(field, "letter-malformed");
        }
        return value;
    }

    /** Names nothing personal. */
    @Override
    public String toString() {
        return "Letter[" + id + ", " + kind + ", " + from + " to " + to + "]";
    }
}
