package org.onewindow.roadcheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.onewindow.roadcheck.TrustList.Status;
import org.onewindow.roadcheck.TrustList.TrustedKey;
import org.onewindow.vault.Keyring;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For everybody who checks codes without this system: by which keys they are signed, and which are no longer good. */
@RestController
class OfflineController {

    private final Keyring keyring;
    private final Withdrawals withdrawals;
    private final Clock clock;

    OfflineController(Keyring keyring, Withdrawals withdrawals, Clock clock) {
        this.keyring = keyring;
        this.withdrawals = withdrawals;
        this.clock = clock;
    }

    /** The live key first. Whoever fetches this must know by TLS whom he asks: it is not signed. */
    @GetMapping("/api/pass-keys")
    TrustList keys() {
        String live = keyring.signingKey(Keyring.Purpose.PASS).id();
        List<TrustedKey> keys = keyring.publicKeys(Keyring.Purpose.PASS).entrySet().stream()
                .map(key -> new TrustedKey(
                        key.getKey(),
                        "ES256",
                        key.getValue().getEncoded(),
                        key.getKey().equals(live) ? Status.LIVE : Status.RETIRED))
                .sorted(Comparator.comparing(TrustedKey::status).thenComparing(TrustedKey::kid))
                .toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new TrustList(Withdrawals.ISSUER, now, now.plus(TrustList.UPDATE), keys);
    }

    /** COSE_Sign1; with an ETag, so that a list that was not made anew is not sent again. */
    @GetMapping(value = "/api/pass-withdrawals", produces = "application/cose")
    ResponseEntity<byte[]> withdrawals() {
        byte[] list = withdrawals.signed();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .eTag(DigestUtils.md5DigestAsHex(list))
                .body(list);
    }
}
