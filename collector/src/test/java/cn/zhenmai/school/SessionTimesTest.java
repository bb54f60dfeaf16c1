package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bell times, roll-call deadlines and period labels are Shanghai's; the test JVM runs in New York. */
class SessionTimesTest {

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    static Stream<Arguments> bells() {
        return Stream.of(
                Arguments.of("winter times on the east campus", "C1", Set.of(1), "08:00"),
                Arguments.of("summer times from 1 October", "C1", Set.of(5), "08:30"),
                Arguments.of("the room's campus has its own bells", "C2", Set.of(1), "09:10"),
                Arguments.of("a campus without bells uses the first one's", "C3", Set.of(1), "08:00"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bells")
    void bell_times_follow_the_season_and_the_rooms_campus(
            String name, String campus, Set<Integer> week, String start) {
        RegistryBuilder b = RegistryBuilder.small();
        b.bells.clear();
        b.bells("C1", new Span(null, day(10, 1)), LocalTime.of(8, 0));
        b.bells("C1", new Span(day(10, 1), null), LocalTime.of(8, 30));
        b.bells("C2", Span.ALWAYS, LocalTime.of(9, 10));
        b.slots.add(new Registry.Slot("M1", DayOfWeek.FRIDAY, 1, 2, week, List.of(), campus, null, null));
        Session session = b.school().sessions().get(0);
        assertThat(session.startsAt().atZone(School.ZONE).toLocalTime()).isEqualTo(LocalTime.parse(start));
    }

    static Stream<Arguments> deadlines() {
        return Stream.of(
                Arguments.of("no rule: minute 15", List.of(), 1, "2026-09-01T00:15:00Z"),
                Arguments.of(
                        "the college's minutes",
                        List.of(new Registry.RollCallDeadline("K1", 30, null)),
                        1,
                        "2026-09-01T00:30:00Z"),
                Arguments.of(
                        "the rule for all",
                        List.of(new Registry.RollCallDeadline(null, 20, null)),
                        1,
                        "2026-09-01T00:20:00Z"),
                Arguments.of(
                        "the college's own beats the rule for all, wherever it stands",
                        List.of(
                                new Registry.RollCallDeadline(null, 20, null),
                                new Registry.RollCallDeadline("K1", 10, null)),
                        1,
                        "2026-09-01T00:10:00Z"),
                Arguments.of(
                        "another college's rule",
                        List.of(new Registry.RollCallDeadline("K2", 20, null)),
                        1,
                        "2026-09-01T00:15:00Z"),
                Arguments.of(
                        "paper sheets by the end of the day",
                        List.of(new Registry.RollCallDeadline("K1", 0, LocalTime.of(17, 0))),
                        1,
                        "2026-09-01T09:00:00Z"),
                Arguments.of(
                        "but never before the session has ended",
                        List.of(new Registry.RollCallDeadline("K1", 0, LocalTime.of(17, 0))),
                        9,
                        "2026-09-01T09:45:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deadlines")
    void the_roll_calls_deadline_is_the_colleges(
            String name, List<Registry.RollCallDeadline> rules, int firstPeriod, String due) {
        RegistryBuilder b = RegistryBuilder.small();
        b.deadlines.addAll(rules);
        b.slot("M1", DayOfWeek.TUESDAY, firstPeriod, Set.of(1));
        assertThat(b.school().sessions().get(0).rollCallDueAt()).isEqualTo(Instant.parse(due));
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("2026-10-13T10:30", "第7周 周二 3–4节"),
                Arguments.of("2026-10-13T07:00", "第7周 周二 1–2节"),
                Arguments.of("2026-10-13T09:50", "第7周 周二 3–4节"),
                Arguments.of("2026-10-13T23:30", "第7周 周二 9–10节"),
                Arguments.of("2026-10-01T10:30", "第5周 周四 国庆节"),
                Arguments.of("2026-10-17T10:30", "第7周 周六"),
                Arguments.of("2026-08-01T10:30", "2026-08-01"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("moments")
    void a_moment_is_told_in_the_schools_words(String local, String label) {
        RegistryBuilder b = RegistryBuilder.small();
        b.daysOff.add(new Registry.DayOff(day(10, 1), "国庆节", null));
        Instant at = LocalDateTime.parse(local).atZone(School.ZONE).toInstant();
        assertThat(b.school().periodLabel(at)).isEqualTo(label);
    }
}
