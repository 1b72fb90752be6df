package org.onewindow.vault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.sql.DataSource;

/** Keys for rule tests of any module, without Spring. */
public final class Vaults {

    private Vaults() {}

    /** Seals under keys that this database keeps. */
    public static FieldCipher of(DataSource database) {
        Clock clock = Clock.fixed(Instant.parse("2026-08-03T01:00:00Z"), ZoneOffset.UTC);
        return new FieldCipher(new Keyring(database, clock, Base64.getEncoder().encodeToString(new byte[32]), ""));
    }

    /** Keys of the suite {@code gm}. */
    public static Keyring ofTheState(DataSource database, Clock clock) {
        return new Keyring(database, clock, Base64.getEncoder().encodeToString(new byte[32]), "", "", Suite.GM.name());
    }
}
