package cn.zhenmai.store.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The school's key for backups. Every file is encrypted under a key of its own, derived from this one and the file's salt. */
public final class BackupKey {

    private static final int BYTES = 32;
    private static final byte[] PURPOSE = "zhenmai backup 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;

    private BackupKey(byte[] secret) {
        this.secret = secret;
    }

    /** The first line of the file: 64 hexadecimal digits. Throws {@link IllegalArgumentException} where it is something else. */
    public static BackupKey read(String file) {
        try {
            String line = Files.readString(Path.of(file))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
            return of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BackupKey of(String hexadecimal) {
        if (!hexadecimal.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException("密钥应为 64 位十六进制数／the key must be " + 2 * BYTES + " hexadecimal digits");
        }
        return new BackupKey(HexFormat.of().parseHex(hexadecimal));
    }

    SecretKey forFile(byte[] salt) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        mac.update(PURPOSE);
        return new SecretKeySpec(mac.doFinal(salt), "AES");
    }

    @Override
    public String toString() {
        return "BackupKey[…]";
    }
}
