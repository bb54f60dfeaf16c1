package cn.zhenmai.school;

/**
 * One student on one session's roster, as of the session's day.
 *
 * @param classId own administrative class, null for a student without one
 * @param roll the class whose roll call lists the student (a repeating student's is the class followed)
 * @param expected whether absence can be recorded at all: false for attendance waived, self-study, suspension, internship
 */
public record RosterEntry(
        String student,
        String classId,
        String roll,
        String program,
        String college,
        EnrolmentKind kind,
        boolean expected) {}
