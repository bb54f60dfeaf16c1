package cn.zhenmai.measure;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The terms of a school with the overlapping ones (a cohort that starts later) joined into one span, in order. */
final class Semesters {

    private final List<Span> spans = new ArrayList<>();

    Semesters(School school) {
        List<Registry.Term> terms = new ArrayList<>(school.registry().terms());
        terms.sort(Comparator.comparing(Registry.Term::firstMonday));
        for (Registry.Term term : terms) {
            LocalDate end = school.endOf(term);
            Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && term.firstMonday().isBefore(last.until())) {
                LocalDate until = end.isAfter(last.until()) ? end : last.until();
                spans.set(spans.size() - 1, new Span(last.from(), until));
            } else {
                spans.add(new Span(term.firstMonday(), end));
            }
        }
    }

    /** The span that contains the day, or null. */
    Span on(LocalDate day) {
        for (Span span : spans) {
            if (span.contains(day)) {
                return span;
            }
        }
        return null;
    }

    /** Start of the first span after the day, or null. */
    Instant nextStart(LocalDate day) {
        for (Span span : spans) {
            if (span.from().isAfter(day)) {
                return startOf(span.from());
            }
        }
        return null;
    }

    static LocalDate dayOf(Instant at) {
        return at.atZone(School.ZONE).toLocalDate();
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(School.ZONE).toInstant();
    }
}
