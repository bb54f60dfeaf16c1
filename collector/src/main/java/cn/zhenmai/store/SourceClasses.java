package cn.zhenmai.store;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Whether an observation is of the classes that its source may send for. Pure. */
record SourceClasses(School school, Set<String> classes) {

    private static final String MESSAGE = "该来源不得报送此班级／this source may not send for this class";

    /** {@code classes} of the source null = all. The observation is resolved. */
    static Resolution within(Resolution.Taken taken, School school, Source source) {
        if (source.classes() == null) {
            return taken;
        }
        return new SourceClasses(school, source.classes())
                .foreign(taken.observation())
                .<Resolution>map(field -> new Resolution.Rejected(field, MESSAGE))
                .orElse(taken);
    }

    /** The field that names somebody else's class. */
    private Optional<String> foreign(Observation said) {
        if (said instanceof Observation.Attendance attendance) {
            LocalDate on = school.session(attendance.session())
                    .map(Session::heldOn)
                    .orElse(attendance.session().plannedOn());
            return isOwn(attendance.student(), on) ? Optional.empty() : Optional.of("student");
        } else if (said instanceof Observation.RollCall roll) {
            return classes.contains(roll.classId()) ? Optional.empty() : Optional.of("class");
        } else if (said instanceof Observation.LeaveSlip slip) {
            return isOwn(slip.student(), LocalDate.ofInstant(slip.from(), School.ZONE))
                    ? Optional.empty()
                    : Optional.of("student");
        } else if (said instanceof Observation.LessonCheck check) {
            LocalDate on =
                    check.session() == null ? check.dueOn() : check.session().plannedOn();
            return isOwn(check.student(), on) ? Optional.empty() : Optional.of("student");
        } else if (said instanceof Observation.LearningEvaluation evaluation) {
            return foreign(evaluation);
        } else if (said instanceof Observation.CourseResult result) {
            return isWholly(result.offering()) ? Optional.empty() : Optional.of("offering");
        } else if (said instanceof Observation.BallotSummary summary) {
            return isWholly(summary.offering()) ? Optional.empty() : Optional.of("offering");
        } else if (said instanceof Observation.TeacherAttendance attendance) {
            boolean isOwn = school.session(attendance.session())
                    .filter(session -> classes.containsAll(session.classes()))
                    .isPresent();
            return isOwn ? Optional.empty() : Optional.of("session");
        }
        return Optional.empty();
    }

    private Optional<String> foreign(Observation.LearningEvaluation said) {
        if (said.classId() != null) {
            return classes.contains(said.classId()) ? Optional.empty() : Optional.of("class");
        }
        return isWholly(said.offering()) ? Optional.empty() : Optional.of("offering");
    }

    private boolean isWholly(String offering) {
        return school.offering(offering)
                .filter(known -> classes.containsAll(known.classes()))
                .isPresent();
    }

    private boolean isOwn(String student, LocalDate on) {
        return school.classOf(student, on)
                .map(Registry.AdministrativeClass::id)
                .filter(classes::contains)
                .isPresent();
    }
}
