package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-3|1,2,3|1-3",
                "1-7单|1,3,5,7|1-7单",
                "1-8单|1,3,5,7|1-7单",
                "2-6双|2,4,6|2-6双",
                "1-6(双周)|2,4,6|2-6双",
                "第3周|3|3",
                "1-4,7-8|1,2,3,4,7,8|1-4,7-8",
                "7-8，1－2|x|x",
                "5,1|1,5|1,5",
            })
    void weeks_are_read_as_schools_write_them(String text, String weeks, String canonical) {
        if (weeks.equals("x")) {
            assertThatThrownBy(() -> Weeks.parse(text)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        Set<Integer> parsed = Weeks.parse(text);
        assertThat(parsed.toString()).isEqualTo("[" + weeks.replace(",", ", ") + "]");
        assertThat(Weeks.format(parsed)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0-3", "8-3", "1-", "a", "1-16单双", "1--3", ","})
    void what_names_no_weeks_is_refused(String text) {
        assertThatThrownBy(() -> Weeks.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void any_set_of_weeks_comes_back_from_its_text() {
        Random random = new Random(7);
        for (int run = 0; run < 5_000; run++) {
            TreeSet<Integer> weeks = new TreeSet<>();
            int size = 1 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                weeks.add(1 + random.nextInt(25));
            }
            assertThat(Weeks.parse(Weeks.format(weeks))).isEqualTo(weeks);
        }
    }
}
