/**
 * Keys, and what is sealed with them. One master key, held outside the database, wraps the data keys in
 * {@code vault_key}; these seal single fields, index them for equality search, and sign access tokens and passes. Whoever
 * can write the table can neither read a key, nor swap one for another, nor slip in one of his own.
 *
 * <p>The master key is {@code onewindow.vault.master-key}: 32 bytes in Base64, the same on every node. Beside the embedded
 * database it may be left out; then it is made once and kept in {@code master.key} under {@code onewindow.home}. Back it
 * up apart from the database: without it nothing sealed can be read again.
 *
 * <p>Limits: keys are read once, at the start, and nothing here replaces them yet, though every value names its key.
 * Only the algorithms of the Java platform: AES-256-GCM, HMAC-SHA-256, ECDSA on P-256.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.onewindow.vault;
