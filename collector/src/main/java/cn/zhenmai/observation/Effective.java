package cn.zhenmai.observation;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * What holds for one student in one session: the observed status, overlaid by approved leave, within the roster and the timetable.
 * Pure, and blind to the order in which the facts arrived.
 */
public final class Effective {

    private Effective() {}

    /**
     * The standing, or null when nothing holds.
     *
     * @param entry the student's line of the roster, or null when not on it
     * @param observed the attendance version that holds, or null
     * @param roll the roll call of {@code entry.roll()} that holds, or null
     * @param slips the student's slips that hold, at least those that may cover the session
     */
    public static Standing standing(
            School school,
            Session session,
            String student,
            RosterEntry entry,
            Version<Observation.Attendance> observed,
            Version<Observation.RollCall> roll,
            Collection<Version<Observation.LeaveSlip>> slips) {
        boolean isOutside = entry == null && (observed == null || !observed.offRoster());
        if (!session.isHeld() || isOutside || (observed == null && roll == null)) {
            return null;
        }
        Attribution at = entry == null ? outside(school, session, student) : attribution(session, entry);
        Status said = observed == null ? null : observed.observation().status();
        String source = observed == null ? roll.source() : observed.source();
        Instant receivedAt = observed == null ? roll.receivedAt() : observed.receivedAt();
        Status implied = said != null ? said : implied(roll);
        Optional<Observation.LeaveSlip> leave = isSeen(said) ? Optional.empty() : covering(slips, session.startsAt());
        Status status = entry != null && !entry.expected() ? Status.EXEMPT : implied;
        String slip = null;
        if (status != Status.EXEMPT && leave.isPresent()) {
            status = leave.get().kind();
            slip = leave.get().slip();
        }
        if (status == Status.OFFICIAL && school.isOfficialLeaveExpected(session.heldOn())) {
            status = Status.PERSONAL;
        }
        int missed = observed == null ? 0 : missed(status, observed.observation(), session.periods());
        int minutes = status == Status.LATE || status == Status.EARLY
                ? observed.observation().minutesLate()
                : 0;
        return new Standing(status, said, session.periods(), missed, minutes, slip, source, receivedAt, at);
    }

    /** Seen with one's own eyes beats leave; a presence that a roll call merely implies does not. */
    private static boolean isSeen(Status said) {
        return said != null && said.isPresent();
    }

    private static Status implied(Version<Observation.RollCall> roll) {
        return roll.observation().mode() == Observation.RollCall.Mode.EXCEPTIONS ? Status.PRESENT : Status.UNKNOWN;
    }

    private static int missed(Status status, Observation.Attendance observed, int periods) {
        if (status == Status.ABSENT) {
            return observed.missedPeriods() == null ? periods : Math.min(observed.missedPeriods(), periods);
        }
        return status.isPresent() && observed.missedPeriods() != null ? Math.min(observed.missedPeriods(), periods) : 0;
    }

    /** The slip that covers the moment; of several the earliest, so that it is always the same one. */
    static Optional<Observation.LeaveSlip> covering(
            Collection<Version<Observation.LeaveSlip>> slips, Instant startsAt) {
        if (slips.isEmpty()) {
            return Optional.empty();
        }
        return slips.stream()
                .map(Version::observation)
                .filter(slip -> !startsAt.isBefore(slip.from()) && startsAt.isBefore(end(slip)))
                .min(Comparator.comparing(Observation.LeaveSlip::from).thenComparing(Observation.LeaveSlip::slip));
    }

    /** Until when the slip covers: its beginning where it does not at all, the return where the student came back early (销假). */
    public static Instant end(Observation.LeaveSlip slip) {
        return switch (slip.state()) {
            case APPROVED -> slip.to();
            case RETURNED -> slip.recordedAt().isBefore(slip.to()) ? slip.recordedAt() : slip.to();
            case SUBMITTED, WITHDRAWN -> slip.from();
        };
    }

    /** Attribution of a student of the session's roster. */
    public static Attribution attribution(Session session, RosterEntry entry) {
        return attribution(session, entry.classId(), entry.roll(), entry.program(), entry.college());
    }

    /** Of someone who is not on the roster: by the own class on that day. */
    public static Attribution outside(School school, Session session, String student) {
        Optional<Registry.AdministrativeClass> own = school.classOf(student, session.heldOn());
        String classId = own.map(Registry.AdministrativeClass::id).orElse(null);
        String program = own.map(Registry.AdministrativeClass::program).orElse(null);
        String college = classId == null ? null : school.collegeOfClass(classId);
        return attribution(session, classId, null, program, college);
    }

    private static Attribution attribution(
            Session session, String classId, String roll, String program, String college) {
        return new Attribution(
                classId,
                roll,
                program,
                college,
                session.teacher(),
                session.offering(),
                session.heldOn(),
                session.firstPeriod(),
                session.startsAt(),
                session.endsAt());
    }
}
