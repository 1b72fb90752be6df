/**
 * Keys, and what is sealed with them. One master key, held outside the database, wraps the data keys in
 * {@code vault_key}; these seal single fields, index them for equality search, and sign access tokens and passes. Whoever
 * can write the table can neither read a key, nor swap one for another, nor slip in one of his own.
 *
 * <p>The master key is {@code onewindow.vault.master-key}: 32 bytes in Base64, the same on every node. Beside the embedded
 * database it may be left out; then it is made once and kept in {@code master.key} under {@code onewindow.home}. Back it
 * up apart from the database: without it nothing sealed can be read again.
 *
 * <p>Instead of the key itself the setting may name a PKCS #12 keystore, {@code keystore:/path/to/file}; its password is
 * {@code ONEWINDOW_KEYSTORE_PASSWORD} in the environment.
 *
 * <p>{@code onewindow.vault.suite} is {@code intl} (AES-256-GCM, HMAC-SHA-256) or {@code gm} (SM4-GCM, HMAC-SM3). Both open
 * what either sealed; after a change everything is sealed anew, as with {@code POST /api/keys}. The checkpoints of the audit
 * are signed by ECDSA on P-256, or SM2 with SM3; what phones, browsers and other cities check is signed on P-256 in both.
 *
 * <p>The master key is exchanged node by node, without a pause: first each node is started with the new one as {@code
 * onewindow.vault.other-master-key} beside the old, so that all can open what either has wrapped; then each with the two
 * changed over, and the first of them wraps all data keys anew; then each without the old one, which nothing needs any more.
 *
 * <p>A new key of blind indexes makes its indexes of those that the key before it made, so that no value has to be opened and
 * each is protected by the newest key. From its announcement on rows are looked for under both, a minute later the new ones
 * are written, and then all rows get them; a module names its columns as {@link org.onewindow.vault.IndexedColumns}.
 *
 * <p>Limits: no key is thrown away, because an older one still opens backups, and every index is made by all keys in turn.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package org.onewindow.vault;
