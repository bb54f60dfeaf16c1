package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * 检测合格率 of an offering over its last lesson checks, by event time; only taken (or made up) and marked ones count.
 *
 * @param pass share of the maximum score from which on a check is passed
 * @param checks how many checks the window holds
 */
public record CheckPassRate(Threshold pass, int checks) implements Measure {

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.OFFERING;
    }

    @Override
    public Form form() {
        return Form.RATE;
    }

    @Override
    public String unit() {
        return "人次";
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return moved.touches(Moved.CHECK | Moved.REGISTERED);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        OfferingFacts offering = (OfferingFacts) of;
        Reading outside = now.outsideTermOf(offering.id());
        if (outside != null) {
            return outside;
        }
        List<List<OfferingFacts.Result>> marked = marked(offering);
        List<Reading.Point> points = new ArrayList<>(marked.size());
        for (int i = 0; i < marked.size(); i++) {
            long passed = 0;
            int n = 0;
            for (List<OfferingFacts.Result> check : marked.subList(Math.max(0, i + 1 - checks), i + 1)) {
                for (OfferingFacts.Result result : check) {
                    passed += Checks.isPassed(result.check(), pass) ? 1 : 0;
                    n++;
                }
            }
            points.add(new Reading.Point(passed, n, n, at(marked.get(i))));
        }
        return points.isEmpty() ? Reading.nothing() : new Reading(points, null, null, null, null);
    }

    /** The checks in the window as it stands. */
    List<List<OfferingFacts.Result>> standing(OfferingFacts offering) {
        List<List<OfferingFacts.Result>> marked = marked(offering);
        return marked.subList(Math.max(0, marked.size() - checks), marked.size());
    }

    private static Instant at(List<OfferingFacts.Result> check) {
        return check.stream()
                .map(result -> result.at().startsAt())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Checks with at least one score, in event time. */
    private static List<List<OfferingFacts.Result>> marked(OfferingFacts offering) {
        List<List<OfferingFacts.Result>> marked = new ArrayList<>();
        for (OfferingFacts.Check check : offering.checks()) {
            List<OfferingFacts.Result> scores = check.results().values().stream()
                    .filter(result -> Checks.isMarked(result.check()))
                    .toList();
            if (!scores.isEmpty()) {
                marked.add(scores);
            }
        }
        return marked;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        List<Item> items = new ArrayList<>();
        List<String> shares = new ArrayList<>();
        long passed = 0;
        for (List<OfferingFacts.Result> check : standing((OfferingFacts) of)) {
            long passedHere = 0;
            for (OfferingFacts.Result result : check) {
                boolean passes = Checks.isPassed(result.check(), pass);
                passedHere += passes ? 1 : 0;
                items.add(item(result, passes));
            }
            shares.add(passedHere + "/" + check.size());
            passed += passedHere;
        }
        String rate = String.join("，", shares) + "；" + passed + "/" + items.size() + " = "
                + Texts.percent(passed, items.size());
        return new Account(
                items,
                "合格/参加 " + rate,
                "passed/taken " + rate.replace("，", ", ").replace("；", "; "));
    }

    private static Item item(OfferingFacts.Result result, boolean pass) {
        LessonCheck check = result.check();
        return new Item(
                check.session() == null ? null : check.session().toString(),
                check.offering(),
                result.at().heldOn(),
                result.at().firstPeriod(),
                0,
                check.student(),
                null,
                BigDecimal.valueOf(pass ? 1 : 0),
                Texts.plain(check.score()) + "/" + Texts.plain(check.max()) + (pass ? " 合格" : " 不合格"),
                null,
                check.recordedAt());
    }
}
