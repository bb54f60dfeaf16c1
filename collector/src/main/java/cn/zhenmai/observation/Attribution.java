package cn.zhenmai.observation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * To whom and when a fact of a session counts, as of the session: it travels with the change, so that nobody downstream asks back.
 *
 * @param classId the student's own administrative class then, or null
 * @param roll the class whose roll lists the student
 * @param teacher who holds the session, or null
 * @param offering null for a group's session
 * @param heldOn school date it is held on
 */
public record Attribution(
        String classId,
        String roll,
        String program,
        String college,
        String teacher,
        String offering,
        LocalDate heldOn,
        int firstPeriod,
        Instant startsAt,
        Instant endsAt) {}
