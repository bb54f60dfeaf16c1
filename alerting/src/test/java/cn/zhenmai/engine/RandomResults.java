package cn.zhenmai.engine;

import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What else might be told in a term: results of courses with corrections, and how teachers came to some sessions. */
final class RandomResults {

    private static final Status[] CAME = {Status.PRESENT, Status.LATE, Status.EARLY, Status.ABSENT};

    private final Random random;
    private final List<RandomTerm.Saying> sayings = new ArrayList<>();
    private long recorded;

    private RandomResults(long seed) {
        random = new Random(seed * 17 + 1);
    }

    static List<RandomTerm.Saying> of(long seed, School school) {
        RandomResults told = new RandomResults(seed);
        List<String> students = TermCase.students(school.registry());
        for (Registry.Offering offering : school.registry().offerings()) {
            for (int i = 0; i < students.size() / 4; i++) {
                told.result(students.get(told.random.nextInt(students.size())), offering.id());
            }
        }
        school.sessions().forEach(told::teacher);
        return told.sayings;
    }

    private Instant later(Instant at, int hours) {
        return at.plus(Duration.ofMinutes(random.nextInt(hours * 60)));
    }

    private void result(String student, String offering) {
        Instant at = later(TermCase.START, 7 * 24 * TermCase.WEEKS - 24);
        for (int version = 0; version < 2; version++) {
            boolean passed = random.nextInt(3) > 0;
            CourseResult said = new CourseResult(
                    student,
                    offering,
                    null,
                    passed ? CourseResult.Outcome.PASSED : CourseResult.Outcome.FAILED,
                    null,
                    at.plusNanos(++recorded * 1000));
            sayings.add(new RandomTerm.Saying(at, told -> told.result(said), null));
            if (random.nextInt(4) > 0) {
                return;
            }
            at = later(at, 100);
        }
    }

    private void teacher(Session session) {
        if (random.nextInt(4) > 0) {
            return;
        }
        Instant at = later(session.startsAt(), random.nextInt(5) == 0 ? 90 : 2);
        for (int version = 0; version < 1 + random.nextInt(2); version++) {
            Status status = CAME[random.nextInt(CAME.length)];
            TeacherAttendance said = new TeacherAttendance(
                    session.id(),
                    session.teacher(),
                    status,
                    random.nextInt(6) == 0 ? 1 : null,
                    random.nextInt(12),
                    at.plusNanos(++recorded * 1000));
            sayings.add(new RandomTerm.Saying(at, told -> told.teacher(said), null));
            at = later(at, 60);
        }
    }
}
