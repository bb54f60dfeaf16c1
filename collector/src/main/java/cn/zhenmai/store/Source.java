package cn.zhenmai.store;

import java.util.Set;

/**
 * Who sends. The higher rank wins between versions: reader 10, class monitor 20, teacher 30, student-affairs office 40.
 *
 * @param offRoster may send for students who are not on the session's roster
 * @param classes administrative classes that it may send for, null = all
 */
public record Source(String id, int rank, boolean offRoster, Set<String> classes) {

    public Source(String id, int rank, boolean offRoster) {
        this(id, rank, offRoster, null);
    }

    private static final String TEACHER = "teacher:";
    private static final String MONITOR = "monitor:";

    /** A teacher on the roll page. */
    public static Source teacher(String teacher) {
        return new Source(TEACHER + teacher, 30, false);
    }

    /** A class's monitor on the roll page; {@code student} is the monitor's own id. */
    public static Source monitor(String student) {
        return new Source(MONITOR + student, 20, false);
    }

    /** The service itself, which has counted the ballots that it took. */
    public static Source ballots() {
        return new Source("ballots:", 40, false);
    }

    static boolean isTeacher(String id) {
        return id.startsWith(TEACHER);
    }

    static boolean isMonitor(String id) {
        return id.startsWith(MONITOR);
    }
}
