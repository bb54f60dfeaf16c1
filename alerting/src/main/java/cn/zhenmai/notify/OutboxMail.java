package cn.zhenmai.notify;

import java.time.Instant;

/**
 * A mail claimed from the outbox.
 *
 * @param messageKey left part of the Message-ID
 * @param attempt from 1
 * @param firstAttemptAt machine clock
 */
public record OutboxMail(
        long id,
        String messageKey,
        String recipient,
        String address,
        Letter letter,
        int attempt,
        Instant firstAttemptAt) {}
