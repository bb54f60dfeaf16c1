package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Monthly evaluations as entries of the first day of their month, in 1/10,000. */
final class Evaluations {

    private static final long FRACTION = 10_000;

    private Evaluations() {}

    static void collect(SubjectFacts subject, LocalDate from, LocalDate until, AsOf now, List<Entry> found) {
        for (LearningEvaluation evaluation : of(subject, now)) {
            Optional<Span> month = now.month(evaluation.month());
            if (month.isEmpty()) {
                continue;
            }
            LocalDate day = month.get().from();
            boolean isIn = (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
            if (isIn && now.isInTerm(day)) {
                long sum = 0;
                for (BigDecimal score : evaluation.items().values()) {
                    sum += score.movePointRight(4).longValue();
                }
                int n = evaluation.items().size();
                found.add(Entry.ofDay(day, evaluation.offering(), sum, FRACTION * n, n));
            }
        }
        found.sort(Comparator.comparing(Entry::at));
    }

    private static List<LearningEvaluation> of(SubjectFacts subject, AsOf now) {
        if (subject instanceof OfferingFacts offering) {
            return offering.evaluations();
        }
        List<LearningEvaluation> found = new ArrayList<>();
        for (SubjectFacts each : ((UnitFacts) subject).subjects().all(Subject.Kind.OFFERING)) {
            for (LearningEvaluation evaluation : ((OfferingFacts) each).evaluations()) {
                if (units(evaluation, now.school()).contains(subject.subject())) {
                    found.add(evaluation);
                }
            }
        }
        return found;
    }

    /** Beside its offering: the teacher, the school, and the classes (one, or those of the offering) with what they belong to. */
    static Set<Subject> units(LearningEvaluation evaluation, School school) {
        Set<Subject> units = new LinkedHashSet<>();
        units.add(new Subject(Subject.Kind.SCHOOL, Subjects.SCHOOL));
        units.add(new Subject(Subject.Kind.TEACHER, evaluation.teacher()));
        Set<String> classes = evaluation.classId() != null
                ? Set.of(evaluation.classId())
                : school.offering(evaluation.offering())
                        .map(Registry.Offering::classes)
                        .orElse(Set.of());
        for (String id : classes) {
            units.add(new Subject(Subject.Kind.CLASS, id));
            school.administrativeClass(id)
                    .ifPresent(known -> units.add(new Subject(Subject.Kind.PROGRAM, known.program())));
            String college = school.collegeOfClass(id);
            if (college != null) {
                units.add(new Subject(Subject.Kind.COLLEGE, college));
            }
        }
        return units;
    }
}
