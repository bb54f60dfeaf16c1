package cn.zhenmai.store.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;

/** Encrypts what is written; see {@link Segments}. The file is whole only once this is closed. */
final class SealedOutput extends OutputStream {

    private final OutputStream out;
    private final Segments segments;
    private final byte[] plain = new byte[Segments.PLAIN_BYTES];
    private int length;
    private boolean isClosed;

    SealedOutput(OutputStream out, BackupKey key) throws IOException {
        this.out = out;
        byte[] salt = new byte[Segments.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        try {
            segments = new Segments(key.forFile(salt), Cipher.ENCRYPT_MODE);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        out.write(Segments.MARK);
        out.write(salt);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            // A full one waits for its successor: only then is it known not to be the last.
            if (length == plain.length) {
                seal(false);
            }
            int taken = Math.min(left, plain.length - length);
            System.arraycopy(bytes, from, plain, length, taken);
            length += taken;
            from += taken;
            left -= taken;
        }
    }

    private void seal(boolean isLast) throws IOException {
        try {
            out.write(segments.next(plain, length, isLast));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        length = 0;
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            try (out) {
                seal(true);
            }
        }
    }
}
