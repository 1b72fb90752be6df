package org.onewindow.passcode;

import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORInteger;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORLong;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import com.authlete.cbor.CBORString;
import com.authlete.cwt.constants.CWTClaims;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Codes that are signed but no longer good, for checking without this system. On paper it is a CBOR Web Token like a code:
 * iss, exp (the next update), iat, and under one private-use key a map of two arrays, {@code 1} the revoked ones, {@code 2}
 * pairs of a suspended one and its last day (days since 1970-01-01, Asia/Shanghai). A code is named by the first 8 bytes of
 * the SHA-256 of its 16 bytes of jti, in ascending order: nobody learns a jti from the list, and among a million codes the
 * chance that a good one is taken for a withdrawn one is about one in ten million.
 *
 * @param revoked jti of codes, 32 hexadecimal digits
 * @param suspended last day by jti
 */
public record WithdrawalList(
        String issuer, Instant issuedAt, Instant nextUpdate, Set<String> revoked, Map<String, LocalDate> suspended) {

    /** RFC 8392 leaves keys below -65536 to private use; that of a pass is another, so neither is taken for the other. */
    private static final int WITHDRAWALS = -65538;

    private static final int NAME_BYTES = 8;

    public WithdrawalList {
        revoked = Set.copyOf(revoked);
        suspended = Map.copyOf(suspended);
    }

    /** COSE_Sign1 with ES256. */
    public byte[] sign(String keyId, PrivateKey key) {
        var gone = new TreeSet<byte[]>(Arrays::compareUnsigned);
        revoked.forEach(jti -> gone.add(name(jti)));
        var paused = new TreeMap<byte[], LocalDate>(Arrays::compareUnsigned);
        suspended.forEach((jti, day) -> paused.put(name(jti), day));
        List<CBORItem> goneItems =
                gone.stream().<CBORItem>map(CBORByteArray::new).toList();
        List<CBORItem> pausedItems = paused.entrySet().stream()
                .<CBORItem>map(entry ->
                        new CBORItemList(List.<CBORItem>of(new CBORByteArray(entry.getKey()), new CBORInteger((int)
                                entry.getValue().toEpochDay()))))
                .toList();
        CBORPairList lists =
                new CBORPairList(pair(1, new CBORItemList(goneItems)), pair(2, new CBORItemList(pausedItems)));
        CBORPairList payload = new CBORPairList(
                pair(CWTClaims.ISS, new CBORString(issuer)),
                pair(CWTClaims.EXP, new CBORLong(nextUpdate.getEpochSecond())),
                pair(CWTClaims.IAT, new CBORLong(issuedAt.getEpochSecond())),
                pair(WITHDRAWALS, lists));
        return Sign1.sign(payload.encode(), keyId, key);
    }

    private static CBORPair pair(int key, CBORItem value) {
        return new CBORPair(new CBORInteger(key), value);
    }

    private static byte[] name(String jti) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(jti));
            return Arrays.copyOf(digest, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
