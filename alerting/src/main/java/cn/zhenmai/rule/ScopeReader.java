package cn.zhenmai.rule;

import cn.zhenmai.school.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads whom a rule is for and when it rests. */
final class ScopeReader {

    /** More teaching weeks than any term has. */
    private static final int MOST_WEEKS = 30;

    private static final int FIRST_GRADE = 1990;
    private static final int LAST_GRADE = 2200;

    private ScopeReader() {}

    /** Null = everyone. */
    static Scope scope(Fields fields) {
        if (fields == null) {
            return Scope.EVERYONE;
        }
        Scope scope = new Scope(
                fields.texts("colleges"),
                fields.texts("programs"),
                fields.texts("classes"),
                fields.numbers("grades", FIRST_GRADE, LAST_GRADE));
        fields.end();
        return scope;
    }

    /** {@code name} is for the reader of the file alone. */
    static Schedule schedule(Fields fields, String name) {
        Set<Integer> weeks = fields.numbers("off-weeks", 1, MOST_WEEKS);
        List<Span> days = new ArrayList<>();
        for (Fields day : fields.list("off-days")) {
            LocalDate from = day.date("from");
            LocalDate until = day.date("until");
            if (from == null || until == null || !from.isBefore(until)) {
                day.problem("", name + "：须有 from，且早于 until（不含）／needs from, before until (exclusive)");
            } else {
                days.add(new Span(from, until));
            }
            day.end();
        }
        return new Schedule(weeks, days);
    }
}
