package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** M1 is a 合班 of 软件2501 and 软件2502; week 1 begins on Monday 2026-08-31. */
class TimetableTest {

    private static final LocalDate SATURDAY_OF_WEEK_6 = LocalDate.of(2026, 10, 10);

    private static Arguments plan(String name, Consumer<RegistryBuilder> edit, String... sessions) {
        return Arguments.of(name, edit, List.of(sessions));
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    private static Consumer<RegistryBuilder> tuesdays(String weeks, Consumer<RegistryBuilder> more) {
        return b -> {
            b.slot("M1", DayOfWeek.TUESDAY, 3, Weeks.parse(weeks));
            more.accept(b);
        };
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                plan(
                        "odd weeks",
                        tuesdays("1-6单", b -> {}),
                        "M1.20260901.3 软件2501,软件2502",
                        "M1.20260915.3 软件2501,软件2502",
                        "M1.20260929.3 软件2501,软件2502"),
                plan(
                        "even weeks",
                        tuesdays("1-4双", b -> {}),
                        "M1.20260908.3 软件2501,软件2502",
                        "M1.20260922.3 软件2501,软件2502"),
                plan(
                        "a cohort with its own week 1 has the same week later",
                        tuesdays("1", b -> {
                            b.term("2026-1", 2026, day(9, 14), 16);
                            b.schoolClass("软件2601", 2026, "C1");
                            b.offering("N1", "M", "2026-1", Set.of("软件2601"), "T2");
                            b.slot("N1", DayOfWeek.TUESDAY, 3, Set.of(1, 16));
                        }),
                        "M1.20260901.3 软件2501,软件2502",
                        "N1.20260915.3 软件2601",
                        "N1.20261229.3 软件2601"),
                plan(
                        "a cohort's parity follows its own weeks",
                        b -> {
                            b.term("2026-1", 2026, day(9, 7), 16);
                            b.schoolClass("软件2601", 2026, "C1");
                            b.offerings.set(
                                    0,
                                    new Registry.Offering(
                                            "M1", "M", "2026-1", Set.of("软件2501", "软件2601"), List.of("T1"), 0));
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Weeks.parse("1-3单"));
                        },
                        "M1.20260901.3 软件2501",
                        "M1.20260908.3 软件2601",
                        "M1.20260915.3 软件2501",
                        "M1.20260922.3 软件2601"),
                plan(
                        "a week after the cohort's term is not held",
                        b -> {
                            b.term("2026-1", 2026, day(9, 14), 2);
                            b.schoolClass("软件2601", 2026, "C1");
                            b.offering("N1", "M", "2026-1", Set.of("软件2601"), "T2");
                            b.slot("N1", DayOfWeek.TUESDAY, 3, Set.of(2, 3));
                        },
                        "N1.20260922.3 软件2601"),
                plan(
                        "a day off",
                        tuesdays("1-2", b -> b.daysOff.add(new Registry.DayOff(day(9, 1), "开学典礼", null))),
                        "M1.20260908.3 软件2501,软件2502"),
                plan(
                        "a sports day of another campus",
                        tuesdays("1", b -> b.daysOff.add(new Registry.DayOff(day(9, 1), "运动会", "C2"))),
                        "M1.20260901.3 软件2501,软件2502"),
                plan(
                        "a sports day of one class's campus: the other class has its lesson",
                        b -> {
                            b.campuses.add(new Registry.Campus("C2", "西校区"));
                            b.classes.set(1, new Registry.AdministrativeClass("软件2502", "软件2502班", "P1", 2025, "C2"));
                            b.daysOff.add(new Registry.DayOff(day(9, 1), "运动会", "C2"));
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(1));
                        },
                        "M1.20260901.3 软件2501"),
                plan(
                        "a sports day of the room's campus: nobody has a lesson there",
                        b -> {
                            b.daysOff.add(new Registry.DayOff(day(9, 1), "运动会", "C2"));
                            b.slots.add(new Registry.Slot(
                                    "M1", DayOfWeek.TUESDAY, 3, 2, Set.of(1, 2), List.of(), "C2", null, null));
                        },
                        "M1.20260908.3 软件2501,软件2502"),
                plan(
                        "a make-up Saturday carries another weekday and that day's parity",
                        tuesdays("1-7单", b -> {
                            b.slot("M1", DayOfWeek.TUESDAY, 5, Weeks.parse("6"));
                            b.daysOff.add(new Registry.DayOff(day(9, 29), "校庆", null));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(9, 29), null, 0));
                        }),
                        "M1.20260901.3 软件2501,软件2502",
                        "M1.20260915.3 软件2501,软件2502",
                        "M1.20261006.5 软件2501,软件2502",
                        "M1.20261010.3 软件2501,软件2502",
                        "M1.20261013.3 软件2501,软件2502"),
                plan(
                        "a make-up day for one grade only",
                        b -> {
                            b.schoolClass("软件2601", 2026, "C1");
                            b.offerings.set(
                                    0,
                                    new Registry.Offering(
                                            "M1", "M", "2026-1", Set.of("软件2501", "软件2601"), List.of("T1"), 0));
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(5));
                            b.daysOff.add(new Registry.DayOff(day(9, 29), "校庆", null));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(9, 29), null, 2026));
                        },
                        "M1.20261010.3 软件2601"),
                plan(
                        "a make-up day that carries other days per campus: one session where they meet",
                        b -> {
                            b.campuses.add(new Registry.Campus("C2", "西校区"));
                            b.classes.set(1, new Registry.AdministrativeClass("软件2502", "软件2502班", "P1", 2025, "C2"));
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(5));
                            b.slot("M1", DayOfWeek.WEDNESDAY, 3, Set.of(5));
                            b.daysOff.add(new Registry.DayOff(day(9, 29), "校庆", null));
                            b.daysOff.add(new Registry.DayOff(day(9, 30), "校庆", null));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(9, 29), "C1", 0));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(9, 30), "C2", 0));
                        },
                        "M1.20261010.3 软件2501,软件2502"),
                plan(
                        "what is told for a grade beats what is told for all",
                        b -> {
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(5));
                            b.slot("M1", DayOfWeek.WEDNESDAY, 5, Set.of(5));
                            b.daysOff.add(new Registry.DayOff(day(9, 29), "校庆", null));
                            b.daysOff.add(new Registry.DayOff(day(9, 30), "校庆", null));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(9, 29), null, 0));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(9, 30), null, 2025));
                        },
                        "M1.20261010.5 软件2501,软件2502"),
                plan(
                        "a practice week suspends that class's lessons, the 合班 goes on for the other",
                        b -> {
                            b.offering("W1", "M", "2026-1", Set.of("软件2501"), "T2");
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(2, 3));
                            b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 2, "W1", 6));
                            b.daysOff.add(new Registry.DayOff(day(9, 10), "教师节", null));
                        },
                        "W1.20260907.1 软件2501",
                        "W1.20260908.1 软件2501",
                        "M1.20260908.3 软件2502",
                        "W1.20260909.1 软件2501",
                        "W1.20260911.1 软件2501",
                        "M1.20260915.3 软件2501,软件2502"),
                plan(
                        "a lesson of practising classes alone is not held at all",
                        b -> {
                            b.offering("W1", "M", "2026-1", Set.of("软件2501", "软件2502"), "T2");
                            b.slot("M1", DayOfWeek.TUESDAY, 3, Set.of(2));
                            b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 2, "W1", 6));
                            b.practiceWeeks.add(new Registry.PracticeWeek("软件2502", "2026-1", 2, "W1", 6));
                        },
                        "W1.20260907.1 软件2501,软件2502",
                        "W1.20260908.1 软件2501,软件2502",
                        "W1.20260909.1 软件2501,软件2502",
                        "W1.20260910.1 软件2501,软件2502",
                        "W1.20260911.1 软件2501,软件2502"),
                plan(
                        "a lost practice day is made up on the Saturday that carries it",
                        b -> {
                            b.offering("W1", "M", "2026-1", Set.of("软件2501"), "T2");
                            b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 5, "W1", 6));
                            b.daysOff.add(new Registry.DayOff(day(10, 1), "国庆节", null));
                            b.daysOff.add(new Registry.DayOff(day(10, 2), "国庆节", null));
                            b.makeUpDays.add(new Registry.MakeUpDay(SATURDAY_OF_WEEK_6, day(10, 2), null, 0));
                        },
                        "W1.20260928.1 软件2501",
                        "W1.20260929.1 软件2501",
                        "W1.20260930.1 软件2501",
                        "W1.20261010.1 软件2501"),
                plan(
                        "evening study goes on in a practice week",
                        b -> {
                            b.groups.add(new Registry.Group("E1", "晚自习", Session.Kind.EVENING_STUDY, Set.of("软件2502")));
                            b.slots.add(new Registry.Slot(
                                    "E1", DayOfWeek.SUNDAY, 9, 2, Set.of(1), List.of("T2"), null, null, "2026-1"));
                            b.practiceWeeks.add(new Registry.PracticeWeek("软件2502", "2026-1", 1, "W9", 6));
                            b.daysOff.add(new Registry.DayOff(day(8, 31), "x", null));
                            b.daysOff.add(new Registry.DayOff(day(9, 1), "x", null));
                            b.daysOff.add(new Registry.DayOff(day(9, 2), "x", null));
                            b.daysOff.add(new Registry.DayOff(day(9, 3), "x", null));
                        },
                        "W9.20260904.1 软件2502",
                        "E1.20260906.9 软件2502"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plans")
    void the_calendar_decides_which_sessions_there_are(
            String name, Consumer<RegistryBuilder> edit, List<String> expected) {
        RegistryBuilder b = RegistryBuilder.small();
        edit.accept(b);
        School school = b.school();
        assertThat(school.sessions().stream().map(s -> s.id() + " " + String.join(",", s.classes())))
                .containsExactlyElementsOf(expected);
        // Written down and read again, in another order of rows: the same sessions.
        School again = School.of(RegistryRows.fromRows(RegistryRows.toRows(b.registry())));
        assertThat(again.sessions()).isEqualTo(school.sessions());
    }

    @Test
    void a_practice_day_lasts_its_periods_from_the_first_and_has_the_offerings_teachers() {
        RegistryBuilder b = RegistryBuilder.small();
        b.offering("W1", "M", "2026-1", Set.of("软件2501"), "T2", "T1");
        b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 2, "W1", 6));
        School school = b.school();
        Session monday = school.sessions().get(0);
        assertThat(monday.kind()).isEqualTo(Session.Kind.PRACTICE_DAY);
        assertThat(monday.periods()).isEqualTo(6);
        assertThat(monday.teachers()).containsExactly("T2", "T1");
        assertThat(monday.startsAt()).isEqualTo(Instant.parse("2026-09-07T00:00:00Z"));
        assertThat(monday.endsAt()).isEqualTo(Instant.parse("2026-09-07T05:45:00Z"));
        assertThat(school.plannedPeriods("W1")).isEqualTo(30);
    }

    @Test
    void a_month_label_is_a_run_of_teaching_weeks() {
        RegistryBuilder b = RegistryBuilder.small();
        b.months.add(new Registry.Month("2026-09", "2026-1", 1, 4));
        b.months.add(new Registry.Month("2026-10", "2026-1", 5, 9));
        School school = b.school();
        assertThat(school.monthOf(day(8, 31)).map(Registry.Month::label)).contains("2026-09");
        assertThat(school.monthOf(day(9, 28)).map(Registry.Month::label)).contains("2026-10");
        assertThat(school.monthOf(day(12, 1))).isEmpty();
        assertThat(school.month("2026-10")).isPresent();
        assertThat(school.weekOf(day(10, 12))).isEqualTo(7);
        assertThat(school.weekOf(day(8, 30))).isZero();
        assertThat(school.termOn(day(8, 30))).isEmpty();
        assertThat(school.endOf(school.termOn(day(9, 1)).orElseThrow())).isEqualTo(LocalDate.of(2027, 1, 4));
    }
}
