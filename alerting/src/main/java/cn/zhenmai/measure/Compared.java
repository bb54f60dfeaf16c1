package cn.zhenmai.measure;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import cn.zhenmai.school.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A value held against the subject's own past, comparable subjects, or the standard; the difference in 1/10,000. */
final class Compared {

    /** A median of fewer says nothing. */
    private static final int LEAST_WINDOWS = 3;

    private Compared() {}

    static boolean isInDeviations(Comparison comparison) {
        return comparison instanceof Comparison.OwnPast past && past.inDeviations()
                || comparison instanceof Comparison.Peers peers && peers.inDeviations();
    }

    /** What a value is held against: another subject, earlier days, or the first day of earlier sessions. */
    record Other(Object of, Total total) {
        String name(School school) {
            if (of instanceof Span days) {
                return days.from() + "…" + days.until().minusDays(1);
            }
            return of instanceof SubjectFacts subject ? nameOf(subject, school) : of.toString();
        }
    }

    /** Null where there is nothing to compare, or nothing to compare with. */
    static Total total(Tallied tallied, SubjectFacts of, AsOf now) {
        Total own = tallied.total(of, now);
        if (own.isEmpty()) {
            return null;
        }
        if (tallied.comparison() instanceof Comparison.Standard standard) {
            return difference(tallied, own, standard.value().value().doubleValue(), 1);
        }
        double[] others = values(tallied, others(tallied, of, now));
        int atLeast = tallied.comparison() instanceof Comparison.Peers peers ? peers.atLeast() : LEAST_WINDOWS;
        if (others.length < atLeast || others.length == 0) {
            return null;
        }
        double median = median(others);
        double unit = 1;
        if (isInDeviations(tallied.comparison())) {
            double mad = median(
                    Arrays.stream(others).map(value -> Math.abs(value - median)).toArray());
            double least = tallied.isCount() ? 1 : Comparison.LEAST_MAD.value().doubleValue();
            unit = Math.max(mad, least);
        }
        return difference(tallied, own, median, unit);
    }

    private static Total difference(Tallied tallied, Total own, double from, double unit) {
        double value = tallied.definition().form() == Measure.Form.MEAN
                ? (double) own.numerator() / own.denominator()
                : own.value(tallied.isCount());
        return new Total(Math.round((value - from) / unit * Tallied.FRACTION), Tallied.FRACTION, own.n());
    }

    static double[] values(Tallied tallied, List<Other> others) {
        return others.stream()
                .mapToDouble(other -> other.total().value(tallied.isCount()))
                .toArray();
    }

    /** Those of which anything is known. */
    static List<Other> others(Tallied tallied, SubjectFacts of, AsOf now) {
        List<Other> others = new ArrayList<>();
        if (tallied.comparison() instanceof Comparison.Peers peers) {
            for (SubjectFacts peer : peers(peers, of, now)) {
                others.add(new Other(peer, tallied.total(peer, now)));
            }
        } else if (tallied.comparison() instanceof Comparison.OwnPast past) {
            others = Windows.isOfSessions(tallied.window())
                    ? pastSessions(tallied, past.windows(), of, now)
                    : pastDays(tallied, past.windows(), of, now);
        }
        others.removeIf(other -> other.total().isEmpty());
        return others;
    }

    private static List<Other> pastSessions(Tallied tallied, int windows, SubjectFacts of, AsOf now) {
        List<Other> past = new ArrayList<>();
        List<Entry> all = tallied.all(of, now);
        if (tallied.window() instanceof Window.ThisSession && !all.isEmpty()) {
            Entry last = all.get(all.size() - 1);
            all = all.stream().filter(entry -> isSameHour(entry, last)).toList();
        }
        int size = Math.max(1, tallied.standing(of, now).size());
        for (int end = all.size() - size; end - size >= 0 && past.size() < windows; end -= size) {
            List<Entry> window = all.subList(end - size, end);
            past.add(new Other(window.get(0).day(), Total.of(window)));
        }
        return past;
    }

    private static List<Other> pastDays(Tallied tallied, int windows, SubjectFacts of, AsOf now) {
        List<Other> past = new ArrayList<>();
        Span days = Windows.days(tallied.window(), now.today(), now);
        for (int back = 1; days != null && back <= windows; back++) {
            Span earlier = Windows.earlier(tallied.window(), days, back, now);
            // Half a window would make half a count.
            if (earlier != null && !earlier.from().isBefore(now.termFrom())) {
                past.add(new Other(earlier, Totals.of(tallied, of, earlier, now)));
            }
        }
        return past;
    }

    /** Never a person's. */
    private static String nameOf(SubjectFacts of, School school) {
        return switch (of.kind()) {
            case CLASS ->
                school.administrativeClass(of.id())
                        .map(Registry.AdministrativeClass::name)
                        .orElse(of.id());
            case PROGRAM -> school.program(of.id()).map(Registry.Program::name).orElse(of.id());
            case COLLEGE -> school.college(of.id()).map(Registry.College::name).orElse(of.id());
            default -> of.id();
        };
    }

    private static boolean isSameHour(Entry a, Entry b) {
        return a.day().getDayOfWeek() == b.day().getDayOfWeek() && a.firstPeriod() == b.firstPeriod();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The comparable subjects, without the one itself. */
    static List<SubjectFacts> peers(Comparison.Peers comparison, SubjectFacts of, AsOf now) {
        Subjects subjects = of instanceof UnitFacts unit
                ? unit.subjects()
                : of instanceof OfferingFacts offering ? offering.subjects() : null;
        if (subjects == null) {
            return List.of();
        }
        String group = group(comparison, of, now.school());
        List<SubjectFacts> peers = new ArrayList<>();
        for (SubjectFacts other : subjects.group(of.kind(), comparison, group)) {
            if (other != of) {
                peers.add(other);
            }
        }
        return peers;
    }

    /** What comparable subjects have in common, as registered now. */
    static String group(Comparison.Peers comparison, SubjectFacts of, School school) {
        if (of.kind() == Subject.Kind.OFFERING) {
            return school.offering(of.id()).map(Registry.Offering::course).orElse(of.id());
        }
        if (of.kind() == Subject.Kind.PROGRAM && comparison.group() == Subject.Kind.COLLEGE) {
            return school.program(of.id()).map(Registry.Program::college).orElse(of.id());
        }
        if (of.kind() != Subject.Kind.CLASS) {
            return "";
        }
        Registry.AdministrativeClass known = school.administrativeClass(of.id()).orElse(null);
        String unit = "";
        if (known != null && comparison.group() == Subject.Kind.PROGRAM) {
            unit = known.program();
        } else if (known != null && comparison.group() == Subject.Kind.COLLEGE) {
            unit = Objects.requireNonNullElse(school.collegeOfClass(of.id()), "");
        }
        return unit + (comparison.sameGrade() && known != null ? "/" + known.grade() : "");
    }
}
