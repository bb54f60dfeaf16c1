package cn.zhenmai.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** A key of a source: zk_&lt;id&gt;_&lt;random&gt;. It is shown once; what is kept is its hash, and as it is random a plain SHA-256 is enough. */
final class SourceKey {

    private static final String PREFIX = "zk_";
    private static final int BYTES = 32;
    private static final int LONGEST = 300;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One that may be used until then (null = without end). The hash never leaves. */
    record Live(int number, byte[] hash, Instant expiresAt) {

        boolean isLive(Instant now) {
            return expiresAt == null || expiresAt.isAfter(now);
        }

        boolean isOf(String key) {
            return MessageDigest.isEqual(hash, sha256(key));
        }
    }

    private SourceKey() {}

    static String create(String source) {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return PREFIX + source + "_" + HexFormat.of().formatHex(secret);
    }

    /** The source whose key this says to be, null where it is no key. */
    static String sourceOf(String key) {
        int end = key.lastIndexOf('_');
        boolean isKey = key.startsWith(PREFIX) && end > PREFIX.length() && key.length() <= LONGEST;
        return isKey ? key.substring(PREFIX.length(), end) : null;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
