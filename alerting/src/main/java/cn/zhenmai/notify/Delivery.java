package cn.zhenmai.notify;

/** What became of one attempt to deliver; whether to try again is part of it. {@code reason} is for people who look after mail. */
public sealed interface Delivery {

    record Sent() implements Delivery {}

    /** Not now: busy, unreachable, greylisted. */
    record Retry(String reason) implements Delivery {}

    /** Never: the address or the mail is not taken. It becomes a dead letter. */
    record Refused(String reason) implements Delivery {}
}
