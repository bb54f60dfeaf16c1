package cn.zhenmai.access;

import java.time.Duration;

/** What became of an attempt to sign in. */
public sealed interface SignIn {

    /** {@code most} is how long the session can last at the longest. */
    record Done(String token, Identity who, Duration most) implements SignIn {}

    /** Unknown account, wrong password or disabled: which one is not told. */
    record Refused() implements SignIn {}

    record Later(Duration pause) implements SignIn {}
}
