package cn.zhenmai.measure;

import cn.zhenmai.measure.Amount.OfResult;
import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of courses that hold, and for whom each counts: the student, the offering and its teachers, and the class that the student
 * was in on that day with what it belongs to.
 */
final class CourseResults {

    record Key(String student, String offering) {}

    private final Subjects subjects;
    private final Touched touched;
    private final Counted<Key, CourseResult> counted;

    CourseResults(Subjects subjects, Touched touched) {
        this.subjects = subjects;
        this.touched = touched;
        this.counted = new Counted<>(touched, Moved.RESULT, this::counts);
    }

    Counted<Key, CourseResult> counted() {
        return counted;
    }

    void apply(Change.OfCourseResult change) {
        boolean corrected = change.before() != null;
        counted.put(new Key(change.student(), change.offering()), change.after(), corrected);
        StudentFacts student = subjects.student(change.student());
        student.result(change.offering(), change.after());
        touched.touch(student, Moved.RESULT, 0, corrected);
    }

    /** As a snapshot holds it. */
    void keep(CourseResult result) {
        counted.keep(new Key(result.student(), result.offering()), result);
        subjects.student(result.student()).result(result.offering(), result);
    }

    private DayCounts counts(CourseResult result) {
        School school = subjects.school();
        Optional<Registry.Offering> offering = school == null ? Optional.empty() : school.offering(result.offering());
        if (offering.isEmpty()) {
            return DayCounts.NOTHING;
        }
        LocalDate day = day(result, offering.get(), school);
        Optional<Registry.AdministrativeClass> own = school.classOf(result.student(), day);
        String classId = own.map(Registry.AdministrativeClass::id).orElse(null);
        List<String> teachers = offering.get().teachers();
        Attribution at = new Attribution(
                classId,
                classId,
                own.map(Registry.AdministrativeClass::program).orElse(null),
                classId == null ? null : school.collegeOfClass(classId),
                teachers.isEmpty() ? null : teachers.get(0),
                result.offering(),
                day,
                0,
                null,
                null);
        List<Tallies> units = subjects.units(at, subjects.offering(result.offering()));
        units.add(subjects.student(result.student()).checks());
        boolean passed = result.outcome() == CourseResult.Outcome.PASSED;
        return new DayCounts(day, units, Map.of(OfResult.GIVEN, 1, OfResult.PASSED, passed ? 1 : 0));
    }

    /** On which it was recorded, at the latest the last one of the offering's term. */
    private static LocalDate day(CourseResult result, Registry.Offering offering, School school) {
        LocalDate recorded = LocalDate.ofInstant(result.recordedAt(), School.ZONE);
        for (Registry.Term term : school.registry().terms()) {
            if (term.id().equals(offering.term()) && !recorded.isBefore(school.endOf(term))) {
                return school.endOf(term).minusDays(1);
            }
        }
        return recorded;
    }
}
