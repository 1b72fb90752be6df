package org.onewindow.passcode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.onewindow.shared.Plate;

/**
 * What the code on a windscreen says: which vehicle may be where and when. Nothing about people.
 *
 * @param jti 16 random bytes as 32 lower-case hexadecimal digits; names this code, not the pass
 * @param notBefore first moment, whole seconds like all times here
 * @param expires first moment after
 * @param zones short codes
 * @param hours of each day, in Asia/Shanghai
 */
public record PassClaims(
        String issuer,
        Instant issuedAt,
        Instant notBefore,
        Instant expires,
        String jti,
        String number,
        Plate plate,
        String passClass,
        List<String> zones,
        List<Hours> hours) {

    /**
     * From minute {@code from} of the day up to, without, minute {@code to}; where {@code to} is the smaller one, over
     * midnight into the next day. Midnight is 0 as a beginning and 1440 as an end.
     */
    public record Hours(int from, int to) {
        public Hours {
            if (from < 0 || from >= 1440 || to <= 0 || to > 1440 || from == to) {
                throw new IllegalArgumentException("no such hours: " + from + " to " + to);
            }
        }
    }

    public PassClaims {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        expires = expires.truncatedTo(ChronoUnit.SECONDS);
        if (!jti.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a jti has 16 bytes");
        }
        zones = List.copyOf(zones);
        hours = List.copyOf(hours);
    }
}
