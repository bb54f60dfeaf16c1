package cn.zhenmai.rule;

import java.time.Instant;
import java.util.Optional;

/** What a rule says of a subject: the level, if any, and when time alone may change that (or null). */
public record Judgement(Optional<Verdict> verdict, Instant wakeAt) {}
