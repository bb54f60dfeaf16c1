package cn.zhenmai.school;

import cn.zhenmai.school.RegistryCheck.Findings;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Spans end after they begin, and what a thing can only have once at a time it has once. */
final class SpanCheck {

    private SpanCheck() {}

    static void run(Registry registry, Findings findings) {
        check(PeopleKinds.MEMBERSHIP, registry, Registry.ClassMembership::valid, m -> List.of(m.student()), findings);
        check(PeopleKinds.STATUS, registry, Registry.StudentStatus::valid, s -> List.of(s.student()), findings);
        check(
                PeopleKinds.POST,
                registry,
                Registry.PostHolder::valid,
                p -> List.of(p.teacher(), p.post(), String.valueOf(p.unit())),
                findings);
        check(CalendarKinds.LEAVE_POLICY, registry, Registry.LeavePolicy::valid, policy -> List.of(), findings);
        check(
                TeachingKinds.ENROLMENT,
                registry,
                Registry.EnrolmentException::valid,
                e -> List.of(e.student(), e.offering()),
                findings);
        check(
                CalendarKinds.BELL,
                registry,
                Registry.Bell::valid,
                b -> List.of(String.valueOf(b.campus()), b.period()),
                findings);
    }

    private static <T> void check(
            RowKind<T> kind, Registry registry, Function<T, Span> span, Function<T, List<?>> of, Findings findings) {
        List<T> rows = kind.rows().apply(registry);
        rows.stream()
                .filter(row -> isEmpty(span.apply(row)))
                .forEach(row -> findings.add(kind, row, "until", "终止日期须晚于起始日期／must be after the start"));
        rows.stream()
                .collect(Collectors.groupingBy(row -> of.apply(row).toString(), TreeMap::new, Collectors.toList()))
                .values()
                .forEach(same -> overlaps(kind, same, span, findings));
    }

    private static <T> void overlaps(RowKind<T> kind, List<T> same, Function<T, Span> span, Findings findings) {
        List<T> byStart = same.stream()
                .filter(row -> !isEmpty(span.apply(row)))
                .sorted(Comparator.comparing(
                        row -> span.apply(row).from(), Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder())))
                .toList();
        for (int i = 1; i < byStart.size(); i++) {
            LocalDate before = span.apply(byStart.get(i - 1)).until();
            LocalDate from = span.apply(byStart.get(i)).from();
            if (before == null || from == null || before.isAfter(from)) {
                findings.add(
                        kind,
                        byStart.get(i),
                        "from",
                        "与同一对象的另一行时间重叠／overlaps another row: " + kind.key(byStart.get(i - 1)));
            }
        }
    }

    private static boolean isEmpty(Span span) {
        return span.from() != null && span.until() != null && !span.until().isAfter(span.from());
    }
}
