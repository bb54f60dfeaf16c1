package cn.zhenmai.engine;

import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What might be told in one term: roll calls, corrections, duplicates, late rows, slips, cancelled and moved sessions, class changes. */
final class RandomTerm {

    /** One statement; {@code edit} for those about the registry. */
    record Saying(Instant at, Consumer<Told> tell, UnaryOperator<Registry> edit) {}

    private static final Status[] EXCEPTIONS = {
        Status.ABSENT,
        Status.ABSENT,
        Status.ABSENT,
        Status.LATE,
        Status.EARLY,
        Status.SICK,
        Status.OFFICIAL,
        Status.EXEMPT
    };

    private final Random random;
    private final School school;
    private final List<Saying> sayings = new ArrayList<>();
    private long recorded;

    private RandomTerm(long seed, School school) {
        this.random = new Random(seed);
        this.school = school;
    }

    /** In the order in which they become known. */
    static List<Saying> of(long seed, School school) {
        RandomTerm term = new RandomTerm(seed, school);
        school.sessions().forEach(term::session);
        term.slips();
        term.edits();
        term.evaluations();
        for (Saying saying : List.copyOf(term.sayings)) {
            if (saying.edit() == null && term.chance(10)) {
                term.sayings.add(new Saying(term.later(saying.at(), 72), saying.tell(), null));
            }
        }
        term.sayings.addAll(RandomResults.of(seed, school));
        term.sayings.sort(Comparator.comparing(Saying::at));
        return term.sayings;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Instant later(Instant at, int hours) {
        return at.plus(Duration.ofMinutes(random.nextInt(hours * 60)));
    }

    private void say(Instant at, Consumer<Told> tell) {
        sayings.add(new Saying(at, tell, null));
    }

    private void session(Session session) {
        if (chance(8)) {
            return;
        }
        Instant start = session.startsAt().plus(Duration.ofMinutes(5));
        for (String roll : session.classes()) {
            boolean nobody = chance(8);
            Instant at = chance(85) ? start.plusSeconds(random.nextInt(1200)) : later(start, 60);
            RollCall.Mode mode = chance(70) ? RollCall.Mode.EXCEPTIONS : RollCall.Mode.values()[1 + random.nextInt(2)];
            if (chance(92)) {
                Instant recordedAt = recordedAt(chance(15) ? session.endsAt() : at);
                say(at, told -> told.call(new RollCall(session.id(), roll, "T1", mode, recordedAt)));
            }
            for (RosterEntry entry : school.roster(session)) {
                if (entry.roll().equals(roll)) {
                    student(session, entry.student(), nobody, mode, at);
                }
            }
            if (chance(5)) {
                Instant again = later(session.endsAt(), 30);
                RollCall call = new RollCall(session.id(), roll, "T1", RollCall.Mode.EXCEPTIONS, recordedAt(again));
                say(again, told -> told.call(call));
            }
        }
    }

    private void student(Session session, String student, boolean nobody, RollCall.Mode mode, Instant at) {
        // A few students miss much, most little.
        int risk = student.endsWith("1") ? 60 : student.endsWith("5") ? 35 : 9;
        if (nobody ? mode != RollCall.Mode.READER : chance(risk)) {
            mark(session, student, nobody ? Status.ABSENT : EXCEPTIONS[random.nextInt(EXCEPTIONS.length)], at);
        } else if (!nobody && mode != RollCall.Mode.EXCEPTIONS && chance(90)) {
            mark(session, student, Status.PRESENT, chance(70) ? at : later(at, 3));
        }
        if (chance(4)) {
            Status corrected = chance(50) ? Status.PRESENT : EXCEPTIONS[random.nextInt(EXCEPTIONS.length)];
            mark(session, student, corrected, later(at, 200));
        }
        if (session.offering().equals("MATH") && session.heldOn().getDayOfMonth() % 2 == 0) {
            check(session, student, later(at, 40));
        }
    }

    private void mark(Session session, String student, Status status, Instant at) {
        Integer missed = status == Status.ABSENT && chance(20) ? 1 : null;
        Attendance row =
                new Attendance(student, session.id(), status, missed, status == Status.LATE ? 5 : 0, recordedAt(at));
        say(at, told -> told.attendance(row));
    }

    private void check(Session session, String student, Instant at) {
        LessonCheck.State state = chance(85) ? LessonCheck.State.TAKEN : LessonCheck.State.values()[random.nextInt(4)];
        BigDecimal score = chance(90) ? BigDecimal.valueOf(40 + random.nextInt(50)) : null;
        LessonCheck check = new LessonCheck(
                student,
                session.id(),
                "MATH",
                1,
                state,
                score,
                BigDecimal.valueOf(100),
                null,
                null,
                List.of(),
                recordedAt(at));
        say(at, told -> told.check(check));
    }

    private void slips() {
        List<String> students = TermCase.students(school.registry());
        for (int i = 0; i < 24; i++) {
            String student = students.get(random.nextInt(students.size()));
            String slip = "L" + i;
            Instant from = later(TermCase.START, 24 * 7 * TermCase.WEEKS);
            Instant to = from.plus(Duration.ofHours(4 + random.nextInt(60)));
            Instant at = from.plus(Duration.ofHours(random.nextInt(96) - 24));
            at = at.isBefore(TermCase.START) ? from : at;
            for (LeaveSlip.State state : LeaveSlip.State.values()) {
                if (state.ordinal() < 2 || chance(25)) {
                    Status kind = i % 2 == 0 ? Status.SICK : Status.PERSONAL;
                    LeaveSlip told = new LeaveSlip(student, slip, kind, from, to, state, recordedAt(at));
                    say(at, all -> all.slip(told));
                    at = later(at.plusSeconds(60), 30);
                }
            }
        }
    }

    private void edits() {
        List<Session> sessions = school.sessions();
        for (int i = 0; i < 4; i++) {
            Session cancelled = sessions.get(random.nextInt(sessions.size()));
            Instant at = later(cancelled.startsAt().minus(Duration.ofHours(5)), 60);
            sayings.add(new Saying(at, null, registry -> Cases.cancelled(registry, cancelled.id())));
        }
        for (int i = 0; i < 2; i++) {
            Session moved = sessions.get(random.nextInt(sessions.size()));
            Instant at = later(moved.startsAt().minus(Duration.ofHours(5)), 60);
            int days = 1 + random.nextInt(3);
            sayings.add(new Saying(
                    at,
                    null,
                    registry -> Cases.moved(registry, moved.id(), moved.heldOn().plusDays(days), 9)));
        }
        transfer("A01", "B");
        transfer("C05", "A");
    }

    /** Told up to three days before or five after it begins. */
    private void transfer(String student, String classId) {
        LocalDate from = TermCase.WEEK_1.plusDays(10 + random.nextInt(24));
        Instant known = later(from.minusDays(3).atStartOfDay(School.ZONE).toInstant(), 24 * 8);
        sayings.add(new Saying(known, null, registry -> Cases.transferred(registry, student, classId, from)));
    }

    private void evaluations() {
        for (String month : List.of("2026-09", "2026-10")) {
            for (int version = 0; version < 2; version++) {
                Instant at = later(
                        LocalDate.parse(month + "-15").atStartOfDay(School.ZONE).toInstant(), 200);
                Map<String, BigDecimal> items = Map.of("纪律", score(), "作业", score(), "互动", score());
                LearningEvaluation told =
                        new LearningEvaluation("T1", "MATH", month, null, null, items, recordedAt(at));
                say(at, all -> all.evaluation(told));
            }
        }
    }

    private BigDecimal score() {
        return BigDecimal.valueOf(25 + random.nextInt(22), 1);
    }

    /** Never twice the same, so that the order of arrival cannot decide. */
    private Instant recordedAt(Instant at) {
        return at.plusNanos(++recorded * 1000);
    }
}
