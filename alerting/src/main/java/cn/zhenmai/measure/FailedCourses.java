package cn.zhenmai.measure;

import cn.zhenmai.observation.Observation.CourseResult;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Subject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * 不及格课程门数, or 欠学分: courses that a student has results of and has not passed in any of them, over all terms; a resit that is
 * passed takes the course away. Of a course with several results the most credits said count. Terms don't end it.
 *
 * @param credits whether their credits are added up, or they are counted
 */
public record FailedCourses(boolean credits) implements Measure {

    /** Of one course: the results that were failed, none where one was passed. */
    private record Failed(String course, List<CourseResult> results) {

        BigDecimal credits() {
            return results.stream()
                    .map(result -> result.credits() == null ? BigDecimal.ZERO : result.credits())
                    .reduce(BigDecimal.ZERO, BigDecimal::max);
        }
    }

    @Override
    public Subject.Kind subject() {
        return Subject.Kind.STUDENT;
    }

    @Override
    public Form form() {
        return Form.COUNT;
    }

    @Override
    public String unit() {
        return credits ? "学分" : "门";
    }

    @Override
    public long scale() {
        return credits ? Reports.FRACTION : 1;
    }

    @Override
    public boolean mayMove(Moved moved, Standing stands) {
        return moved.touches(Moved.RESULT | Moved.REGISTERED);
    }

    @Override
    public Reading read(SubjectFacts of, AsOf now) {
        Map<String, List<CourseResult>> courses = courses((StudentFacts) of, now);
        if (courses.isEmpty()) {
            return Reading.nothing();
        }
        List<Failed> failed = failed(courses);
        long sum = failed.size();
        if (credits) {
            sum = failed.stream()
                    .mapToLong(one -> Reports.scaled(one.credits()))
                    .sum();
        }
        return Reading.of(sum, scale(), courses.size(), null);
    }

    private static Map<String, List<CourseResult>> courses(StudentFacts student, AsOf now) {
        Map<String, List<CourseResult>> courses = new TreeMap<>();
        student.results().forEach((offering, result) -> {
            String course = now.school()
                    .offering(offering)
                    .map(Registry.Offering::course)
                    .orElse(offering);
            courses.computeIfAbsent(course, none -> new ArrayList<>()).add(result);
        });
        return courses;
    }

    private static List<Failed> failed(Map<String, List<CourseResult>> courses) {
        List<Failed> failed = new ArrayList<>();
        courses.forEach((course, results) -> {
            if (results.stream().allMatch(result -> result.outcome() == CourseResult.Outcome.FAILED)) {
                failed.add(new Failed(course, results));
            }
        });
        return failed;
    }

    @Override
    public Account explain(SubjectFacts of, AsOf now) {
        List<Item> items = new ArrayList<>();
        for (Failed one : failed(courses((StudentFacts) of, now))) {
            BigDecimal count = credits ? one.credits() : BigDecimal.ONE;
            items.add(item(one, count, of.id(), now));
        }
        String sum = Texts.sum(items);
        String total = Texts.plain(items.stream().map(Item::count).reduce(BigDecimal.ZERO, BigDecimal::add));
        return new Account(
                items,
                (credits ? "欠学分 " : "不及格课程 ") + sum + " = " + total,
                (credits ? "credits missing " : "courses failed ") + sum + " = " + total);
    }

    private static Item item(Failed failed, BigDecimal count, String student, AsOf now) {
        CourseResult latest = failed.results().get(0);
        for (CourseResult result : failed.results()) {
            latest = result.recordedAt().isAfter(latest.recordedAt()) ? result : latest;
        }
        String name =
                now.school().course(failed.course()).map(Registry.Course::name).orElse(failed.course());
        String text = "《" + name + "》"
                + (latest.score() == null ? "" : Texts.plain(latest.score()) + " 分，")
                + "不及格"
                + (failed.results().size() > 1 ? "（" + failed.results().size() + " 次）" : "");
        return new Item(
                null,
                latest.offering(),
                latest.recordedAt().atZone(School.ZONE).toLocalDate(),
                0,
                0,
                student,
                null,
                count,
                text,
                null,
                latest.recordedAt());
    }
}
