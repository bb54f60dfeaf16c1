package cn.zhenmai.view;

import cn.zhenmai.access.Role;
import cn.zhenmai.access.Viewer;
import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Handling;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What a counselor has before them: one card per student with open alerts, own classes' sessions, today's attendance. */
public record Worklist(
        long sequence,
        Instant now,
        String periodLabel,
        Who viewer,
        List<ClassSize> classes,
        List<Card> cards,
        List<SessionAlert> sessionAlerts,
        List<SessionLine> sessions,
        Today today,
        List<SilentSource> silentSources) {

    public record Who(String account, String name, Set<Role> roles) {
        static Who of(Viewer viewer) {
            return new Who(viewer.account(), viewer.name(), viewer.roles());
        }
    }

    public record ClassSize(String id, String name, int size) {}

    /** {@code level} is the highest that fires, else the highest that stands; acknowledged when all are. */
    public record Card(
            String student,
            String name,
            String classId,
            String className,
            Level level,
            boolean acknowledged,
            List<CardAlert> alerts,
            List<String> dates,
            Slip slip,
            Place now,
            Place next) {}

    public record CardAlert(
            String id,
            String rule,
            String title,
            String text,
            String textEn,
            Level level,
            Alert.Condition condition,
            Instant openedAt,
            Instant changedAt,
            Handling.State handling,
            String acknowledgedBy) {}

    public record Slip(Status kind, LeaveSlip.State state, Instant from, Instant to) {}

    /** Where a student is or will be; {@code status} null while nothing is known. */
    public record Place(
            String session,
            String course,
            String room,
            String periods,
            Instant startsAt,
            Instant endsAt,
            Status status) {}

    public record SessionAlert(
            String id,
            String rule,
            String title,
            String text,
            String textEn,
            Level level,
            Alert.Condition condition,
            Instant openedAt,
            Instant changedAt,
            String session,
            String course,
            List<String> classNames,
            String periodLabel,
            String teacherName,
            Handling.State handling) {}

    public record SessionLine(
            String session,
            String course,
            String classId,
            String className,
            String teacherName,
            String room,
            String periods,
            Instant startsAt,
            Instant endsAt,
            Instant dueAt,
            boolean called,
            int expected,
            int present,
            int leave,
            int absent,
            int unknown,
            int pending) {}

    /** Sessions that have begun today. {@code pending}: 待核实; {@code n} is how many persons the rate rests on. */
    public record Today(
            int expected, int present, int leave, int absent, int late, int unknown, int pending, Double rate, int n) {
        static Today of(Tally tally) {
            return new Today(
                    tally.expected(),
                    tally.present(),
                    tally.leave(),
                    tally.absent(),
                    tally.late(),
                    tally.unknown(),
                    tally.pending(),
                    tally.rate(),
                    tally.known());
        }
    }
}
