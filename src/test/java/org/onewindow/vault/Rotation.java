package org.onewindow.vault;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Gives the office a second key for signing passes; it knows of it after its next start. */
public final class Rotation {

    private Rotation() {}

    /** @param master as {@code onewindow.vault.master-key} */
    public static void addPassKey(String url, String master) {
        Keyring.add(
                JdbcClient.create(new DriverManagerDataSource(url)),
                MasterKey.find(master, url, Path.of(""), false),
                Keyring.Purpose.PASS,
                Suite.INTL,
                2,
                Clock.systemUTC().instant().minus(Keyring.ANNOUNCED));
    }
}
