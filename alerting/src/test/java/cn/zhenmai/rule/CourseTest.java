package cn.zhenmai.rule;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedInARow;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are written minute=value; spans as from-until in minutes, open ends with nothing. */
class CourseTest {

    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    private static final Measure A = new MissedInARow();
    private static final Measure B = new NoRollCall();

    private static Reading reading(String values) {
        List<Reading.Point> points = new ArrayList<>();
        for (String value : values == null ? new String[0] : values.split(" ")) {
            int equals = value.indexOf('=');
            Instant at = equals < 0 ? null : START.plusSeconds(60L * Integer.parseInt(value.substring(0, equals)));
            points.add(new Reading.Point(Integer.parseInt(value.substring(equals + 1)), 1, 1, at));
        }
        return new Reading(points, null, null, null, null);
    }

    private static String told(Course course) {
        return course.holds().stream()
                .map(hold -> minute(hold.from()) + "-" + minute(hold.until()))
                .collect(Collectors.joining(" "));
    }

    private static String minute(Instant at) {
        return at.equals(Instant.MIN) || at.equals(Instant.MAX)
                ? ""
                : "" + Duration.between(START, at).toMinutes();
    }

    private static Condition bound(Measure of, String recover) {
        return new Condition.Bound(
                of, Direction.AT_LEAST, Threshold.parse("3"), recover == null ? null : Threshold.parse(recover), 0);
    }

    private static Course course(Condition condition, String a, String b) {
        return Course.of(condition, Map.of(A, reading(a), B, reading(b))::get);
    }

    @ParameterizedTest
    @CsvSource({
        "1=0 2=3 5=2, , 2-5",
        "1=3 5=2 9=4, , 1-5 9-",
        "4, , -",
        "1=3 5=2 7=1, 2, 1-7",
        "1=2 5=3 6=2 8=1 9=2, 2, 5-8"
    })
    void a_bound_holds_from_the_value_that_reaches_it_until_the_one_that_recovers(
            String values, String recover, String holds) {
        assertThat(told(course(bound(A, recover), values, null))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "0=3 10=0, 5, 0, 5-10",
        "0=3 4=0 5=3 20=0, 5, 0, 10-20",
        "0=3 5=0, 5, 0, ''",
        "0=3, 5, 0, 5-",
        "0=3 4=0, 0, 10, 0-14",
        "0=3 4=0 14=3 15=0, 0, 10, 0-25",
        "0=3 4=0 15=3 16=0, 0, 10, 0-14 15-26",
        "0=3 6=0 10=3 11=0, 5, 10, 5-21",
        "0=3 6=0 20=3 23=0, 5, 10, 5-16"
    })
    void it_waits_to_count_and_goes_on_to_count_as_in_prometheus(
            String values, int holdFor, int keepFor, String holds) {
        Lasting lasting = new Lasting(Duration.ofMinutes(holdFor), Duration.ofMinutes(keepFor));
        assertThat(told(course(new Condition.Lasts(bound(A, null), lasting), values, null)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"0=3 10=0, 5=3 15=0, 5-10, 0-15, 0-5", "0=3, 5=3 7=0, 5-7, 0-, 0-5 7-", "0=0, 5=3, '', 5-, ''"})
    void and_or_and_not_are_taken_over_time(String a, String b, String both, String either, String onlyA) {
        Condition first = bound(A, null);
        Condition second = bound(B, null);
        assertThat(told(course(new Condition.All(List.of(first, second)), a, b)))
                .isEqualTo(both);
        assertThat(told(course(new Condition.Any(List.of(first, second)), a, b)))
                .isEqualTo(either);
        Course alone = course(new Condition.All(List.of(first, new Condition.Not(second))), a, b);
        assertThat(told(alone)).isEqualTo(onlyA);
    }
}
