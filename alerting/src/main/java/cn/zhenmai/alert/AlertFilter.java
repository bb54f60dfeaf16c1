package cn.zhenmai.alert;

import cn.zhenmai.rule.Level;
import java.util.Set;

/** Which alerts a list is asked for; every null means "any". All given must hold, and the scope besides. */
public record AlertFilter(
        AlertScope scope,
        Set<Level> levels,
        Boolean open,
        Alert.Condition condition,
        String student,
        String classId,
        String college,
        String teacher,
        String rule,
        Handling.State handling) {

    public static AlertFilter within(AlertScope scope) {
        return new AlertFilter(scope, null, null, null, null, null, null, null, null, null);
    }

    public AlertFilter onlyOpen() {
        return new AlertFilter(scope, levels, true, condition, student, classId, college, teacher, rule, handling);
    }

    public AlertFilter level(Level level) {
        return new AlertFilter(
                scope, Set.of(level), open, condition, student, classId, college, teacher, rule, handling);
    }

    public AlertFilter condition(Alert.Condition only) {
        return new AlertFilter(scope, levels, open, only, student, classId, college, teacher, rule, handling);
    }

    public AlertFilter student(String only) {
        return new AlertFilter(scope, levels, open, condition, only, classId, college, teacher, rule, handling);
    }

    public AlertFilter classId(String only) {
        return new AlertFilter(scope, levels, open, condition, student, only, college, teacher, rule, handling);
    }

    public AlertFilter college(String only) {
        return new AlertFilter(scope, levels, open, condition, student, classId, only, teacher, rule, handling);
    }

    public AlertFilter teacher(String only) {
        return new AlertFilter(scope, levels, open, condition, student, classId, college, only, rule, handling);
    }

    public AlertFilter rule(String only) {
        return new AlertFilter(scope, levels, open, condition, student, classId, college, teacher, only, handling);
    }

    public AlertFilter handling(Handling.State only) {
        return new AlertFilter(scope, levels, open, condition, student, classId, college, teacher, rule, only);
    }
}
