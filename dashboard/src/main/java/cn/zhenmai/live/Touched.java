package cn.zhenmai.live;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.engine.Effects;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Input;
import cn.zhenmai.school.SessionId;
import java.util.HashSet;
import java.util.Set;

/**
 * Whom one or more steps concern. What they now look like is read from the store when it is pushed, so that a touch too many costs a
 * look and never a wrong page.
 *
 * @param everything scope, calendar or clock changed: all pages are read anew
 */
record Touched(Set<String> students, Set<String> alerts, Set<SessionId> sessions, boolean everything) {

    /** Beyond this many persons, alerts and sessions a whole read is cheaper, and memory stays bounded. */
    private static final int MOST = 5_000;

    static final Touched NOTHING = new Touched(Set.of(), Set.of(), Set.of(), false);
    static final Touched EVERYTHING = new Touched(Set.of(), Set.of(), Set.of(), true);

    static Touched by(Input input, Effects effects) {
        if (input instanceof Input.SchoolEdited) {
            return EVERYTHING;
        }
        Set<String> students = new HashSet<>();
        Set<String> alerts = new HashSet<>();
        Set<SessionId> sessions = new HashSet<>();
        if (input instanceof Input.Facts facts) {
            facts.changes().forEach(change -> add(change, students, sessions));
        } else if (input instanceof Input.Acted act) {
            alerts.add(act.alert());
        }
        for (Transition transition : effects.transitions()) {
            Alert alert = transition.alert();
            if (alert.student() == null) {
                alerts.add(alert.id());
            } else {
                students.add(alert.student());
            }
        }
        return new Touched(students, alerts, sessions, false).bounded();
    }

    private static void add(Change change, Set<String> students, Set<SessionId> sessions) {
        if (change instanceof Change.OfAttendance attendance) {
            students.add(attendance.student());
            sessions.add(attendance.session());
        } else if (change instanceof Change.OfRollCall roll) {
            sessions.add(roll.session());
        } else if (change instanceof Change.OfLeaveSlip slip) {
            students.add(slip.student());
        }
    }

    Touched with(Touched other) {
        if (everything || other.everything) {
            return EVERYTHING;
        }
        Set<String> bothStudents = new HashSet<>(students);
        bothStudents.addAll(other.students);
        Set<String> bothAlerts = new HashSet<>(alerts);
        bothAlerts.addAll(other.alerts);
        Set<SessionId> bothSessions = new HashSet<>(sessions);
        bothSessions.addAll(other.sessions);
        return new Touched(bothStudents, bothAlerts, bothSessions, false).bounded();
    }

    int size() {
        return students.size() + alerts.size() + sessions.size();
    }

    private Touched bounded() {
        return size() > MOST ? EVERYTHING : this;
    }
}
