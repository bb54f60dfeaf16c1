package cn.zhenmai.store;

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
import cn.zhenmai.school.Span;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A whole term of a school of any size in the store, for benches: the rows are those that the journal writes, written in bulk. Every
 * class of forty has 15 offerings of two lessons a week in 18 weeks and one roll call a lesson, a teacher four offerings; 93 % present, 3 % absent, 2 % late,
 * 2 % on leave; 2 % of the rows are corrected later.
 */
public final class TermInStore {

    /** After the term. */
    public static final Instant END = Instant.parse("2027-01-10T00:00:00Z");

    private static final int CLASS_SIZE = 40;
    private static final int OFFERINGS = 15;
    private static final int OFFERINGS_A_TEACHER = 4;
    private static final int LESSONS_A_WEEK = 2;
    private static final int WEEKS = 18;
    private static final int ROWS_A_COPY = 200_000;

    private TermInStore() {}

    /** Facts that a school of so many classes has in a term, without corrections. */
    public static long facts(int classes) {
        return (long) classes * CLASS_SIZE * OFFERINGS * LESSONS_A_WEEK * WEEKS;
    }

    public static School school(int classes) {
        RegistryBuilder b = RegistryBuilder.small();
        for (int t = 0; t <= classes / 5; t++) {
            b.teachers.add(new Registry.Teacher("F" + t, "辅导员" + t, "O1", null));
        }
        for (int c = 0; c < classes; c++) {
            String classId = "C" + c;
            b.schoolClass(classId, 2025, "C1");
            b.posts.add(new Registry.PostHolder("F" + c / 5, Registry.Post.COUNSELOR, classId, Span.ALWAYS));
            for (int s = 0; s < CLASS_SIZE; s++) {
                b.student("2025%04d%02d".formatted(c, s), classId);
            }
            for (int o = 0; o < OFFERINGS; o++) {
                String offering = classId + "-" + o;
                String teacher = "L" + (c * OFFERINGS + o) / OFFERINGS_A_TEACHER;
                if ((c * OFFERINGS + o) % OFFERINGS_A_TEACHER == 0) {
                    b.teachers.add(new Registry.Teacher(teacher, "教师" + teacher, "O1", null));
                }
                b.offering(offering, "M", "2026-1", Set.of(classId), teacher);
                for (int lesson = 0; lesson < LESSONS_A_WEEK; lesson++) {
                    int place = o * LESSONS_A_WEEK + lesson;
                    b.slot(offering, DayOfWeek.of(place % 6 + 1), 1 + 2 * (place / 6), RegistryBuilder.weeks(1, WEEKS));
                }
            }
        }
        return b.school();
    }

    /** Writes the term into a migrated, empty database; the journal is to be opened afterwards. Returns the changes written. */
    public static long write(Database database, int classes) throws SQLException {
        School school = school(classes);
        Instant start = school.registry()
                .terms()
                .get(0)
                .firstMonday()
                .atStartOfDay(School.ZONE)
                .toInstant();
        try (Journal journal = Journal.open(database, () -> start)) {
            Receipt edited = journal.submit(new Entry.RegistryEdit(old -> school.registry(), null))
                    .await();
            return new Writer(database, school, edited.sequence()).write();
        }
    }

    private static final class Writer {
        private final Database database;
        private final School school;
        private final Random random = new Random(7);
        private long sequence;
        private long written;
        private Instant knownAt;
        private ChangeStore changes = new ChangeStore();
        private final List<Input> inputs = new ArrayList<>();
        private final List<Change> corrections = new ArrayList<>();
        private int waiting;

        Writer(Database database, School school, long sequence) {
            this.database = database;
            this.school = school;
            this.sequence = sequence;
        }

        long write() throws SQLException {
            for (Session session : school.sessions()) {
                roll(session);
                if (waiting >= ROWS_A_COPY) {
                    send();
                }
            }
            send();
            database.analyze();
            return written;
        }

        private void roll(Session session) {
            knownAt = session.startsAt().plus(Duration.ofMinutes(10));
            List<Change> told = new ArrayList<>();
            for (String classId : session.classes()) {
                RollCall call = new RollCall(session.id(), classId, "T1", RollCall.Mode.FULL, knownAt);
                told.add(new Change.OfRollCall(session.id(), classId, null, call));
            }
            for (RosterEntry entry : school.roster(session)) {
                Standing standing = standing(session, entry);
                told.add(new Change.OfAttendance(entry.student(), session.id(), null, standing));
                if (random.nextInt(50) == 0) {
                    corrections.add(
                            new Change.OfAttendance(entry.student(), session.id(), standing, standing(session, entry)));
                }
            }
            if (corrections.size() >= CLASS_SIZE) {
                told.addAll(corrections);
                corrections.clear();
            }
            sequence++;
            changes.add(sequence, told);
            inputs.add(new Input.Facts(sequence, knownAt, false, told));
            written += told.size();
            waiting += told.size();
        }

        private Standing standing(Session session, RosterEntry entry) {
            int percent = random.nextInt(100);
            Status status = percent < 93
                    ? Status.PRESENT
                    : percent < 96 ? Status.ABSENT : percent < 98 ? Status.LATE : Status.SICK;
            return new Standing(
                    status,
                    status,
                    session.periods(),
                    status == Status.ABSENT ? session.periods() : 0,
                    status == Status.LATE ? 5 : 0,
                    null,
                    "teacher:T1",
                    knownAt,
                    Effective.attribution(session, entry));
        }

        private void send() throws SQLException {
            database.<Void>inTransaction(c -> {
                changes.send(c);
                Together last = new Together();
                JournalStore.write(c, inputs, last);
                JournalStore.move(last, JournalStore.read(c), new JournalStore.Head(sequence, knownAt, "bench"));
                last.run(c);
                return null;
            });
            inputs.clear();
            changes = new ChangeStore();
            waiting = 0;
        }
    }
}
