package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.ReportedValue;
import cn.zhenmai.observation.Observation.TeacherAttendance;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a ledger holds at one moment, taken between two steps and written down by another thread while the ledger goes on: references
 * to what never changes, or is copied before it does. What follows from the facts alone (counts and sums, who is enrolled where) is left
 * out.
 */
public final class LedgerImage {

    private static final SubjectFacts[] NONE = {};

    /** A mark that a roll was called by mode − 1; the other that it is set aside. */
    static final int SUSPECT = 1 << 4;

    /** How rolls were called, by their number. */
    record Calls(byte[] marks, long[] seconds, int[] nanos) {}

    /** Facts of students, by their number; slips null where there are none. */
    record Persons(int[][] packed, int[] sizes, List<List<LeaveSlip>> slips) {}

    /** Of offerings, by their number. */
    record Taught(
            List<Map<OfferingFacts.CheckKey, OfferingFacts.Check>> checks,
            List<Map<String, LearningEvaluation>> evaluations,
            List<List<BallotSummary>> ballots) {}

    record Roll(Members of, StudentFacts[] students) {}

    private final Map<Subject.Kind, SubjectFacts[]> subjects = new EnumMap<>(Subject.Kind.class);
    final Said[] sayings;
    final Place[] places;
    /** Sayings at each place: an array that grows is another one. */
    final long[][] kinds;
    /** That was written to last; −1 = none. */
    final int latestPlace;

    final Persons persons;
    final Calls calls;
    final Taught taught;
    final List<Roll> rolls = new ArrayList<>();
    final Map<SubjectFacts, List<ReportedValue>> reports = new HashMap<>();
    final List<CourseResult> results;
    final List<TeacherAttendance> teachings;

    LedgerImage(Subjects of, List<CourseResult> results, List<TeacherAttendance> teachings) {
        for (Subject.Kind kind : Subject.Kind.values()) {
            subjects.put(kind, of.all(kind).toArray(NONE));
        }
        this.sayings = of.sayings().all();
        this.places = of.places().all();
        this.kinds = new long[places.length][];
        for (int i = 0; i < places.length; i++) {
            kinds[i] = places[i].kindsNow();
        }
        this.latestPlace = of.latestPlace() == null ? -1 : of.latestPlace().ordinal;
        this.persons = persons();
        this.calls = calls();
        this.taught = taught();
        this.results = results;
        this.teachings = teachings;
        of.members().forEach(each -> rolls.add(new Roll(each, each.all().toArray(new StudentFacts[0]))));
        for (Subject.Kind kind : UnitFacts.KINDS) {
            for (SubjectFacts each : all(kind)) {
                UnitFacts unit = (UnitFacts) each;
                if (unit.reports() != Reports.NONE) {
                    reports.put(unit, unit.reports().all());
                }
            }
        }
    }

    private Persons persons() {
        SubjectFacts[] students = all(Subject.Kind.STUDENT);
        int[][] packed = new int[students.length][];
        int[] sizes = new int[students.length];
        List<List<LeaveSlip>> slips = new ArrayList<>(Collections.nCopies(students.length, null));
        for (int i = 0; i < students.length; i++) {
            StudentFacts student = (StudentFacts) students[i];
            packed[i] = student.timeline().share();
            sizes[i] = student.timeline().size();
            if (!student.slips().isEmpty()) {
                slips.set(i, List.copyOf(student.slips().values()));
            }
        }
        return new Persons(packed, sizes, slips);
    }

    private Calls calls() {
        SubjectFacts[] all = all(Subject.Kind.ROLL);
        Calls now = new Calls(new byte[all.length], new long[all.length], new int[all.length]);
        for (int i = 0; i < all.length; i++) {
            RollFacts roll = (RollFacts) all[i];
            now.marks[i] =
                    (byte) ((roll.isCalled() ? roll.mode().ordinal() + 1 : 0) | (roll.isSuspect() ? SUSPECT : 0));
            now.seconds[i] = roll.recordedSecond();
            now.nanos[i] = roll.recordedNano();
        }
        return now;
    }

    private Taught taught() {
        SubjectFacts[] all = all(Subject.Kind.OFFERING);
        Taught now = new Taught(new ArrayList<>(all.length), new ArrayList<>(all.length), new ArrayList<>(all.length));
        for (SubjectFacts each : all) {
            OfferingFacts offering = (OfferingFacts) each;
            now.checks.add(offering.shareChecks());
            now.evaluations.add(offering.shareEvaluations());
            now.ballots.add(List.copyOf(offering.ballots()));
        }
        return now;
    }

    /** In the order in which they were first heard of. */
    SubjectFacts[] all(Subject.Kind kind) {
        return subjects.get(kind);
    }

    /** How much there is to write. */
    public long facts() {
        long facts = 0;
        for (int size : persons.sizes) {
            facts += size;
        }
        return facts;
    }

    /** Every subject's number among those of its kind. */
    public Map<SubjectFacts, Integer> numbers() {
        int size = 0;
        for (SubjectFacts[] kind : subjects.values()) {
            size += kind.length;
        }
        Map<SubjectFacts, Integer> numbers = new IdentityHashMap<>(size);
        for (SubjectFacts[] kind : subjects.values()) {
            for (int i = 0; i < kind.length; i++) {
                numbers.put(kind[i], i);
            }
        }
        return numbers;
    }

    /** One number for the names of all subjects and all places in order: that of what is read again must be the same. */
    public long sum() {
        LedgerSum sum = new LedgerSum();
        for (SubjectFacts[] kind : subjects.values()) {
            sum.add(kind.length);
            for (SubjectFacts each : kind) {
                sum.add(each);
            }
        }
        sum.add(sayings.length);
        for (int i = 0; i < places.length; i++) {
            sum.add(places[i], kinds[i]);
        }
        return sum.value();
    }
}
