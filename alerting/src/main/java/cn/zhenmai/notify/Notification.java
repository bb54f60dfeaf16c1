package cn.zhenmai.notify;

import cn.zhenmai.rule.Level;
import java.time.Instant;

/**
 * One person to be told of one transition.
 *
 * @param recipient teacher id, or POST/unit where the post is vacant
 * @param address null where none is known: then it is a dead letter from the start
 * @param from a waiting notice is dropped when its alert falls below this level; null for follow-ups
 * @param notBefore school clock, null = at once
 */
public record Notification(
        String recipient, String address, Kind kind, Level level, Level from, Instant notBefore, Letter letter) {

    public enum Kind {
        NOTICE,
        FOLLOW_UP,
        /** A number of the past is another: only ever told in a summary. */
        REVISION,
        /** Of corrections, one mail a person. */
        SUMMARY
    }
}
