package cn.zhenmai.store.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An encrypted file: mark, salt, then segments under AES-256-GCM whose nonce is their number and whether it is the last one. So none can
 * be changed, exchanged, left out or cut off unseen, and a stream is never held in memory as the JDK's own GCM stream would be.
 */
final class Segments {

    static final byte[] MARK = "ZHENMAI1".getBytes(StandardCharsets.US_ASCII);
    static final int SALT_BYTES = 32;
    static final int PLAIN_BYTES = 1 << 16;
    static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final int mode;
    private int number;

    Segments(SecretKey key, int mode) {
        this.key = key;
        this.mode = mode;
    }

    /** The next one, encrypted or decrypted; throws where it isn't what was written. */
    byte[] next(byte[] bytes, int length, boolean isLast) throws GeneralSecurityException {
        ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES);
        nonce.position(NONCE_BYTES - 5);
        nonce.putInt(number).put((byte) (isLast ? 1 : 0));
        number = Math.incrementExact(number);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce.array()));
        return cipher.doFinal(bytes, 0, length);
    }
}
