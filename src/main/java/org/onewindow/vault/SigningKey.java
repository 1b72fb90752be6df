package org.onewindow.vault;

import java.security.KeyPair;

/**
 * A key pair on P-256.
 *
 * @param id eight characters 0-9 and a-f; names the key in what it signs (kid)
 */
public record SigningKey(String id, KeyPair pair) {}
