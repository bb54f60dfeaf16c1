package cn.zhenmai.measure;

import cn.zhenmai.measure.Contribution.Kind;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Takes an aggregate apart: which sessions, classes, offerings or knowledge points are amiss, worst first. */
public final class Contributions {

    /** Of each kind. */
    private static final int MOST = 8;

    private Contributions() {}

    /** @param lowIsBad whether what is missing of the denominator counts, or the numerator */
    public static List<Contribution> of(Measure measure, SubjectFacts of, boolean lowIsBad, AsOf now) {
        if (measure instanceof Tallied tallied) {
            return of(tallied, of, lowIsBad, now);
        }
        if (measure instanceof Trend trend) {
            return of(trend.of(), of, lowIsBad, now);
        }
        if (measure instanceof CheckPassRate rate) {
            return CheckParts.of(rate, (OfferingFacts) of);
        }
        return measure instanceof SessionAttendance ? rolls((SessionFacts) of) : List.of();
    }

    private static List<Contribution> of(Tallied tallied, SubjectFacts of, boolean lowIsBad, AsOf now) {
        if (of instanceof StudentFacts || of instanceof EnrolmentFacts) {
            return List.of();
        }
        boolean missing = lowIsBad && !tallied.isCount();
        if (of instanceof OfferingFacts offering && tallied.definition().numerator() instanceof Amount.OfCheck) {
            return CheckParts.of(tallied, offering, missing, now);
        }
        if (tallied.definition().numerator() instanceof Amount.OfOffering) {
            return of instanceof UnitFacts ? offerings(tallied, of, missing, now) : List.of();
        }
        if (of instanceof UnitFacts unit && !unit.tallies().isByPlace()) {
            if (!tallied.definition().levels().contains(Subject.Kind.CLASS)) {
                return List.of();
            }
            return worst(
                    Kind.CLASS,
                    classes(tallied, unit, now),
                    missing,
                    tallied.isCount(),
                    tallied.definition().scale());
        }
        long scale = tallied.definition().scale();
        Map<String, Total> sessions = new TreeMap<>();
        Map<String, Total> others = new TreeMap<>();
        Kind other = of.kind() == Subject.Kind.OFFERING ? Kind.CLASS : Kind.OFFERING;
        for (Entry entry : tallied.apart(of, now)) {
            Total total = Total.of(List.of(entry));
            sessions.merge(entry.place().roll.session().id(), total, Total::plus);
            String id = other == Kind.CLASS
                    ? entry.place().at().classId()
                    : entry.place().at().offering();
            others.merge(Objects.requireNonNullElse(id, ""), total, Total::plus);
        }
        List<Contribution> all = new ArrayList<>(worst(other, others, missing, tallied.isCount(), scale));
        all.addAll(worst(Kind.SESSION, sessions, missing, tallied.isCount(), scale));
        return all;
    }

    private static List<Contribution> offerings(Tallied tallied, SubjectFacts of, boolean missing, AsOf now) {
        Map<String, Total> offerings = new TreeMap<>();
        for (Entry entry : tallied.standing(of, now)) {
            offerings.merge(entry.offering(), Total.of(List.of(entry)), Total::plus);
        }
        return worst(
                Kind.OFFERING,
                offerings,
                missing,
                tallied.isCount(),
                tallied.definition().scale());
    }

    private static Map<String, Total> classes(Tallied tallied, UnitFacts unit, AsOf now) {
        Tallied ofClass = new Tallied(
                tallied.definition(), Subject.Kind.CLASS, tallied.window(), tallied.slot(), Comparison.ABSOLUTE);
        Map<String, Total> classes = new TreeMap<>();
        for (SubjectFacts each : unit.subjects().all(Subject.Kind.CLASS)) {
            Registry.AdministrativeClass known =
                    now.school().administrativeClass(each.id()).orElse(null);
            boolean isOf = switch (unit.kind()) {
                case PROGRAM -> known != null && unit.id().equals(known.program());
                case COLLEGE -> unit.id().equals(now.school().collegeOfClass(each.id()));
                default -> true;
            };
            if (isOf) {
                classes.put(each.id(), Total.of(ofClass.standing(each, now)));
            }
        }
        return classes;
    }

    /** @param scale how many units make one whole */
    static List<Contribution> worst(Kind kind, Map<String, Total> parts, boolean missing, boolean isCount, long scale) {
        long amiss =
                parts.values().stream().mapToLong(part -> amiss(part, missing)).sum();
        return parts.entrySet().stream()
                .filter(part -> amiss(part.getValue(), missing) > 0)
                .sorted(Comparator.comparingLong((Map.Entry<String, Total> part) -> -amiss(part.getValue(), missing))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(part -> contribution(
                        kind,
                        part.getKey(),
                        part.getValue().numerator(),
                        isCount ? 0 : part.getValue().denominator(),
                        amiss(part.getValue(), missing),
                        amiss,
                        scale))
                .toList();
    }

    private static long amiss(Total total, boolean missing) {
        return missing ? total.denominator() - total.numerator() : total.numerator();
    }

    private static Contribution contribution(
            Kind kind, String id, long numerator, long denominator, long amiss, long ofAll, long scale) {
        return new Contribution(
                kind,
                id,
                whole(numerator, scale),
                whole(denominator, scale),
                BigDecimal.valueOf(amiss).divide(BigDecimal.valueOf(ofAll), 3, RoundingMode.HALF_UP));
    }

    private static BigDecimal whole(long amount, long scale) {
        return new BigDecimal(
                Texts.plain(BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(scale), 4, RoundingMode.HALF_UP)));
    }

    private static List<Contribution> rolls(SessionFacts session) {
        List<Contribution> parts = new ArrayList<>();
        long amiss = 0;
        for (RollFacts roll = session.firstRoll(); roll != null; roll = roll.next()) {
            amiss += roll.isSuspect() ? 0 : roll.expected() - roll.present();
        }
        for (RollFacts roll = session.firstRoll(); roll != null; roll = roll.next()) {
            int missing = roll.expected() - roll.present();
            if (!roll.isSuspect() && missing > 0) {
                parts.add(contribution(Kind.CLASS, roll.classId(), roll.present(), roll.expected(), missing, amiss, 1));
            }
        }
        parts.sort(Comparator.comparing(Contribution::share).reversed());
        return parts;
    }
}
