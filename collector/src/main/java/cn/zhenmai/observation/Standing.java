package cn.zhenmai.observation;

import java.time.Instant;

/**
 * The effective attendance of one student in one session: the observed status overlaid by approved leave.
 *
 * @param observed what was explicitly observed, null when only a roll call of mode EXCEPTIONS implies PRESENT or UNKNOWN is left
 * @param expectedPeriods the session's period equivalent
 * @param missedPeriods 0 unless periods count as missed without leave
 * @param slip the leave slip that overlays, or null
 * @param source the source whose version holds, for evidence
 * @param receivedAt when that version was received
 */
public record Standing(
        Status status,
        Status observed,
        int expectedPeriods,
        int missedPeriods,
        int minutesLate,
        String slip,
        String source,
        Instant receivedAt,
        Attribution at) {}
