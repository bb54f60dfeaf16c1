package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the words of the systems that export them. */
class CourseTimeTest {

    private static String text(List<CourseTime> times) {
        return times.stream()
                .map(time -> time.weekday() == null
                        ? "实践 " + time.weeksText()
                        : time.weekdayText() + " " + time.periods().first() + "+"
                                + time.periods().count() + " " + time.weeksText())
                .collect(Collectors.joining(" / "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "周五第1,2节{第1-16周|单周}!周五 1+2 1-15单",
                "周五第1,2节{第1-16周|双周}!周五 1+2 2-16双",
                "周四第6,7节{第1-16周}!周四 6+2 1-16",
                "周一第1,2节{第1-16周};周三第3,4,5节{第2-8周}!周一 1+2 1-16 / 周三 3+3 2-8",
                "周一第1,2节{第1-16周},周三第3,4节{第1-16周}!周一 1+2 1-16 / 周三 3+2 1-16",
                "星期一第1-2节{1-16周(单),18周}!周一 1+2 1-15单,18",
                "星期二第3-4节{1-9周,11-16周}!周二 3+2 1-9,11-16",
                "(1-2节)1-16周(单)星期三!周三 1+2 1-15单",
                "1-16周 星期一 [1-2节]!周一 1+2 1-16",
                "12-15周星期五8-9节!周五 8+2 12-15",
                "一[3-4节] 1,3-4,6-17!周一 3+2 1,3-4,6-17",
                "星期日第9-10节{3周}!周日 9+2 3",
                "周六第1-2,5-6节{第3周}!周六 1+2 3 / 周六 5+2 3",
                "{第17-18周}!实践 17-18",
                "17-18周!实践 17-18",
            })
    void one_text_says_day_periods_and_weeks(String text, String expected) {
        assertThat(text(CourseTime.parse(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            value = {
                "1-4,7-8(周)[01-02节]!一!-!-!周一 1+2 1-4,7-8",
                "1-4,7-8([周])[03-04节]!二!-!-!周二 3+2 1-4,7-8",
                "1-15(单周)[01-02-03-04节]!3!-!-!周三 1+4 1-15单",
                "1-9,11-15(单周)[05-06节]!星期四!-!-!周四 5+2 1-9单,11-15单",
                "-!星期五!1-2!4-6周,8-13周!周五 1+2 4-6,8-13",
                "-!五!0304!0111111111111111!周五 3+2 2-16",
                "-!五!第3,4节!1111111111000000!周五 3+2 1-10",
                "-!-!-!17-18周!实践 17-18",
            })
    void or_columns_beside_it_do(String text, String day, String periods, String weeks, String expected) {
        assertThat(text(CourseTime.parse(text, day, periods, weeks)))
                .isEqualTo(expected.replace("1-9单,11-15单", "1-15单"));
    }

    @Test
    void a_digit_a_week_begins_with_week_one_and_a_whole_years_string_with_none() {
        assertThat(Weeks.format(Weeks.parse("11110000000000000000"))).isEqualTo("1-4");
        assertThat(Weeks.format(Weeks.parse("01111" + "0".repeat(48)))).isEqualTo("1-4");
        assertThatThrownBy(() -> Weeks.parse("0000000000")).hasMessageContaining("没有教学周");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "周五{第1-16周}",
                "第1,2节{第1-16周}",
                "周五第1,2节",
                "周八第1,2节{第1-16周}",
                "周五第2-1节{第1-16周}",
                "周五第1,2节{第16-1周}",
                "待定",
                "",
                "周五第0,1节{第1周}",
            })
    void what_leaves_something_open_is_refused_in_words(String text) {
        assertThatThrownBy(() -> CourseTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("／");
    }
}
