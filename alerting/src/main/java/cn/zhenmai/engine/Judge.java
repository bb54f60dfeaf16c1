package cn.zhenmai.engine;

import cn.zhenmai.measure.AsOf;
import cn.zhenmai.measure.EnrolmentFacts;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.StudentFacts;
import cn.zhenmai.measure.SubjectFacts;
import cn.zhenmai.rule.Judgement;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.Verdict;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.LocalDate;

/** Judges one subject by one rule: what the rule says of it now, against the alert that stands for the two, and when to look again. */
final class Judge {

    private final RunningStep step;
    private final Alerts alerts;
    private final Wakes wakes;

    Judge(RunningStep step, Alerts alerts, Wakes wakes) {
        this.step = step;
        this.alerts = alerts;
        this.wakes = wakes;
    }

    void judge(Watch watch, SubjectFacts subject) {
        AsOf now = step.now();
        Watch.Open held = watch.standing(subject);
        if (!watch.rule.isEffective(now.today()) || !Concern.isMeant(watch.rule.scope(), subject, now)) {
            // The student may come into the scope with another class.
            wakes.set(watch, subject, watch.isForAll ? null : classChange(subject));
            if (held != null) {
                alerts.end(watch, subject, "rule-changed");
            }
            return;
        }
        // What rose while the rule rests is read and not told.
        boolean isAsRead = held != null
                && held.reading() != null
                && !step.waking()
                && !rests(watch)
                && watch.rule.measure().leavesPoints(subject.moved());
        Reading reading = isAsRead ? held.reading() : watch.read(watch.rule.measure(), subject, now);
        Judgement judged = watch.isPlain
                ? new Judgement(watch.rule.judge(reading), reading.wakeAt())
                : watch.rule.judge(
                        measure -> measure == watch.rule.measure() ? reading : watch.read(measure, subject, now),
                        now.at());
        Verdict verdict = judged.verdict().orElse(null);
        if (verdict != null) {
            if (!rests(watch)
                    || held != null && verdict.level().compareTo(held.alert().level()) <= 0) {
                alerts.stand(watch, subject, held, reading, verdict);
            }
            watch.isNotQuiet(subject, verdict);
            Instant moves = watch.isByValue ? watch.rule.measure().movesAt(reading, subject, now) : judged.wakeAt();
            wakes.set(watch, subject, earliest(moves, now.termEndsAt(), classChange(subject)));
            return;
        }
        Rule rule = watch.rule;
        wakes.set(
                watch,
                subject,
                watch.isPlain ? rule.measure().raisesAt(reading, rule.direction(), subject, now) : judged.wakeAt());
        if (held != null) {
            alerts.end(watch, subject, endReason(held, reading, subject));
        }
    }

    /** A rule that comes into force or goes out of it later judges all its subjects then. */
    void setRuleWake(Watch watch) {
        AsOf now = step.now();
        LocalDate next = null;
        LocalDate rested = watch.rule.schedule().changesAfter(now.school(), now.today());
        for (LocalDate day : new LocalDate[] {watch.rule.until(), watch.rule.from(), rested}) {
            boolean sooner = day != null && day.isAfter(now.today()) && (next == null || day.isBefore(next));
            next = sooner ? day : next;
        }
        wakes.set(
                watch,
                null,
                next == null ? null : next.atStartOfDay(School.ZONE).toInstant());
    }

    private boolean rests(Watch watch) {
        return !watch.neverRests
                && watch.rule.schedule().rests(step.now().school(), step.now().today());
    }

    private String endReason(Watch.Open held, Reading reading, SubjectFacts subject) {
        if (reading.over() != null) {
            return reading.over();
        }
        if (held.termEndsAt() != null && !step.now().at().isBefore(held.termEndsAt())) {
            return "term-ended";
        }
        return subject.isCorrected() ? "corrected" : "recovered";
    }

    private Instant classChange(SubjectFacts subject) {
        String student = subject instanceof StudentFacts person
                ? person.id()
                : subject instanceof EnrolmentFacts enrolment ? enrolment.student() : null;
        return student == null ? null : step.now().classChangesAt(student);
    }

    private static Instant earliest(Instant... instants) {
        Instant earliest = null;
        for (Instant instant : instants) {
            if (instant != null && (earliest == null || instant.isBefore(earliest))) {
                earliest = instant;
            }
        }
        return earliest;
    }
}
