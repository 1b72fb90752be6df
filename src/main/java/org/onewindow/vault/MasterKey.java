package org.onewindow.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Where the key of keys comes from. */
final class MasterKey {

    private static final int BYTES = 32;
    private static final String SET_IT = "Set onewindow.vault.master-key to 32 random bytes in Base64, for example from"
            + " `openssl rand -base64 32`, the same on every node, and keep a copy apart from the database.";

    private static final String KEYSTORE = "keystore:";
    private static final String ALIAS = "one-window";
    /** From the environment only: a command line is seen by others. */
    private static final String PASSWORD = "ONEWINDOW_KEYSTORE_PASSWORD";

    private static final String OPEN_IT =
            "Make it with `keytool -genseckey -keyalg AES -keysize 256 -storetype PKCS12 -alias " + ALIAS + "` and set "
                    + PASSWORD + " in the environment.";

    private MasterKey() {}

    /**
     * @param configured Base64, or {@code keystore:} and the path of a PKCS #12 file, or empty
     * @param url of the database
     * @param fresh whether there is no data key yet; only then may a missing key file be made
     * @throws MasterKeyException when there is no usable key
     */
    static SecretKey find(String configured, String url, Path home, boolean fresh) {
        if (configured.startsWith(KEYSTORE)) {
            return inKeystore(Path.of(configured.substring(KEYSTORE.length())), System.getenv(PASSWORD));
        }
        if (!configured.isBlank()) {
            return read(configured, "onewindow.vault.master-key");
        }
        if (!url.startsWith("jdbc:h2:") || url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")) {
            throw new MasterKeyException(
                    "No master key is set, and with a database server none is made up.", SET_IT, null);
        }
        Path file = home.resolve("master.key").toAbsolutePath();
        try {
            return read(textOf(file, fresh), file.toString());
        } catch (IOException e) {
            throw new MasterKeyException(
                    "The master key file " + file + " can be neither read nor made: " + e, SET_IT, e);
        }
    }

    /** An exclusive lock, so that of two first starts one makes the key and the other reads it. */
    private static synchronized String textOf(Path file, boolean fresh) throws IOException {
        if (!fresh && !Files.exists(file)) {
            throw new MasterKeyException(
                    "The master key file " + file + " is gone, but the database holds keys that only it can open.",
                    "Put the file back from its backup.",
                    null);
        }
        Files.createDirectories(file.getParent());
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly(file))) {
            channel.lock();
            if (channel.size() == 0 && fresh) {
                byte[] key = new byte[BYTES];
                Aes.RANDOM.nextBytes(key);
                channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(key)));
                channel.force(true);
            }
            return Files.readString(file, StandardCharsets.US_ASCII);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static SecretKey inKeystore(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] secret = password == null ? new char[0] : password.toCharArray();
            store.load(in, secret);
            byte[] key = store.getKey(ALIAS, secret) instanceof SecretKey found ? found.getEncoded() : new byte[0];
            if (key.length == BYTES) {
                return new SecretKeySpec(key, "AES");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new MasterKeyException("The keystore " + file + " cannot be opened: " + e.getMessage(), OPEN_IT, e);
        }
        throw new MasterKeyException(
                "The keystore " + file + " holds no key of 32 bytes named " + ALIAS + ".", OPEN_IT, null);
    }

    private static SecretKey read(String text, String origin) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != BYTES) {
            throw new MasterKeyException("The master key in " + origin + " is not 32 bytes in Base64.", SET_IT, null);
        }
        return new SecretKeySpec(key, "AES");
    }
}
