package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What chance makes of the whole school in its second week, before any story begins. */
final class SimulatorTest {

    private static final long SEED = 1;
    private static final LocalDate FROM = DemoCalendar.day(2, 1);

    private static School school;
    private static List<Message> week;

    @BeforeAll
    static void simulate() {
        school = School.of(DemoSchool.generate(SEED, SchoolSize.WHOLE));
        week = simulateWeek();
    }

    private static List<Message> simulateWeek() {
        Simulator simulator = new Simulator(school, new Script(), SEED);
        List<Message> messages = new ArrayList<>();
        FROM.datesUntil(FROM.plusDays(7)).forEach(day -> messages.addAll(simulator.day(day, school)));
        return messages;
    }

    private static <T extends Observation> List<T> said(Class<T> kind) {
        return week.stream()
                .flatMap(m -> m.rows().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void the_same_seed_says_the_same_to_the_minute() {
        assertThat(simulateWeek()).isEqualTo(week);
    }

    @Test
    void attendance_is_between_94_and_98_percent_and_a_few_make_most_of_the_absence() {
        Script script = new Script();
        Behaviour behaviour = new Behaviour(script, new Leaves(school, script, SEED), SEED);
        Leaves leaves = new Leaves(school, script, SEED);
        long expected = 0;
        long there = 0;
        Map<String, Integer> absences = new HashMap<>();
        for (int weeks = 1; weeks <= 5; weeks++) {
            for (int weekday = 1; weekday <= 5; weekday++) {
                LocalDate day = DemoCalendar.day(weeks, weekday);
                for (Session session : school.sessionsOn(day)) {
                    for (RosterEntry entry : school.roster(session)) {
                        boolean present =
                                behaviour.attended(session, entry.student()).isThere();
                        expected++;
                        there += present ? 1 : 0;
                        if (!present && !leaves.covers(entry.student(), day)) {
                            absences.merge(entry.student(), 1, Integer::sum);
                        }
                    }
                }
            }
        }
        assertThat(100.0 * there / expected).isBetween(94.0, 98.0);
        List<Integer> most =
                absences.values().stream().sorted(Comparator.reverseOrder()).toList();
        int all = most.stream().mapToInt(Integer::intValue).sum();
        int tenth = most.stream()
                .limit(school.registry().students().size() / 10)
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(100.0 * tenth / all).isGreaterThan(65);
    }

    @Test
    void nearly_every_roll_is_there_within_a_quarter_of_an_hour() {
        List<RollCall> rolls = said(RollCall.class);
        long inTime = rolls.stream()
                .filter(r -> !r.recordedAt()
                        .isAfter(school.session(r.session()).orElseThrow().rollCallDueAt()))
                .count();
        long held = school.sessions().stream()
                .filter(s -> school.weekOf(s.heldOn()) == 2)
                .mapToLong(s -> s.classes().size())
                .sum();
        assertThat(rolls.size()).isBetween((int) (held * 0.99), (int) held + 20);
        assertThat(100.0 * inTime / rolls.size()).isGreaterThan(99);
    }

    @Test
    void a_reader_sees_people_from_five_minutes_before_to_a_quarter_of_an_hour_after() {
        assertThat(week.stream()
                        .filter(m -> m.from() == Origin.READER)
                        .flatMap(m -> m.rows().stream())
                        .filter(Attendance.class::isInstance)
                        .map(Attendance.class::cast))
                .isNotEmpty()
                .allSatisfy(swipe -> {
                    Session session = school.session(swipe.session()).orElseThrow();
                    Duration after = Duration.between(session.startsAt(), swipe.recordedAt());
                    assertThat(after).isBetween(Duration.ofMinutes(-5), Duration.ofMinutes(12));
                    assertThat(swipe.status()).isIn(Status.PRESENT, Status.LATE);
                });
    }

    @Test
    void nothing_is_said_before_it_was_recorded_or_in_the_night() {
        assertThat(week).allSatisfy(message -> {
            assertThat(message.at())
                    .isBefore(DemoCalendar.nightOf(
                            message.at().atZone(School.ZONE).toLocalDate()));
            assertThat(message.rows()).allMatch(row -> !row.recordedAt().isAfter(message.at()));
        });
    }

    @Test
    void some_lessons_are_checked_and_most_pass() {
        List<LessonCheck> checks = said(LessonCheck.class);
        assertThat(checks.size()).isBetween(1_500, 8_000);
        List<LessonCheck> taken = checks.stream().filter(c -> c.score() != null).toList();
        long passed = taken.stream().filter(c -> c.score().intValue() >= 60).count();
        assertThat(100.0 * passed / taken.size()).isBetween(85.0, 99.0);
        assertThat(said(LearningEvaluation.class)).isEmpty();
    }
}
