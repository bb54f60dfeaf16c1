package cn.zhenmai.school;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a registry as a whole, though each of its rows is well formed. */
public final class RegistryCheck {

    private RegistryCheck() {}

    /** Rows that came from no file have row number 0. */
    public static List<Problem> check(Registry registry) {
        return check(registry, new SourceRows());
    }

    static List<Problem> check(Registry registry, SourceRows sources) {
        Findings findings = new Findings(sources, new ArrayList<>());
        new ReferenceCheck(registry, findings).run();
        SpanCheck.run(registry, findings);
        CalendarCheck.run(registry, findings);
        new TimetableCheck(registry, findings).run();
        ChangeOrderCheck.run(registry, findings);
        return List.copyOf(findings.problems());
    }

    record Findings(SourceRows sources, List<Problem> problems) {
        <T> void add(RowKind<T> kind, T row, String field, String message) {
            problems.add(sources.problem(kind, row, field, message));
        }
    }
}
