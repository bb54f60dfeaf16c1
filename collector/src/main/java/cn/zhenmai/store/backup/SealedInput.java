package cn.zhenmai.store.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Decrypts what {@link SealedOutput} wrote; nothing of a segment is given out before it is proven. */
final class SealedInput extends InputStream {

    private final PushbackInputStream in;
    private final Segments segments;
    private byte[] plain = new byte[0];
    private int at;
    private boolean isLast;

    /** The mark has been read. */
    SealedInput(InputStream in, BackupKey key) throws IOException {
        this.in = new PushbackInputStream(in, 1);
        byte[] salt = in.readNBytes(Segments.SALT_BYTES);
        try {
            segments = new Segments(key.forFile(salt), Cipher.DECRYPT_MODE);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (at == plain.length) {
            if (isLast) {
                return -1;
            }
            open();
        }
        int given = Math.min(count, plain.length - at);
        System.arraycopy(plain, at, into, offset, given);
        at += given;
        return given;
    }

    private void open() throws IOException {
        byte[] sealed = in.readNBytes(Segments.PLAIN_BYTES + Segments.TAG_BYTES);
        int next = in.read();
        isLast = next < 0;
        if (!isLast) {
            in.unread(next);
        }
        try {
            plain = segments.next(sealed, sealed.length, isLast);
        } catch (GeneralSecurityException e) {
            plain = new byte[0];
            throw new IOException("密钥不符或文件已损坏／the key is another one, or the file is damaged", e);
        }
        at = 0;
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(plain, (byte) 0);
        in.close();
    }
}
