package cn.zhenmai.school;

import cn.zhenmai.school.Registry.Bell;
import cn.zhenmai.school.Registry.MakeUpDay;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.Registry.Term;
import cn.zhenmai.school.RegistryCheck.Findings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Terms, months, bells, days off, make-up days and deadlines make sense together. */
final class CalendarCheck {

    private CalendarCheck() {}

    static void run(Registry registry, Findings findings) {
        for (Term term : registry.terms()) {
            check(term, registry.terms(), findings);
        }
        for (Month month : registry.months()) {
            check(month, registry, findings);
        }
        for (Bell bell : registry.bells()) {
            check(bell, registry.bells(), findings);
        }
        Calendar calendar = new Calendar(registry);
        for (MakeUpDay day : registry.makeUpDays()) {
            check(day, registry, calendar, findings);
        }
        registry.deadlines().stream()
                .filter(rule -> rule.minutes() == 0 && rule.dayEnd() == null)
                .forEach(rule -> findings.add(
                        TeachingKinds.DEADLINE, rule, "minutes", "分钟与当日时限须有其一／needs minutes or a time of day"));
    }

    private static void check(Term term, List<Term> terms, Findings findings) {
        if (term.firstMonday().getDayOfWeek() != DayOfWeek.MONDAY) {
            findings.add(CalendarKinds.TERM, term, "firstMonday", "不是周一／not a Monday: " + term.firstMonday());
        }
        if (term.weeks() < 1 || term.weeks() > 60) {
            findings.add(CalendarKinds.TERM, term, "weeks", "周数应为 1 至 60／weeks must be 1 to 60: " + term.weeks());
        }
        boolean overlaps = terms.stream()
                .anyMatch(other -> !other.id().equals(term.id())
                        && other.grade() == term.grade()
                        && !other.firstMonday().isAfter(term.firstMonday())
                        && other.firstMonday().plusWeeks(other.weeks()).isAfter(term.firstMonday()));
        if (overlaps) {
            findings.add(CalendarKinds.TERM, term, "firstMonday", "与另一学期重叠／overlaps another term");
        }
    }

    private static void check(Month month, Registry registry, Findings findings) {
        if (!month.label().matches("\\d{4}-(0[1-9]|1[0-2])")) {
            findings.add(
                    CalendarKinds.MONTH, month, "label", "月份应写作 2026-09／months are written 2026-09: " + month.label());
        }
        int weeks = registry.terms().stream()
                .filter(term -> term.id().equals(month.term()))
                .mapToInt(Term::weeks)
                .max()
                .orElse(Integer.MAX_VALUE);
        if (month.fromWeek() < 1 || month.toWeek() < month.fromWeek() || month.toWeek() > weeks) {
            findings.add(CalendarKinds.MONTH, month, "toWeek", "周次不在学期内／weeks outside the term");
        }
        boolean overlaps = registry.months().stream()
                .anyMatch(other -> other.term().equals(month.term())
                        && other.label().compareTo(month.label()) < 0
                        && other.fromWeek() <= month.toWeek()
                        && month.fromWeek() <= other.toWeek());
        if (overlaps) {
            findings.add(CalendarKinds.MONTH, month, "fromWeek", "与另一教学月重叠／overlaps another month");
        }
    }

    private static void check(Bell bell, List<Bell> bells, Findings findings) {
        if (!bell.startsAt().isBefore(bell.endsAt())) {
            findings.add(CalendarKinds.BELL, bell, "endsAt", "下课须晚于上课／must be after the start");
        }
        LocalDate day = Objects.requireNonNullElse(bell.valid().from(), LocalDate.MIN);
        TreeSet<Integer> periods = new TreeSet<>();
        for (Bell other : bells) {
            if (Objects.equals(other.campus(), bell.campus()) && other.valid().contains(day)) {
                periods.add(other.period());
                if (other.period() < bell.period() && other.endsAt().isAfter(bell.startsAt())) {
                    findings.add(
                            CalendarKinds.BELL,
                            bell,
                            "startsAt",
                            "早于第 " + other.period() + " 节下课／before the end of period " + other.period());
                }
            }
        }
        Integer before = periods.lower(bell.period());
        if (before != null && before != bell.period() - 1) {
            findings.add(
                    CalendarKinds.BELL,
                    bell,
                    "period",
                    "缺少第 " + (before + 1) + " 节／period " + (before + 1) + " is missing");
        }
    }

    private static void check(MakeUpDay day, Registry registry, Calendar calendar, Findings findings) {
        if (day.date().equals(day.carries())) {
            findings.add(CalendarKinds.MAKE_UP_DAY, day, "carries", "不能是同一天／must be another day");
        } else if (calendar.termOn(day.carries()).isEmpty()) {
            findings.add(CalendarKinds.MAKE_UP_DAY, day, "carries", "不在任何学期内／outside every term: " + day.carries());
        }
        boolean off = registry.daysOff().stream()
                .anyMatch(other -> other.date().equals(day.date()) && Objects.equals(other.campus(), day.campus()));
        if (off) {
            findings.add(CalendarKinds.MAKE_UP_DAY, day, "date", "同一天又放假／the same day is off: " + day.date());
        }
    }
}
