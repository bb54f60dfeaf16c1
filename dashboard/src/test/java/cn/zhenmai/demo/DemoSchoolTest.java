package cn.zhenmai.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryCheck;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoSchoolTest {

    private static final Registry WHOLE = DemoSchool.generate(1, SchoolSize.WHOLE);

    @Test
    void it_has_the_size_of_a_middling_college() {
        assertThat(WHOLE.classes()).hasSize(85);
        assertThat(WHOLE.programs()).hasSize(16);
        assertThat(WHOLE.students().size()).isBetween(2_850, 3_200);
        assertThat(WHOLE.teachers().size()).isBetween(190, 215);
        School school = School.of(WHOLE);
        assertThat(school.members(DemoSchool.SMALL_CLASS, DemoCalendar.day(7, 1)))
                .hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void its_registry_has_no_problems(long seed) {
        assertThat(RegistryCheck.check(DemoSchool.generate(seed, SchoolSize.WHOLE)))
                .isEmpty();
        assertThat(RegistryCheck.check(DemoSchool.generate(seed, SchoolSize.SMALL)))
                .isEmpty();
    }

    @Test
    void the_same_seed_gives_the_same_school() {
        assertThat(DemoSchool.generate(1, SchoolSize.WHOLE)).isEqualTo(WHOLE);
        assertThat(DemoSchool.generate(2, SchoolSize.WHOLE)).isNotEqualTo(WHOLE);
    }

    @Test
    void a_counselor_has_about_two_hundred_students() {
        School school = School.of(WHOLE);
        Map<String, Integer> students = new HashMap<>();
        WHOLE.posts().stream()
                .filter(p -> p.post() == Registry.Post.COUNSELOR)
                .forEach(p -> students.merge(
                        p.teacher(),
                        school.members(p.unit(), DemoCalendar.day(7, 1)).size(),
                        Integer::sum));
        assertThat(students).hasSize(15);
        assertThat(students.values()).allSatisfy(n -> assertThat(n).isBetween(150, 260));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nobody_and_nothing_is_in_two_places_at_once(long seed) {
        assertThat(clashes(School.of(DemoSchool.generate(seed, SchoolSize.WHOLE))))
                .isEmpty();
        assertThat(clashes(School.of(DemoSchool.generate(seed, SchoolSize.SMALL))))
                .isEmpty();
    }

    @Test
    void every_class_has_two_to_four_lessons_on_every_teaching_day() {
        School school = School.of(WHOLE);
        for (int weekday = 1; weekday <= 5; weekday++) {
            LocalDate day = DemoCalendar.day(7, weekday);
            WHOLE.classes()
                    .forEach(c -> assertThat(school.sessionsOfClass(c.id(), day, day.plusDays(1)).stream()
                                    .filter(s -> s.kind() == Session.Kind.LESSON))
                            .as(c.id() + " " + day)
                            .hasSizeBetween(2, 4));
        }
    }

    @Test
    void days_off_have_no_session_and_make_up_days_carry_another_days() {
        School school = School.of(WHOLE);
        assertThat(school.sessionsOn(LocalDate.of(2026, 9, 25))).isEmpty();
        for (LocalDate off = LocalDate.of(2026, 10, 1); off.getDayOfMonth() <= 7; off = off.plusDays(1)) {
            assertThat(school.sessionsOn(off)).isEmpty();
        }
        assertThat(school.sessionsOn(LocalDate.of(2026, 9, 20)))
                .extracting(Session::offering)
                .containsExactlyInAnyOrderElementsOf(offerings(school, DemoCalendar.day(4, 2)));
        assertThat(school.sessionsOn(DemoCalendar.MAKE_UP_SATURDAY)).isNotEmpty();
        assertThat(DemoCalendar.day(7, 1)).isEqualTo("2026-10-12");
        assertThat(school.weekOf(DemoCalendar.day(7, 1))).isEqualTo(7);
        assertThat(school.sessionsOn(LocalDate.of(2026, 12, 22))).noneMatch(s -> s.kind() == Session.Kind.LESSON);
    }

    /** The offerings of an ordinary day of an even week; the make-up day carries an even week's Tuesday. */
    private static List<String> offerings(School school, LocalDate day) {
        return school.sessionsOn(day).stream().map(Session::offering).toList();
    }

    private static List<String> clashes(School school) {
        Map<String, Session> taken = new HashMap<>();
        List<String> clashes = new ArrayList<>();
        for (Session session : school.sessions()) {
            if (school.weekOf(session.heldOn()) > 12) {
                continue;
            }
            List<String> what = new ArrayList<>(session.classes());
            what.addAll(session.teachers());
            if (session.room() != null) {
                what.add(session.room());
            }
            for (String each : what) {
                for (int i = 0; i < session.periods(); i++) {
                    String key = each + "@" + session.heldOn() + "." + (session.firstPeriod() + i);
                    Session other = taken.putIfAbsent(key, session);
                    if (other != null) {
                        clashes.add(key + ": " + session.id() + " and " + other.id());
                    }
                }
            }
        }
        return clashes;
    }
}
