package cn.zhenmai.measure;

import cn.zhenmai.measure.Contribution.Kind;
import cn.zhenmai.measure.OfferingFacts.Result;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.school.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Takes the lesson checks of an offering apart: by knowledge point (points lost), class and session, worst first. */
final class CheckParts {

    /** Points of a score are added up in 1/10,000. */
    private static final long FRACTION = 10_000;

    private CheckParts() {}

    static List<Contribution> of(CheckPassRate rate, OfferingFacts offering) {
        List<Result> results =
                rate.standing(offering).stream().flatMap(List::stream).toList();
        return of(results, check -> Checks.isPassed(check, rate.pass()) ? 1 : 0, check -> 1, true, 1);
    }

    static List<Contribution> of(Tallied tallied, OfferingFacts offering, boolean missing, AsOf now) {
        Definition definition = tallied.definition();
        Span days = Windows.days(tallied.window(), now.today(), now);
        List<Result> results = offering.checks().stream()
                .flatMap(check -> check.results().values().stream())
                .filter(result -> days != null
                        && days.contains(result.at().heldOn())
                        && !result.at().heldOn().isAfter(now.today()))
                .toList();
        return of(
                results,
                check -> Checks.of((Amount.OfCheck) definition.numerator(), check),
                check -> Checks.of((Amount.OfCheck) definition.denominator(), check),
                missing,
                definition.scale());
    }

    private static List<Contribution> of(
            List<Result> results,
            ToLongFunction<LessonCheck> numerator,
            ToLongFunction<LessonCheck> denominator,
            boolean missing,
            long scale) {
        Map<String, Total> classes = new TreeMap<>();
        Map<String, Total> sessions = new TreeMap<>();
        Map<String, Total> points = new TreeMap<>();
        for (Result result : results) {
            LessonCheck check = result.check();
            Total total = new Total(numerator.applyAsLong(check), denominator.applyAsLong(check), 1);
            classes.merge(Objects.requireNonNullElse(result.at().classId(), ""), total, Total::plus);
            if (check.session() != null) {
                sessions.merge(check.session().toString(), total, Total::plus);
            }
            points(check, points);
        }
        List<Contribution> parts = new ArrayList<>(Contributions.worst(Kind.POINT, points, true, false, FRACTION));
        parts.addAll(Contributions.worst(Kind.CLASS, classes, missing, false, scale));
        parts.addAll(Contributions.worst(Kind.SESSION, sessions, missing, false, scale));
        return parts;
    }

    private static void points(LessonCheck check, Map<String, Total> into) {
        if (check.points() == null) {
            return;
        }
        for (LessonCheck.Point point : check.points()) {
            if (point.score() != null && point.max() != null) {
                into.merge(point.point(), new Total(scaled(point.score()), scaled(point.max()), 1), Total::plus);
            }
        }
    }

    private static long scaled(BigDecimal points) {
        return points.movePointRight(4).longValue();
    }
}
