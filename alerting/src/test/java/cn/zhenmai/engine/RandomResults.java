package cn.zhenmai.engine;

import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What else might be told in a term: results of courses with corrections, how teachers came to some sessions, and the
 * ballots about them. */
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
        school.registry().offerings().forEach(told::ballots);
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

    /** Told on some days while the window is open, and mostly once after it; at times of few answers only. */
    private void ballots(Registry.Offering offering) {
        int invited = 4 + random.nextInt(12);
        LocalDate closes = TermCase.WEEK_1.plusDays(10 + random.nextInt(7 * TermCase.WEEKS - 10));
        int answered = 0;
        for (int ahead = random.nextInt(6); ahead >= 0; ahead--) {
            Instant at = closes.minusDays(ahead).atStartOfDay(School.ZONE).toInstant();
            answered += random.nextInt(invited - answered + 1);
            BigDecimal mean = ahead > 0 || answered < BallotSummary.FEWEST_ANSWERS
                    ? null
                    : BigDecimal.valueOf(10_000 + random.nextInt(40_001), 4);
            BallotSummary said =
                    new BallotSummary(offering.id(), offering.teachers().get(0), closes, invited, answered, mean, at);
            sayings.add(new RandomTerm.Saying(later(at, 30), told -> told.ballots(said), null));
        }
    }
}
