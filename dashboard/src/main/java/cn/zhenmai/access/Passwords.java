package cn.zhenmai.access;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2id. Takes tens of milliseconds and 19 MiB a call, so it runs on workers only. */
final class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    private static final Argon2PasswordEncoder ENCODER =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    /** Compared against where there is no such account, so that the time of an answer doesn't tell who exists. */
    private static final String NOBODY = ENCODER.encode(Token.random());

    private Passwords() {}

    static String hash(String password) {
        return ENCODER.encode(password);
    }

    /** {@code stored} null never matches, in the same time. */
    static boolean matches(String password, String stored) {
        boolean same = ENCODER.matches(password, stored == null ? NOBODY : stored);
        return stored != null && same;
    }
}
