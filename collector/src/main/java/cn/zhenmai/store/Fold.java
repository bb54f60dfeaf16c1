package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What one journal row does to the working set: versions go in, the effective changes come out. No I/O. */
final class Fold {

    private final School school;
    private final Enrolments enrolments;
    private final WorkingSet set;
    private final long sequence;

    private final Map<AttendanceRow, Standing> standingBefore = new LinkedHashMap<>();
    private final Map<FactRow, Fact> factBefore = new LinkedHashMap<>();

    private record Fact(Observation observation, String attribution) {
        static Fact of(FactRow row) {
            return new Fact(row.holding == null ? null : row.holding.observation(), row.attribution);
        }
    }

    Fold(School school, Enrolments enrolments, WorkingSet set, long sequence) {
        this.school = school;
        this.enrolments = enrolments;
        this.set = set;
        this.sequence = sequence;
    }

    /** Takes one resolved observation; its source's row is decided by {@link Version#decide}. */
    Version.Outcome take(Observation observation, Source source, Instant receivedAt) {
        if (observation instanceof Observation.Attendance attendance) {
            return takeAttendance(
                    new Version<>(attendance, source.id(), source.rank(), source.offRoster(), receivedAt, sequence));
        }
        return takeFact(
                new Version<>(observation, source.id(), source.rank(), source.offRoster(), receivedAt, sequence));
    }

    private Version.Outcome takeAttendance(Version<Observation.Attendance> version) {
        Observation.Attendance said = version.observation();
        AttendanceRow row = set.attendance(said.session(), said.student());
        Version.Outcome outcome = Version.decide(version, row.observed, row.others());
        switch (outcome) {
            case STORED -> holdAttendance(row, version);
            case REPLACES -> {
                row.addHistory(row.observed);
                holdAttendance(row, version);
            }
            case LOSES -> {
                row.addHistory(version);
                change(row);
            }
            case DUPLICATE, CONFLICT -> {}
        }
        return outcome;
    }

    private void holdAttendance(AttendanceRow row, Version<Observation.Attendance> version) {
        row.observed = version;
        change(row);
        touch(row);
    }

    private void change(AttendanceRow row) {
        set.change(row);
        row.sequence = sequence;
        if (row.startsAt == null) {
            row.startsAt = school.session(row.key.session()).orElseThrow().startsAt();
        }
    }

    private void touch(AttendanceRow row) {
        standingBefore.putIfAbsent(row, row.standing == null ? NOTHING : row.standing);
    }

    /** A map can't tell a null from nothing. */
    private static final Standing NOTHING = new Standing(null, null, 0, 0, 0, null, null, null, null);

    private Version.Outcome takeFact(Version<Observation> version) {
        Observation said = version.observation();
        FactRow row = set.fact(FactKind.of(said), FactKind.keyOf(said));
        Version.Outcome outcome = Version.decide(version, row.holding, row.others);
        switch (outcome) {
            case STORED -> holdFact(row, version);
            case REPLACES -> {
                row.others.add(row.holding);
                row.newHistory.add(row.holding);
                holdFact(row, version);
            }
            case LOSES -> {
                row.others.add(version);
                row.newHistory.add(version);
                row.isDirty = true;
            }
            case DUPLICATE, CONFLICT -> {}
        }
        return outcome;
    }

    private void holdFact(FactRow row, Version<Observation> version) {
        factBefore.putIfAbsent(row, Fact.of(row));
        set.hold(row, version);
        row.isDirty = true;
        touchAround(version.observation());
        if (version.observation() instanceof Observation.LessonCheck check) {
            row.attribution = AttributionJson.write(attribution(check));
        }
    }

    /** Attendance that a roll call or a slip speaks of. */
    private void touchAround(Observation observation) {
        if (observation instanceof Observation.RollCall call) {
            touchRoll(call);
        } else if (observation instanceof Observation.LeaveSlip slip) {
            set.attendanceOf(slip.student()).forEach(this::touch);
        }
    }

    /** Takes back the versions that are meant; true where one of them held, so that the strongest of the others holds again. */
    boolean withdraw(AttendanceRow row, Predicate<Version<?>> meant) {
        boolean held = row.withdraw(meant);
        if (held) {
            change(row);
            touch(row);
        }
        return held;
    }

    boolean withdraw(FactRow row, Predicate<Version<?>> meant) {
        boolean held = row.holding != null && meant.test(row.holding);
        moveTo(row.withdrawn, row.others, meant);
        if (held) {
            Observation before = row.holding.observation();
            factBefore.putIfAbsent(row, Fact.of(row));
            row.withdrawn.add(row.holding);
            set.holdInstead(row, strongest(row.others, row.returned));
            row.isDirty = true;
            touchAround(before);
            if (row.holding != null && row.holding.observation() instanceof Observation.LessonCheck check) {
                row.attribution = AttributionJson.write(attribution(check));
            }
        }
        return held;
    }

    private static <T extends Observation> void moveTo(
            List<Version<T>> withdrawn, List<Version<T>> others, Predicate<Version<?>> meant) {
        others.stream().filter(meant).forEach(withdrawn::add);
        others.removeAll(withdrawn);
    }

    private static <T extends Observation> Version<T> strongest(List<Version<T>> others, List<Version<T>> returned) {
        Version<T> best = others.stream().max(Version.PRECEDENCE).orElse(null);
        if (best != null) {
            others.remove(best);
            returned.add(best);
        }
        return best;
    }

    private void touchRoll(Observation.RollCall call) {
        school.session(call.session())
                .ifPresent(session -> school.roster(session).stream()
                        .filter(entry -> call.classId().equals(entry.roll()))
                        .forEach(entry -> touch(set.attendance(session.id(), entry.student()))));
    }

    /** The school itself moved: everything that was loaded is judged again, and the rolls of these sessions by their new lists. */
    void reconsider(Set<SessionId> moved) {
        for (FactRow row : set.all(FactKind.ROLL_CALL)) {
            Observation.RollCall call = (Observation.RollCall) row.holding.observation();
            if (moved.contains(call.session())) {
                touchRoll(call);
            }
        }
        set.allAttendance().forEach(this::touch);
        for (FactRow row : set.all(FactKind.LESSON_CHECK)) {
            factBefore.putIfAbsent(row, Fact.of(row));
            String at = AttributionJson.write(attribution((Observation.LessonCheck) row.holding.observation()));
            row.isDirty |= !at.equals(row.attribution);
            row.attribution = at;
        }
    }

    /** The net changes since the fold began: facts in the order in which they were touched, then attendance. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        factBefore.forEach((row, before) -> {
            if (!before.equals(Fact.of(row))) {
                changes.add(change(row, before.observation(), Fact.of(row).observation()));
            }
        });
        standingBefore.forEach((row, was) -> {
            Standing before = was == NOTHING ? null : was;
            Optional<Session> session = school.session(row.key.session());
            Standing after = session.map(held -> standing(held, row)).orElse(null);
            if (before == null ? after != null : !before.equals(after)) {
                row.standing = after;
                row.startsAt = session.map(Session::startsAt).orElse(row.startsAt);
                change(row);
                changes.add(new Change.OfAttendance(row.key.student(), row.key.session(), before, after));
            }
        });
        return changes;
    }

    private Standing standing(Session session, AttendanceRow row) {
        String student = row.key.student();
        RosterEntry entry = enrolments.entry(school, session, student).orElse(null);
        Version<Observation.RollCall> roll =
                entry == null || entry.roll() == null ? null : set.rollCall(session.id(), entry.roll());
        return Effective.standing(school, session, student, entry, row.observed, roll, set.slipsOf(student));
    }

    private static Change change(FactRow row, Observation before, Observation after) {
        return change(before, after, row.attribution == null ? null : AttributionJson.parse(row.attribution));
    }

    /** The change of a fact that is no attendance, either side of which may be null; {@code at} is a check's. */
    static Change change(Observation before, Observation after, Attribution at) {
        Observation either = after == null ? before : after;
        if (either instanceof Observation.RollCall of) {
            return new Change.OfRollCall(
                    of.session(), of.classId(), (Observation.RollCall) before, (Observation.RollCall) after);
        } else if (either instanceof Observation.LeaveSlip of) {
            return new Change.OfLeaveSlip(
                    of.student(), of.slip(), (Observation.LeaveSlip) before, (Observation.LeaveSlip) after);
        } else if (either instanceof Observation.LessonCheck of) {
            return new Change.OfCheck(
                    of.student(), of.offering(), at, (Observation.LessonCheck) before, (Observation.LessonCheck) after);
        } else if (either instanceof Observation.LearningEvaluation of) {
            return new Change.OfEvaluation(
                    of.teacher(),
                    of.offering(),
                    (Observation.LearningEvaluation) before,
                    (Observation.LearningEvaluation) after);
        }
        if (either instanceof Observation.ReportedValue of) {
            return new Change.OfReportedValue(
                    of.indicator(),
                    of.unit(),
                    of.period(),
                    (Observation.ReportedValue) before,
                    (Observation.ReportedValue) after);
        }
        if (either instanceof Observation.CourseResult of) {
            return new Change.OfCourseResult(
                    of.student(), of.offering(), (Observation.CourseResult) before, (Observation.CourseResult) after);
        }
        if (either instanceof Observation.TeacherAttendance of) {
            return new Change.OfTeacherAttendance(
                    of.session(), of.teacher(), (Observation.TeacherAttendance) before, (Observation.TeacherAttendance)
                            after);
        }
        if (either instanceof Observation.BallotSummary of) {
            return new Change.OfBallots(
                    of.offering(), of.teacher(), (Observation.BallotSummary) before, (Observation.BallotSummary) after);
        }
        throw new IllegalArgumentException("no fact of these kinds");
    }

    private Attribution attribution(Observation.LessonCheck check) {
        Optional<Session> session = check.session() == null ? Optional.empty() : school.session(check.session());
        if (session.isPresent()) {
            return school.rosterEntry(session.get(), check.student())
                    .map(entry -> Effective.attribution(session.get(), entry))
                    .orElseGet(() -> Effective.outside(school, session.get(), check.student()));
        }
        return ofDay(
                check, check.session() == null ? check.dueOn() : check.session().plannedOn());
    }

    /** A due day counts from its midnight to the next, in period 0. */
    private Attribution ofDay(Observation.LessonCheck check, LocalDate day) {
        RosterEntry entry =
                enrolments.entry(school, check.offering(), day, check.student()).orElse(null);
        Optional<Registry.AdministrativeClass> own = school.classOf(check.student(), day);
        String classId = entry != null
                ? entry.classId()
                : own.map(Registry.AdministrativeClass::id).orElse(null);
        String program = entry != null
                ? entry.program()
                : own.map(Registry.AdministrativeClass::program).orElse(null);
        String college = entry != null ? entry.college() : classId == null ? null : school.collegeOfClass(classId);
        String teacher = school.offering(check.offering())
                .flatMap(offering -> offering.teachers().stream().findFirst())
                .orElse(null);
        return new Attribution(
                classId,
                entry == null ? null : entry.roll(),
                program,
                college,
                teacher,
                check.offering(),
                day,
                0,
                day.atStartOfDay(School.ZONE).toInstant(),
                day.plusDays(1).atStartOfDay(School.ZONE).toInstant());
    }
}
