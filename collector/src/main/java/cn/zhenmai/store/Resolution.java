package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** An observation held against the school: taken, refused for good, or set aside until the registry knows better. Pure. */
sealed interface Resolution {

    /** How far a source's clock may run ahead. */
    Duration AHEAD = Duration.ofMinutes(5);

    /** With the names that it goes by: the session's own, the offering filled in. */
    record Taken(Observation observation) implements Resolution {}

    record Rejected(String field, String message) implements Resolution {}

    record Quarantined(String field, String message) implements Resolution {}

    static Resolution of(Observation observation, School school, Enrolments enrolments, Source source, Instant now) {
        if (observation.recordedAt().isAfter(now.plus(AHEAD))) {
            return new Rejected("recordedAt", "记录时间晚于当前时间 5 分钟以上／recorded more than 5 minutes in the future");
        }
        Resolution resolution = resolve(observation, new Resolver(school, enrolments, source));
        return resolution instanceof Taken taken ? SourceClasses.within(taken, school, source) : resolution;
    }

    private static Resolution resolve(Observation observation, Resolver resolver) {
        if (observation instanceof Observation.Attendance attendance) {
            return resolver.attendance(attendance);
        } else if (observation instanceof Observation.RollCall rollCall) {
            return resolver.rollCall(rollCall);
        } else if (observation instanceof Observation.LeaveSlip slip) {
            return resolver.leaveSlip(slip);
        } else if (observation instanceof Observation.LessonCheck check) {
            return resolver.lessonCheck(check);
        } else if (observation instanceof Observation.LearningEvaluation evaluation) {
            return resolver.learningEvaluation(evaluation);
        } else if (observation instanceof Observation.ReportedValue value) {
            return ReportedValues.resolve(value, resolver.school());
        } else if (observation instanceof Observation.CourseResult result) {
            return resolver.courseResult(result);
        } else if (observation instanceof Observation.TeacherAttendance attendance) {
            return resolver.teacherAttendance(attendance);
        } else if (observation instanceof Observation.BallotSummary summary) {
            return resolver.ballotSummary(summary);
        }
        throw new IllegalArgumentException(observation.getClass().getName());
    }

    /** The rules, kind by kind. */
    record Resolver(School school, Enrolments enrolments, Source source) {

        private static final Quarantined NO_SESSION =
                new Quarantined("session", "课表中没有这个课次／no such session in the timetable");
        private static final Quarantined NO_STUDENT = new Quarantined("student", "没有这个学生／no such student");
        private static final Quarantined NO_CLASS = new Quarantined("class", "没有这个班级／no such class");
        private static final Quarantined NO_TEACHER = new Quarantined("teacher", "没有这个教师／no such teacher");
        private static final Quarantined NO_OFFERING = new Quarantined("offering", "没有这个教学班／no such offering");
        private static final Quarantined NOT_ON_ROSTER =
                new Quarantined("student", "学生不在名单中／the student is not on the roster");

        /** By id; else by the day and period on which a moved session is really held. */
        private Optional<Session> session(SessionId id) {
            return school.session(id)
                    .or(() -> school.sessionsOn(id.plannedOn()).stream()
                            .filter(held ->
                                    held.id().owner().equals(id.owner()) && held.firstPeriod() == id.firstPeriod())
                            .findFirst());
        }

        Resolution attendance(Observation.Attendance said) {
            Optional<Session> session = session(said.session());
            if (session.isEmpty()) {
                return NO_SESSION;
            }
            if (school.student(said.student()).isEmpty()) {
                return NO_STUDENT;
            }
            if (said.missedPeriods() != null
                    && said.missedPeriods() > session.get().periods()) {
                return new Rejected("missedPeriods", "多于该课次的节数／more than the periods of the session");
            }
            if (!source.offRoster()
                    && enrolments.entry(school, session.get(), said.student()).isEmpty()) {
                return NOT_ON_ROSTER;
            }
            return new Taken(new Observation.Attendance(
                    said.student(),
                    session.get().id(),
                    said.status(),
                    said.missedPeriods(),
                    said.minutesLate(),
                    said.recordedAt()));
        }

        Resolution rollCall(Observation.RollCall said) {
            Optional<Session> session = session(said.session());
            if (session.isEmpty()) {
                return NO_SESSION;
            }
            if (school.administrativeClass(said.classId()).isEmpty()) {
                return NO_CLASS;
            }
            boolean isOfSession = session.get().classes().contains(said.classId())
                    || school.roster(session.get()).stream()
                            .anyMatch(entry -> said.classId().equals(entry.roll()));
            if (!isOfSession) {
                return new Quarantined("class", "该班级不在这个课次中／the class is not part of the session");
            }
            return new Taken(new Observation.RollCall(
                    session.get().id(),
                    said.classId(),
                    said.recorder(),
                    said.mode(),
                    said.reason(),
                    said.recordedAt()));
        }

        Resolution leaveSlip(Observation.LeaveSlip said) {
            return school.student(said.student()).isEmpty() ? NO_STUDENT : new Taken(said);
        }

        Resolution lessonCheck(Observation.LessonCheck said) {
            if (school.student(said.student()).isEmpty()) {
                return NO_STUDENT;
            }
            return said.session() == null ? checkOfOffering(said) : checkOfSession(said);
        }

        private Resolution checkOfOffering(Observation.LessonCheck said) {
            if (school.offering(said.offering()).isEmpty()) {
                return NO_OFFERING;
            }
            Optional<RosterEntry> entry = enrolments.entry(school, said.offering(), said.dueOn(), said.student());
            return entry.isEmpty() && !source.offRoster() ? NOT_ON_ROSTER : new Taken(said);
        }

        private Resolution checkOfSession(Observation.LessonCheck said) {
            Optional<Session> session = session(said.session());
            if (session.isEmpty() || session.get().offering() == null) {
                return NO_SESSION;
            }
            String offering = session.get().offering();
            if (said.offering() != null && !said.offering().equals(offering)) {
                return new Rejected("offering", "与课次的教学班不一致／not the offering of the session");
            }
            if (!source.offRoster()
                    && enrolments.entry(school, session.get(), said.student()).isEmpty()) {
                return NOT_ON_ROSTER;
            }
            return new Taken(new Observation.LessonCheck(
                    said.student(),
                    session.get().id(),
                    offering,
                    said.check(),
                    said.state(),
                    said.score(),
                    said.max(),
                    said.dueOn(),
                    said.submittedAt(),
                    said.points(),
                    said.recordedAt()));
        }

        /** Whoever was on the roster at the start or at the end of the term can have a result. */
        Resolution courseResult(Observation.CourseResult said) {
            if (school.student(said.student()).isEmpty()) {
                return NO_STUDENT;
            }
            Optional<Registry.Offering> offering = school.offering(said.offering());
            if (offering.isEmpty()) {
                return NO_OFFERING;
            }
            Optional<Registry.Term> term = school.registry().terms().stream()
                    .filter(one -> one.id().equals(offering.get().term()))
                    .findFirst();
            boolean isOnRoster = term.isEmpty()
                    || isEnrolled(said, term.get().firstMonday())
                    || isEnrolled(said, school.endOf(term.get()).minusDays(1));
            return isOnRoster || source.offRoster() ? new Taken(said) : NOT_ON_ROSTER;
        }

        private boolean isEnrolled(Observation.CourseResult said, LocalDate on) {
            return enrolments.entry(school, said.offering(), on, said.student()).isPresent();
        }

        Resolution teacherAttendance(Observation.TeacherAttendance said) {
            Optional<Session> session = session(said.session());
            if (session.isEmpty()) {
                return NO_SESSION;
            }
            if (school.teacher(said.teacher()).isEmpty()) {
                return NO_TEACHER;
            }
            return new Taken(new Observation.TeacherAttendance(
                    session.get().id(),
                    said.teacher(),
                    said.status(),
                    said.missedPeriods(),
                    said.minutesLate(),
                    said.recordedAt()));
        }

        Resolution ballotSummary(Observation.BallotSummary said) {
            if (school.teacher(said.teacher()).isEmpty()) {
                return NO_TEACHER;
            }
            return school.offering(said.offering()).isEmpty() ? NO_OFFERING : new Taken(said);
        }

        Resolution learningEvaluation(Observation.LearningEvaluation said) {
            if (school.teacher(said.teacher()).isEmpty()) {
                return NO_TEACHER;
            }
            if (school.offering(said.offering()).isEmpty()) {
                return NO_OFFERING;
            }
            if (school.month(said.month()).isEmpty()) {
                return new Quarantined("month", "校历中没有这个月份／no such month in the calendar");
            }
            if (said.classId() != null
                    && school.administrativeClass(said.classId()).isEmpty()) {
                return NO_CLASS;
            }
            if (said.student() != null && school.student(said.student()).isEmpty()) {
                return NO_STUDENT;
            }
            return new Taken(said);
        }
    }
}
