package cn.zhenmai.peers;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The events that every contender gets, one student in one session each, in order of time: classes of fifty with two lessons a day on
 * six days a week. 5 % are absent, of every tenth student 30 %.
 */
final class Stream {

    static final int CLASS_SIZE = 50;
    private static final int LESSONS_A_DAY = 2;
    private static final int WEEKS = 18;

    final int classes;
    final School school;
    /** The sessions that are held, in order of start; each has one roll of {@link #CLASS_SIZE}. */
    final List<Session> sessions;
    /** By session, then student. */
    final boolean[] absent;

    Stream(int classes, int events) {
        this.classes = classes;
        this.school = school(classes);
        int rolls = events / CLASS_SIZE;
        sessions = school.sessions().subList(0, rolls);
        absent = new boolean[rolls * CLASS_SIZE];
        Random random = new Random(7);
        for (int i = 0; i < absent.length; i++) {
            absent[i] = random.nextInt(100) < (i % 10 == 0 ? 30 : 5);
        }
    }

    private static School school(int classes) {
        RegistryBuilder b = RegistryBuilder.small();
        b.courses.add(new Registry.Course("D", "机械制图", "O1"));
        Set<Integer> weeks = RegistryBuilder.weeks(1, WEEKS);
        for (int c = 0; c < classes; c++) {
            String classId = name(c);
            b.schoolClass(classId, 2025, "C1");
            for (int s = 0; s < CLASS_SIZE; s++) {
                b.student(student(c, s), classId);
            }
            b.offering(classId, "D", "2026-1", Set.of(classId), "T1");
            for (int day = 1; day <= 6; day++) {
                for (int lesson = 0; lesson < LESSONS_A_DAY; lesson++) {
                    b.slot(classId, DayOfWeek.of(day), 1 + 2 * lesson, weeks);
                }
            }
        }
        return b.school();
    }

    static String name(int classNumber) {
        return "C%04d".formatted(classNumber);
    }

    static String student(int classNumber, int student) {
        return "%s-%02d".formatted(name(classNumber), student);
    }

    int events() {
        return absent.length;
    }

    /** On which anything happens. */
    int days() {
        return (int) sessions.stream().map(Session::heldOn).distinct().count();
    }

    int classOf(int session) {
        return Integer.parseInt(sessions.get(session).offering().substring(1));
    }

    /** Start of the day on which it is held, in milliseconds: the rule's seven days are days. */
    long day(int session) {
        return sessions.get(session)
                .heldOn()
                .atStartOfDay(School.ZONE)
                .toInstant()
                .toEpochMilli();
    }

    /** Whether the event is the last of its roll: a class is judged when its roll is complete, as everybody's is told as a whole. */
    static boolean closes(int event) {
        return (event + 1) % CLASS_SIZE == 0;
    }
}
