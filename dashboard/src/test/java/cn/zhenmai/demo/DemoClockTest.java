package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.School;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class DemoClockTest {

    private static final School SCHOOL = School.of(DemoSchool.generate(1, SchoolSize.SMALL));

    private final AtomicReference<Instant> machine = new AtomicReference<>(Instant.EPOCH);
    private final DemoClock clock = new DemoClock(
            machine::get,
            Script.at(Stage.MONDAY, 7, 55),
            SCHOOL::isTeachingDay,
            DemoCalendar.day(DemoCalendar.WEEKS + 1, 1));

    private void pass(Duration time) {
        machine.updateAndGet(now -> now.plus(time));
    }

    @Test
    void it_stands_until_it_is_started_and_never_goes_back() {
        pass(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(Script.at(Stage.MONDAY, 7, 55));
        clock.set(Script.at(Stage.MONDAY, 7, 0));
        assertThat(clock.instant()).isEqualTo(Script.at(Stage.MONDAY, 7, 55));
    }

    @Test
    void a_school_day_takes_ten_minutes() {
        clock.set(Script.at(Stage.TUESDAY, 7, 50));
        clock.run(DemoClock.DEFAULT_SPEED);
        pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(clock.instant()).isBetween(Script.at(Stage.TUESDAY, 21, 29), Script.at(Stage.TUESDAY, 21, 30));
    }

    @Test
    void nights_weekends_and_days_off_are_left_out() {
        clock.run(60);
        pass(Duration.ofMinutes(5 * 820));
        LocalDate day = clock.instant().atZone(School.ZONE).toLocalDate();
        assertThat(day.isAfter(DemoCalendar.day(11, 7))).isTrue();
        assertThat(SCHOOL.isTeachingDay(day)).isTrue();

        DemoClock september = new DemoClock(
                machine::get,
                Script.at(LocalDate.of(2026, 9, 30), 21, 0),
                SCHOOL::isTeachingDay,
                LocalDate.of(2027, 1, 4));
        september.run(60);
        pass(Duration.ofSeconds(31));
        assertThat(september.instant()).isEqualTo(Script.at(LocalDate.of(2026, 10, 8), 7, 51));
    }

    @Test
    void it_stands_still_after_the_term() {
        clock.run(100_000);
        pass(Duration.ofDays(10));
        Instant end = clock.instant();
        pass(Duration.ofDays(10));
        assertThat(clock.instant()).isEqualTo(end).isBefore(Script.at(DemoCalendar.day(19, 1), 0, 0));
    }
}
