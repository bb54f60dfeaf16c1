package cn.zhenmai.measure;

import cn.zhenmai.measure.Amount.OfBallots;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of the ballots about teachers in their offerings, as entries of the day as of which it was told, at the latest the last one
 * of the term.
 */
final class Ballots {

    private static final int FRACTION_DIGITS = 4;

    private Ballots() {}

    static void collect(
            Definition definition, SubjectFacts subject, LocalDate from, LocalDate until, AsOf now, List<Entry> found) {
        if (subject instanceof OfferingFacts offering) {
            collect(definition, offering.ballots(), null, from, until, now, found);
        } else {
            for (SubjectFacts each : ((UnitFacts) subject).subjects().all(Subject.Kind.OFFERING)) {
                collect(definition, ((OfferingFacts) each).ballots(), subject.subject(), from, until, now, found);
            }
        }
        found.sort(Comparator.comparing(Entry::at));
    }

    /** @param unit for which they must count; null = each does */
    private static void collect(
            Definition definition,
            Collection<BallotSummary> summaries,
            Subject unit,
            LocalDate from,
            LocalDate until,
            AsOf now,
            List<Entry> found) {
        for (BallotSummary summary : summaries) {
            if (unit != null && !units(summary, now.school()).contains(unit)) {
                continue;
            }
            LocalDate day = day(summary, now.school());
            boolean isIn = (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
            boolean counts = definition.numerator() != OfBallots.SCORE || summary.mean() != null;
            if (isIn && counts && now.isInTerm(day)) {
                int n = definition.numerator() == OfBallots.SCORE ? summary.answered() : summary.invited();
                found.add(Entry.ofDay(
                        day,
                        summary.offering(),
                        amount(definition.numerator(), summary),
                        amount(definition.denominator(), summary),
                        n));
            }
        }
    }

    private static long amount(Amount amount, BallotSummary summary) {
        BigDecimal answered = BigDecimal.valueOf(summary.answered());
        return switch ((OfBallots) amount) {
            case INVITED -> summary.invited();
            case ANSWERED -> summary.answered();
            case SCORE ->
                summary.mean()
                        .multiply(answered)
                        .movePointRight(FRACTION_DIGITS)
                        .longValue();
            case SCORED -> answered.movePointRight(FRACTION_DIGITS).longValue();
        };
    }

    /** The count of a closed window is as of the day after the last one, which may lie behind the term. */
    private static LocalDate day(BallotSummary summary, School school) {
        LocalDate told = LocalDate.ofInstant(summary.recordedAt(), School.ZONE);
        LocalDate last = summary.closesOn().minusDays(1);
        LocalDate day = told.isBefore(last) ? told : last;
        String term =
                school.offering(summary.offering()).map(Registry.Offering::term).orElse("");
        for (Registry.Term each : school.registry().terms()) {
            if (each.id().equals(term) && !day.isBefore(school.endOf(each))) {
                return school.endOf(each).minusDays(1);
            }
        }
        return day;
    }

    /** Beside its offering: the teacher, the colleges of its classes, and the school. A ballot tells no class. */
    static Set<Subject> units(BallotSummary summary, School school) {
        Set<Subject> units = new LinkedHashSet<>();
        units.add(new Subject(Subject.Kind.TEACHER, summary.teacher()));
        Optional<Registry.Offering> offering = school.offering(summary.offering());
        if (offering.isPresent()) {
            TreeSet<String> colleges = new TreeSet<>();
            for (String classId : offering.get().classes()) {
                String college = school.collegeOfClass(classId);
                if (college != null) {
                    colleges.add(college);
                }
            }
            colleges.forEach(college -> units.add(new Subject(Subject.Kind.COLLEGE, college)));
        }
        units.add(new Subject(Subject.Kind.SCHOOL, Subjects.SCHOOL));
        return units;
    }
}
