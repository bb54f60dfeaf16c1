package cn.zhenmai.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets of 256 bits, and the hash under which they are stored: who reads the database cannot sign in with it. */
public final class Token {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    /** Without 0/O, 1/l/I: passwords are read from paper. 57 signs, 16 of them are 93 bits. */
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private static final int PASSWORD_LENGTH = 16;

    private Token() {}

    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String password() {
        StringBuilder text = new StringBuilder(PASSWORD_LENGTH);
        RANDOM.ints(PASSWORD_LENGTH, 0, SIGNS.length()).forEach(i -> text.append(SIGNS.charAt(i)));
        return text.toString();
    }

    /** SHA-256 is enough here: the token itself is random, so there is nothing to guess. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
