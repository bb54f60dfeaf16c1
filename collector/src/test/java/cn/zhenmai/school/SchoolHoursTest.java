package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lessons on Mondays in periods 1–2 and on Tuesdays in 3–4. */
class SchoolHoursTest {

    private static final School SCHOOL = school();

    private static School school() {
        RegistryBuilder school = RegistryBuilder.small();
        school.slot("M1", DayOfWeek.MONDAY, 1, RegistryBuilder.weeks(1, 18));
        school.slot("M1", DayOfWeek.TUESDAY, 3, RegistryBuilder.weeks(1, 18));
        school.daysOff.add(new Registry.DayOff(LocalDate.of(2026, 10, 5), "国庆节", null));
        school.daysOff.add(new Registry.DayOff(LocalDate.of(2026, 10, 6), "国庆节", null));
        return School.of(school.registry());
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time + ":00+08:00").toInstant();
    }

    private static Session lesson(String id) {
        return SCHOOL.session(SessionId.of(id)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "within a lesson, 2026-10-12T08:10, 30, 2026-10-12T08:40",
        "before school it counts from the first lesson, 2026-10-12T06:00, 30, 2026-10-12T08:30",
        "after school it counts from the next day with lessons, 2026-10-12T18:00, 30, 2026-10-13T10:30",
        "a week end passes without counting, 2026-10-16T12:00, 30, 2026-10-19T08:30",
        "the national holiday passes too, 2026-09-29T23:00, 30, 2026-10-12T08:30",
    })
    void school_time_alone_passes(String why, String since, long minutes, String after) {
        assertThat(SchoolHours.after(SCHOOL, at(since), Duration.ofMinutes(minutes)))
                .as(why)
                .contains(at(after));
    }

    @Test
    void what_is_left_of_one_day_goes_on_with_the_next() {
        Session monday = lesson("M1.20261012.1");
        Session tuesday = lesson("M1.20261013.3");
        assertThat(SchoolHours.after(SCHOOL, monday.endsAt().minusSeconds(600), Duration.ofMinutes(25)))
                .contains(tuesday.startsAt().plusSeconds(900));
        assertThat(SchoolHours.after(SCHOOL, monday.endsAt().minusSeconds(600), Duration.ofMinutes(10)))
                .contains(monday.endsAt());
    }

    @Test
    void when_no_term_goes_on_nothing_is_expected() {
        assertThat(SchoolHours.after(SCHOOL, at("2028-01-01T00:00"), Duration.ofMinutes(1)))
                .isEmpty();
    }
}
