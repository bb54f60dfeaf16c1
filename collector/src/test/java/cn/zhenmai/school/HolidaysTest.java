package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HolidaysTest {

    private static final LocalDate AUTUMN = LocalDate.of(2025, 9, 1);
    private static final LocalDate SPRING = LocalDate.of(2026, 3, 2);

    /** Both terms of 2025-2026; one lesson on every weekday, M1 for 软件2501 alone and N1 for both classes. */
    private static School year() throws IOException {
        Holidays first = Holidays.read(SharedData.read("holidays/2025.json"));
        Holidays second = Holidays.read(SharedData.read("holidays/2026.json"));
        RegistryBuilder b = RegistryBuilder.small();
        b.terms.clear();
        b.offerings.clear();
        b.term("2025-1", 0, AUTUMN, 20).term("2025-2", 0, SPRING, 18);
        b.offering("A", "M", "2025-1", Set.of("软件2501"), "T1");
        b.offering("B", "M", "2025-2", Set.of("软件2501"), "T1");
        for (DayOfWeek day : List.of(DayOfWeek.values()).subList(0, 5)) {
            b.slot("A", day, 2 * day.getValue() - 1, RegistryBuilder.weeks(1, 20));
            b.slot("B", day, 2 * day.getValue() - 1, RegistryBuilder.weeks(1, 18));
        }
        b.daysOff.addAll(first.daysOff());
        b.daysOff.addAll(second.daysOff());
        b.makeUpDays.addAll(first.makeUpDays(Map.of(
                LocalDate.of(2025, 9, 28), LocalDate.of(2025, 10, 7),
                LocalDate.of(2025, 10, 11), LocalDate.of(2025, 10, 8))));
        b.makeUpDays.addAll(second.makeUpDays(Map.of(
                LocalDate.of(2026, 1, 4), LocalDate.of(2026, 1, 2),
                LocalDate.of(2026, 5, 9), LocalDate.of(2026, 5, 5))));
        assertThat(RegistryCheck.check(b.registry())).isEmpty();
        return b.school();
    }

    private static long teachingDays(School school, LocalDate from, LocalDate until) {
        return from.datesUntil(until).filter(school::isTeachingDay).count();
    }

    @Test
    void the_year_2025_2026_has_the_teaching_days_that_the_state_left_it() throws IOException {
        School school = year();
        assertThat(LocalDate.of(2025, 10, 1).datesUntil(LocalDate.of(2025, 10, 9)))
                .as("National Day and Mid-Autumn")
                .noneMatch(school::isTeachingDay);
        for (String off : List.of(
                "2026-01-01",
                "2026-01-02",
                "2026-04-06",
                "2026-05-01",
                "2026-05-04",
                "2026-05-05",
                "2026-06-19",
                "2025-09-27",
                "2025-10-12",
                "2026-02-28",
                "2026-02-10")) {
            assertThat(school.isTeachingDay(LocalDate.parse(off))).as(off).isFalse();
        }
        for (String on : List.of("2025-09-28", "2025-10-11", "2026-01-04", "2026-05-09", "2025-09-30", "2025-10-09")) {
            assertThat(school.isTeachingDay(LocalDate.parse(on))).as(on).isTrue();
        }
        assertThat(teachingDays(school, AUTUMN, AUTUMN.plusWeeks(20)))
                .as("autumn: 100 - 8 + 3")
                .isEqualTo(95);
        assertThat(teachingDays(school, SPRING, SPRING.plusWeeks(18)))
                .as("spring: 90 - 5 + 1")
                .isEqualTo(86);
        assertThat(teachingDays(school, AUTUMN.plusWeeks(20), SPRING))
                .as("winter holidays")
                .isZero();
        assertThat(school.sessions()).hasSize(95 + 86);
    }

    @Test
    void a_make_up_day_carries_the_weekday_that_the_school_said() throws IOException {
        School school = year();
        Session tuesday = school.sessionsOn(LocalDate.of(2025, 9, 28)).get(0);
        assertThat(tuesday.id()).isEqualTo(new SessionId("A", LocalDate.of(2025, 9, 28), 3));
        Session wednesday = school.sessionsOn(LocalDate.of(2025, 10, 11)).get(0);
        assertThat(wednesday.id()).isEqualTo(new SessionId("A", LocalDate.of(2025, 10, 11), 5));
        assertThat(school.session(new SessionId("A", LocalDate.of(2025, 10, 8), 5)))
                .isEmpty();
    }

    @Test
    void a_working_day_that_the_school_said_nothing_about_carries_no_sessions() throws IOException {
        Holidays year = Holidays.read(SharedData.read("holidays/2025.json"));
        assertThat(year.workingDays()).contains(LocalDate.of(2025, 9, 28), LocalDate.of(2025, 10, 11));
        RegistryBuilder b = RegistryBuilder.small();
        b.daysOff.addAll(year.daysOff());
        assertThat(b.school().isTeachingDay(LocalDate.of(2025, 9, 28))).isFalse();
        assertThatThrownBy(() -> year.makeUpDays(Map.of(LocalDate.of(2025, 9, 27), LocalDate.of(2025, 10, 7))))
                .hasMessageContaining("2025-09-27");
    }

    @Test
    void what_is_not_such_a_file_is_refused() {
        for (String text : List.of(
                "",
                "[]",
                "{",
                "{\"year\":2025,\"days\":[{\"date\":\"2025-13-01\",\"isOffDay\":true}]}",
                "{\"year\":2025,\"days\":[{\"date\":\"2025-12-01\"}]}")) {
            assertThatThrownBy(() -> Holidays.read(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
