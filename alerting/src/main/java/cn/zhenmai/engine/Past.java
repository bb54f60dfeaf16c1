package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Evidence;
import cn.zhenmai.alert.Revision;
import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.ClassAbsent;
import cn.zhenmai.measure.Comparison;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.Moved;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.SessionAttendance;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.measure.Tallied;
import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.school.School;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts that have ended, as long as what comes late may still move the number that they told: each is read again, by its own rule, as of
 * the moment at which it last told something.
 */
final class Past {

    /** The oldest are let go: what they told stays as it is. */
    static final int MOST = 50_000;

    /** One of them as it is now. */
    record Kept(SubjectFacts subject, Rule rule, Instant told, Reading.Point point, String was, Alert alert) {}

    private static final class Ended {
        final SubjectFacts subject;
        final Rule rule;
        final Instant told;
        final long day;
        final String was;
        Alert alert;
        /** Null = nothing to judge. */
        Reading.Point point;

        Ended(SubjectFacts subject, Rule rule, Instant told, Alert alert, Reading.Point point, String was) {
            this.subject = subject;
            this.rule = rule;
            this.told = told;
            this.day = told.atZone(School.ZONE).toLocalDate().toEpochDay();
            this.alert = alert;
            this.point = point;
            this.was = was;
        }
    }

    private final Map<SubjectFacts, List<Ended>> bySubject = new HashMap<>();
    private final Deque<Ended> oldestFirst = new ArrayDeque<>();

    /** @param told when the alert last told something before it ended */
    void add(Rule rule, SubjectFacts subject, Instant told, Alert ended, AsOf now) {
        Reading.Point point = point(rule, subject, now.at(told));
        if (point == null || !isOfThen(rule.measure(), point)) {
            return;
        }
        keep(new Ended(subject, rule, told, slim(ended), point, written(rule, point)));
        if (oldestFirst.size() > MOST) {
            Ended let = oldestFirst.remove();
            bySubject.get(let.subject).remove(let);
        }
    }

    private void keep(Ended ended) {
        ended.subject.endsAlert();
        bySubject.computeIfAbsent(ended.subject, none -> new ArrayList<>(1)).add(ended);
        oldestFirst.add(ended);
    }

    /** Oldest first. */
    List<Kept> kept() {
        List<Kept> kept = new ArrayList<>(oldestFirst.size());
        for (Ended each : oldestFirst) {
            kept.add(new Kept(each.subject, each.rule, each.told, each.point, each.was, each.alert));
        }
        return kept;
    }

    void restore(List<Kept> kept) {
        for (Kept each : kept) {
            keep(new Ended(each.subject(), each.rule(), each.told(), each.alert(), each.point(), each.was()));
        }
    }

    /** Those of the subject whose number is another by what this step brings late; what comes in its time is only noted. */
    List<Alert> revise(SubjectFacts subject, AsOf now, long sequence) {
        if (!subject.hasPast() || subject.moved().isOfRegistryAlone()) {
            return List.of();
        }
        Moved moved = subject.moved();
        boolean late = subject.isLate(now.today().toEpochDay());
        List<Alert> revised = new ArrayList<>();
        for (Ended each : bySubject.get(subject)) {
            Reading.Point point = moved.mayReach(each.day) ? point(each.rule, subject, now.at(each.told)) : each.point;
            if (isSame(point, each.point)) {
                continue;
            }
            each.point = point;
            if (late) {
                each.alert = each.alert.revised(new Revision(
                        each.alert.level(),
                        level(each.rule, point, each.alert.level()),
                        each.was,
                        written(each.rule, point),
                        each.rule.measure().unit(),
                        now.at(),
                        sequence,
                        Revision.Cause.CORRECTED));
                revised.add(each.alert);
            }
        }
        return revised;
    }

    /** The number by what is known now, as it stood then; null = nothing to judge. */
    private static Reading.Point point(Rule rule, SubjectFacts subject, AsOf then) {
        Reading.Point standing = null;
        for (Reading.Point point : rule.measure().readNow(subject, then).points()) {
            if (point.at() == null || !point.at().isAfter(then.at())) {
                standing = point;
            }
        }
        return standing;
    }

    /** A row of absences or what is overdue says only what stands: what came after is in it too. */
    private static boolean isOfThen(Measure measure, Reading.Point point) {
        return point.at() != null
                || measure instanceof SessionAttendance
                || measure instanceof ClassAbsent
                || measure instanceof Tallied tallied && tallied.comparison() instanceof Comparison.Absolute;
    }

    private static boolean isSame(Reading.Point one, Reading.Point other) {
        return one == null || other == null
                ? one == other
                : one.numerator() == other.numerator()
                        && one.denominator() == other.denominator()
                        && one.n() == other.n();
    }

    /** By the ladder alone; a rule that asks for more keeps the level that was told. */
    private static Level level(Rule rule, Reading.Point point, Level told) {
        if (!rule.isPlain()) {
            return told;
        }
        return point == null ? null : rule.ladderLevel(point).orElse(null);
    }

    private static String written(Rule rule, Reading.Point point) {
        return point == null ? "–" : Words.value(rule.measure(), point);
    }

    /** The store keeps what it rested on; here that would be most of the memory. */
    private static Alert slim(Alert ended) {
        Evidence evidence = ended.evidence();
        return with(
                ended,
                slim(evidence.sequence(), evidence.numerator(), evidence.denominator(), evidence.n(), evidence.unit()));
    }

    static Evidence slim(long sequence, BigDecimal numerator, BigDecimal denominator, int n, String unit) {
        return new Evidence(sequence, numerator, denominator, n, unit, "", "", null, List.of(), null);
    }

    private static Alert with(Alert of, Evidence evidence) {
        return new Alert(
                of.id(),
                of.rule(),
                of.ruleVersion(),
                of.subject(),
                of.student(),
                of.classes(),
                of.college(),
                of.session(),
                of.offering(),
                of.teacher(),
                of.level(),
                of.condition(),
                of.endReason(),
                of.openedAt(),
                of.openedSequence(),
                of.changedAt(),
                of.changedSequence(),
                of.title(),
                of.text(),
                of.textEn(),
                evidence);
    }
}
