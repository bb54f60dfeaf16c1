package cn.zhenmai.demo;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an alert must come to by a moment.
 *
 * @param level at least this high; null where it doesn't matter
 * @param classId the class that the alert must then be shown to, or null
 * @param from earlier ones say nothing
 */
record Expectation(
        Kind kind, String rule, Set<Subject> subjects, Level level, String classId, Instant from, Instant by) {

    enum Kind {
        RAISED,
        ENDED,
        SILENT
    }

    enum Outcome {
        FOUND,
        MISSED,
        /** Its time has not come yet. */
        OPEN
    }

    static Expectation raised(String rule, Subject subject, Level level, Instant from, Instant by) {
        return new Expectation(Kind.RAISED, rule, Set.of(subject), level, null, from, by);
    }

    static Expectation ended(String rule, Subject subject, Instant from, Instant by) {
        return new Expectation(Kind.ENDED, rule, Set.of(subject), null, null, from, by);
    }

    static Expectation silent(String rule, Set<Subject> subjects, Instant from, Instant by) {
        return new Expectation(Kind.SILENT, rule, subjects, null, null, from, by);
    }

    Expectation in(String shownTo) {
        return new Expectation(kind, rule, subjects, level, shownTo, from, by);
    }

    boolean concerns(Transition transition) {
        return transition.alert().rule().equals(rule)
                && subjects.contains(transition.alert().subject());
    }

    Outcome outcome(List<Transition> transitions, Instant now) {
        boolean happened = transitions.stream().anyMatch(this::isMetBy);
        if (kind == Kind.SILENT) {
            return happened ? Outcome.MISSED : now.isBefore(by) ? Outcome.OPEN : Outcome.FOUND;
        }
        return happened ? Outcome.FOUND : now.isBefore(by) ? Outcome.OPEN : Outcome.MISSED;
    }

    private boolean isMetBy(Transition transition) {
        if (!concerns(transition)
                || transition.at().isBefore(from)
                || transition.at().isAfter(by)) {
            return false;
        }
        boolean end = transition.kind() == Transition.Kind.ENDED;
        return switch (kind) {
            case ENDED -> end;
            case SILENT -> transition.kind() == Transition.Kind.OPENED;
            case RAISED ->
                !end
                        && (level == null || transition.alert().level().compareTo(level) >= 0)
                        && (classId == null || transition.alert().classes().contains(classId));
        };
    }
}
