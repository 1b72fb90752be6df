package org.onewindow.roadcheck;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WithdrawalController {

    private final Withdrawals withdrawals;

    WithdrawalController(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** For everybody who checks codes without this system: the codes that are signed but no longer good. */
    @GetMapping(value = "/api/pass-withdrawals", produces = "application/cose")
    ResponseEntity<byte[]> withdrawals() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .body(withdrawals.signed());
    }
}
