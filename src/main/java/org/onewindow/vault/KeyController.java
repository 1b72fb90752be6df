package org.onewindow.vault;

import java.time.Instant;
import java.util.List;
import org.onewindow.shared.Refusal;
import org.onewindow.vault.Keyring.Known;
import org.onewindow.vault.Keyring.Purpose;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For the security administrator: which keys there are, and the exchange of one; never a key itself. */
@RestController
@RequestMapping("/api/keys")
class KeyController {

    record Exchange(Purpose purpose) {}

    /**
     * @param usedFrom from then on all nodes use it
     * @param sealedAnewAt when no value and no index was left under an older key; {@code null} before, and for keys that sign
     */
    record KeyView(String id, Purpose purpose, int generation, Instant usedFrom, Instant sealedAnewAt) {}

    private final Keyring keyring;
    private final KeyExchange exchange;

    KeyController(Keyring keyring, KeyExchange exchange) {
        this.keyring = keyring;
        this.exchange = exchange;
    }

    /** The oldest first. */
    @GetMapping
    List<KeyView> dataKeys() {
        keyring.read();
        return keyring.known().stream().map(this::view).toList();
    }

    private KeyView view(Known key) {
        return new KeyView(key.id(), key.purpose(), key.generation(), key.usedFrom(), exchange.finished(key.id()));
    }

    /** A new key, used by all nodes a minute later; the older one still opens what it sealed and checks what it signed. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KeyView renewKey(@RequestBody Exchange wanted) {
        if (wanted.purpose() == null) {
            throw Refusal.invalid("purpose", "key-not-exchanged");
        }
        keyring.read();
        Known last = keyring.last(wanted.purpose());
        boolean inRows = !wanted.purpose().signs() && last.generation() > 1;
        if (!keyring.isUsed(last) || inRows && exchange.finished(last.id()) == null) {
            throw Refusal.conflict("key-exchange-under-way");
        }
        try {
            return view(keyring.announce(wanted.purpose()));
        } catch (DuplicateKeyException otherNode) {
            throw Refusal.conflict("key-exchange-under-way");
        }
    }
}
