package cn.zhenmai.engine;

import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A term for the benchmarks, told roll by roll: classes of forty in programs of ten classes and colleges of forty, 15 sessions a week
 * for 18 weeks, four offerings a teacher. 93 % present, 3 % absent, 2 % late, 2 % on leave; 2 % of the rows are corrected the next day.
 */
final class BenchTerm {

    private static final int CLASS_SIZE = 40;
    private static final int OFFERINGS = 15;
    private static final int OFFERINGS_A_TEACHER = 4;
    private static final int CLASSES_A_PROGRAM = 10;
    private static final int CLASSES_A_COLLEGE = 40;

    private final School school;
    private final Random random = new Random(7);
    private final List<Change> corrections = new ArrayList<>();
    private int next;
    private long sequence = 1;

    BenchTerm(School school) {
        this.school = school;
    }

    static School school(int classes) {
        RegistryBuilder b = RegistryBuilder.small();
        for (int c = 0; c < classes; c++) {
            String college = "K-" + c / CLASSES_A_COLLEGE;
            String program = "P-" + c / CLASSES_A_PROGRAM;
            if (c % CLASSES_A_COLLEGE == 0) {
                b.colleges.add(new Registry.College(college, college));
            }
            if (c % CLASSES_A_PROGRAM == 0) {
                b.programs.add(new Registry.Program(program, program, college));
            }
            b.classes.add(new Registry.AdministrativeClass("C" + c, "C" + c, program, 2025, "C1"));
            for (int s = 0; s < CLASS_SIZE; s++) {
                b.student("C" + c + "-" + s, "C" + c);
            }
            for (int o = 0; o < OFFERINGS; o++) {
                String offering = "C" + c + "-" + o;
                int teacher = (c * OFFERINGS + o) / OFFERINGS_A_TEACHER;
                if ((c * OFFERINGS + o) % OFFERINGS_A_TEACHER == 0) {
                    b.teachers.add(new Registry.Teacher("L" + teacher, "L" + teacher, "O1", null));
                }
                b.offering(offering, "M", "2026-1", Set.of("C" + c), "L" + teacher);
                b.slot(offering, DayOfWeek.of(o % 5 + 1), 1 + 2 * (o / 5), RegistryBuilder.weeks(1, 18));
            }
        }
        return b.school();
    }

    /** The registry's own input. */
    Input.SchoolEdited registered() {
        Instant start = EngineCase.WEEK_1.atStartOfDay(School.ZONE).toInstant();
        return new Input.SchoolEdited(1, start, false, school, List.of());
    }

    boolean hasNext() {
        return next < school.sessions().size();
    }

    /** The roll of the next session, ten minutes after its start. */
    Input.Facts next() {
        Session session = school.sessions().get(next++);
        Instant at = session.startsAt().plusSeconds(600);
        List<Change> changes = new ArrayList<>();
        for (String classId : session.classes()) {
            RollCall call = new RollCall(session.id(), classId, session.teacher(), RollCall.Mode.EXCEPTIONS, at);
            changes.add(new Change.OfRollCall(session.id(), classId, null, call));
        }
        for (RosterEntry entry : school.roster(session)) {
            Standing standing = standing(session, entry, at);
            changes.add(new Change.OfAttendance(entry.student(), session.id(), null, standing));
            if (random.nextInt(50) == 0) {
                Standing corrected = standing(session, entry, at);
                corrections.add(new Change.OfAttendance(entry.student(), session.id(), standing, corrected));
            }
        }
        if (corrections.size() >= CLASS_SIZE) {
            changes.addAll(corrections);
            corrections.clear();
        }
        return new Input.Facts(++sequence, at, false, changes);
    }

    private Standing standing(Session session, RosterEntry entry, Instant at) {
        int percent = random.nextInt(100);
        Status status =
                percent < 93 ? Status.PRESENT : percent < 96 ? Status.ABSENT : percent < 98 ? Status.LATE : Status.SICK;
        int missed = status == Status.ABSENT ? session.periods() : 0;
        return new Standing(
                status,
                status,
                session.periods(),
                missed,
                0,
                null,
                "teacher:T1",
                at,
                Effective.attribution(session, entry));
    }
}
