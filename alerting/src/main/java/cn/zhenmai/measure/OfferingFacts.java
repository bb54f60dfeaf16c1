package cn.zhenmai.measure;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Observation.BallotSummary;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lesson checks and the evaluations of learning of one offering. */
public final class OfferingFacts extends SubjectFacts {

    private TreeMap<CheckKey, Check> checks = new TreeMap<>();
    private TreeMap<String, LearningEvaluation> evaluations = new TreeMap<>();
    /** By teacher; null until there is one. Never changed: another one takes its place. */
    private Map<String, BallotSummary> ballots;
    /** Somebody reads checks and evaluations as they are: they are copied before they change. */
    private boolean isShared;

    private final String id;
    private final Tallies tallies = new Tallies(this, true);

    private final Subjects subjects;

    /** Periods planned by the school that was asked last; null before. */
    private School plannedBy;

    private int planned;

    OfferingFacts(String offering, Subjects subjects) {
        this.id = offering;
        this.subjects = subjects;
    }

    @Override
    public Subject.Kind kind() {
        return Subject.Kind.OFFERING;
    }

    @Override
    public String id() {
        return id;
    }

    Subjects subjects() {
        return subjects;
    }

    int plannedPeriods(School school) {
        if (plannedBy != school) {
            planned = school.plannedPeriods(id);
            plannedBy = school;
        }
        return planned;
    }

    Tallies tallies() {
        return tallies;
    }

    /** {@code session} is empty for a check with a due day. */
    record CheckKey(String session, int check) implements Comparable<CheckKey> {

        static CheckKey of(LessonCheck check) {
            return new CheckKey(check.session() == null ? "" : check.session().toString(), check.check());
        }

        @Override
        public int compareTo(CheckKey other) {
            int bySession = session.compareTo(other.session);
            return bySession != 0 ? bySession : Integer.compare(check, other.check);
        }
    }

    record Result(LessonCheck check, Attribution at) {}

    /** One check with its results by student. */
    record Check(CheckKey key, TreeMap<String, Result> results) {

        /** Where it has no session: the due day of the first student (a student's own may differ); null else. */
        LocalDate dueOn() {
            return key.session().isEmpty()
                    ? results.firstEntry().getValue().check().dueOn()
                    : null;
        }

        /** Event time: the latest of its results' (due days may differ by student). */
        Instant at() {
            return results.values().stream()
                    .map(result -> result.at().startsAt())
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
        }
    }

    /** Those with a due day instead of a session, by due day, then number. */
    List<Check> dueChecks() {
        List<Check> due = new ArrayList<>();
        for (Check check : checks.values()) {
            if (check.dueOn() != null) {
                due.add(check);
            }
        }
        due.sort(Comparator.comparing(Check::dueOn)
                .thenComparing(check -> check.key().check()));
        return due;
    }

    /** All checks as they are now. */
    Map<CheckKey, Check> shareChecks() {
        isShared = true;
        return checks;
    }

    Map<String, LearningEvaluation> shareEvaluations() {
        isShared = true;
        return evaluations;
    }

    private void own() {
        if (isShared) {
            isShared = false;
            evaluations = new TreeMap<>(evaluations);
            TreeMap<CheckKey, Check> copied = new TreeMap<>();
            checks.forEach((key, check) -> copied.put(key, new Check(key, new TreeMap<>(check.results()))));
            checks = copied;
        }
    }

    void put(String student, LessonCheck check, Attribution at) {
        own();
        CheckKey key = CheckKey.of(check);
        checks.computeIfAbsent(key, none -> new Check(none, new TreeMap<>()))
                .results()
                .put(student, new Result(check, at));
    }

    /** What it took away, or null. */
    Result remove(String student, LessonCheck check) {
        own();
        CheckKey key = CheckKey.of(check);
        Check held = checks.get(key);
        Result removed = held == null ? null : held.results().remove(student);
        if (removed != null && held.results().isEmpty()) {
            checks.remove(key);
        }
        return removed;
    }

    /** In event time. */
    List<Check> checks() {
        List<Check> sorted = new ArrayList<>(checks.values());
        sorted.sort(Comparator.comparing(Check::at).thenComparing(Check::key));
        return sorted;
    }

    void put(LearningEvaluation evaluation) {
        own();
        evaluations.put(key(evaluation), evaluation);
    }

    void remove(LearningEvaluation evaluation) {
        own();
        evaluations.remove(key(evaluation));
    }

    /** By month, then teacher and whom it is about. */
    List<LearningEvaluation> evaluations() {
        return List.copyOf(evaluations.values());
    }

    private static String key(LearningEvaluation of) {
        return of.month() + "/" + of.teacher() + "/" + of.classId() + "/" + of.student();
    }

    /** By teacher. */
    Collection<BallotSummary> ballots() {
        return ballots == null ? List.of() : ballots.values();
    }

    /** {@code summary} null = nothing holds any more. */
    void ballots(String teacher, BallotSummary summary) {
        Map<String, BallotSummary> now = ballots == null ? new TreeMap<>() : new TreeMap<>(ballots);
        if (summary == null) {
            now.remove(teacher);
        } else {
            now.put(teacher, summary);
        }
        ballots = now.isEmpty() ? null : now;
    }
}
