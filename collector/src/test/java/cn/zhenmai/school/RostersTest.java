package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Registry.StudentStatus;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lesson of 软件2501 alone on the Tuesdays of weeks 1–18; S11, S12 and S13 are its members, S2x are 软件2502's. */
class RostersTest {

    private static final LocalDate WEEK_7 = LocalDate.of(2026, 10, 12);

    private static RegistryBuilder builder() {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.set(0, new Registry.Offering("M1", "M", "2026-1", Set.of("软件2501"), List.of("T1"), 0));
        return b.slot("M1", DayOfWeek.TUESDAY, 3, RegistryBuilder.weeks(1, 18));
    }

    private static Session inWeek(School school, int week) {
        return school.session(new SessionId("M1", LocalDate.of(2026, 9, 1).plusWeeks(week - 1), 3))
                .orElseThrow();
    }

    private static List<String> told(List<RosterEntry> roster) {
        return roster.stream()
                .map(e -> e.student() + " " + e.classId() + "/" + e.roll() + " " + e.kind()
                        + (e.expected() ? "" : " not expected"))
                .toList();
    }

    private static Arguments roster(String name, Consumer<RegistryBuilder> edit, String... s12AndOthers) {
        return Arguments.of(name, edit, List.of(s12AndOthers));
    }

    private static EnrolmentException enrolled(String student, EnrolmentKind kind, String roll) {
        return new EnrolmentException(student, "M1", kind, roll, Span.ALWAYS);
    }

    private static Consumer<RegistryBuilder> status(StudentStatus.Kind kind, LocalDate from, LocalDate until) {
        return b -> b.statuses.add(new StudentStatus("S12", kind, new Span(from, until)));
    }

    private static final String S12 = "S12 软件2501/软件2501 NORMAL";

    static Stream<Arguments> rosters() {
        LocalDate tuesday = WEEK_7.plusDays(1);
        return Stream.of(
                roster("the members of the class", b -> {}, S12),
                roster(
                        "attendance waived",
                        b -> b.enrolments.add(enrolled("S12", EnrolmentKind.WAIVED, null)),
                        "S12 软件2501/软件2501 WAIVED not expected"),
                roster(
                        "self-study",
                        b -> b.enrolments.add(enrolled("S12", EnrolmentKind.SELF_STUDY, null)),
                        "S12 软件2501/软件2501 SELF_STUDY not expected"),
                roster("removed", b -> b.enrolments.add(enrolled("S12", EnrolmentKind.REMOVED, null))),
                roster(
                        "waived until yesterday",
                        b -> b.enrolments.add(new EnrolmentException(
                                "S12", "M1", EnrolmentKind.WAIVED, null, new Span(null, tuesday))),
                        S12),
                roster(
                        "waived in another offering",
                        b -> b.enrolments.add(
                                new EnrolmentException("S12", "M2", EnrolmentKind.WAIVED, null, Span.ALWAYS)),
                        S12),
                roster(
                        "a repeating student is called by the class followed and belongs to the own one",
                        b -> b.enrolments.add(enrolled("S21", EnrolmentKind.REPEATING, "软件2501")),
                        S12,
                        "S21 软件2502/软件2501 REPEATING"),
                roster(
                        "a repeating student of whom nobody said the roll",
                        b -> b.enrolments.add(enrolled("S21", EnrolmentKind.REPEATING, null)),
                        S12,
                        "S21 软件2502/软件2501 REPEATING"),
                roster(
                        "a student without a class",
                        b -> {
                            b.students.add(new Registry.Student("S90", "插班", null));
                            b.enrolments.add(enrolled("S90", EnrolmentKind.NORMAL, "软件2501"));
                        },
                        S12,
                        "S90 null/软件2501 NORMAL"),
                roster("suspended", status(StudentStatus.Kind.SUSPENDED, null, null), S12 + " not expected"),
                roster("in the army", status(StudentStatus.Kind.MILITARY, null, null), S12 + " not expected"),
                roster(
                        "on an internship",
                        status(StudentStatus.Kind.INTERNSHIP, WEEK_7, WEEK_7.plusDays(7)),
                        S12 + " not expected"),
                roster("back since that day", status(StudentStatus.Kind.SUSPENDED, null, tuesday), S12),
                roster(
                        "suspended since that day",
                        status(StudentStatus.Kind.SUSPENDED, tuesday, null),
                        S12 + " not expected"),
                roster(
                        "suspended since the next day",
                        status(StudentStatus.Kind.SUSPENDED, tuesday.plusDays(1), null),
                        S12),
                roster("left", status(StudentStatus.Kind.LEFT, tuesday, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rosters")
    void the_roster_is_as_of_the_sessions_day(String name, Consumer<RegistryBuilder> edit, List<String> others) {
        RegistryBuilder b = builder();
        edit.accept(b);
        School school = b.school();
        Session session = inWeek(school, 7);
        assertThat(told(school.roster(session)).stream().filter(e -> !e.startsWith("S11") && !e.startsWith("S13")))
                .containsExactlyElementsOf(others);
        assertThat(school.enrolled("M1", session.heldOn())).isEqualTo(school.roster(session));
        for (Registry.Student student : school.registry().students()) {
            assertThat(school.rosterEntry(session, student.id()))
                    .isEqualTo(school.roster(session).stream()
                            .filter(e -> e.student().equals(student.id()))
                            .findFirst());
            boolean expected = school.rosterEntry(session, student.id())
                    .filter(RosterEntry::expected)
                    .isPresent();
            assertThat(school.sessionsOf(
                            student.id(), session.heldOn(), session.heldOn().plusDays(1)))
                    .as(student.id())
                    .isEqualTo(expected ? List.of(session) : List.of());
        }
    }

    @Test
    void who_changes_class_in_week_7_counts_in_the_old_one_before_and_in_the_new_one_after() {
        RegistryBuilder b = builder();
        b.offering("M2", "M", "2026-1", Set.of("软件2502"), "T2");
        b.slot("M2", DayOfWeek.TUESDAY, 3, RegistryBuilder.weeks(1, 18));
        b.memberships.removeIf(m -> m.student().equals("S12"));
        b.memberships.add(new Registry.ClassMembership("S12", "软件2501", new Span(null, WEEK_7.plusDays(1))));
        b.memberships.add(new Registry.ClassMembership("S12", "软件2502", new Span(WEEK_7.plusDays(1), null)));
        School school = b.school();
        assertThat(told(school.roster(inWeek(school, 6)))).contains(S12);
        assertThat(told(school.roster(inWeek(school, 7)))).doesNotContain(S12);
        assertThat(school.members("软件2501", WEEK_7)).containsExactly("S11", "S12", "S13");
        assertThat(school.members("软件2501", WEEK_7.plusDays(1))).containsExactly("S11", "S13");
        assertThat(school.members("软件2502", WEEK_7.plusDays(1))).containsExactly("S12", "S21", "S22", "S23");
        assertThat(school.classOf("S12", WEEK_7).map(Registry.AdministrativeClass::id))
                .contains("软件2501");
        assertThat(school.classOf("S12", WEEK_7.plusDays(1)).map(Registry.AdministrativeClass::id))
                .contains("软件2502");
        assertThat(school.sessionsOf("S12", LocalDate.of(2026, 8, 31), LocalDate.of(2027, 1, 4)))
                .hasSize(18)
                .extracting(s -> s.id().owner())
                .startsWith("M1", "M1", "M1", "M1", "M1", "M1", "M2")
                .endsWith("M2");
    }

    @Test
    void who_follows_a_class_has_no_lesson_while_that_class_is_in_its_practice_week() {
        RegistryBuilder b = builder();
        b.schoolClass("软件2401", 2024, "C1").student("S01", "软件2401");
        b.offerings.set(0, new Registry.Offering("M1", "M", "2026-1", Set.of("软件2501", "软件2502"), List.of("T1"), 0));
        b.offering("W1", "M", "2026-1", Set.of("软件2501"), "T2");
        b.practiceWeeks.add(new Registry.PracticeWeek("软件2501", "2026-1", 7, "W1", 6));
        b.enrolments.add(enrolled("S01", EnrolmentKind.REPEATING, "软件2501"));
        School school = b.school();
        assertThat(told(school.roster(inWeek(school, 6))))
                .contains("S01 软件2401/软件2501 REPEATING")
                .hasSize(7);
        assertThat(school.roster(inWeek(school, 7)))
                .extracting(RosterEntry::student)
                .containsExactly("S21", "S22", "S23");
    }

    @Test
    void an_intern_is_expected_on_internship_days_only() {
        RegistryBuilder b = builder();
        b.groups.add(new Registry.Group("I1", "岗位实习", Session.Kind.INTERNSHIP_DAY, Set.of("软件2501")));
        b.slot("I1", DayOfWeek.TUESDAY, 5, Set.of(7));
        b.statuses.add(new StudentStatus("S12", StudentStatus.Kind.INTERNSHIP, Span.ALWAYS));
        School school = b.school();
        assertThat(school.sessionsOf("S12", WEEK_7, WEEK_7.plusDays(7)))
                .extracting(s -> s.id().owner())
                .containsExactly("I1");
    }

    @Test
    void an_elective_without_classes_is_taken_by_those_enrolled_and_due_by_its_offices_college() {
        RegistryBuilder b = builder();
        b.deadlines.add(new Registry.RollCallDeadline("K1", 40, null));
        b.offering("X1", "M", "2026-1", Set.of(), "T2").slot("X1", DayOfWeek.FRIDAY, 7, Set.of(7));
        b.enrolments.add(new EnrolmentException("S12", "X1", EnrolmentKind.NORMAL, null, Span.ALWAYS));
        b.enrolments.add(new EnrolmentException("S21", "X1", EnrolmentKind.NORMAL, null, Span.ALWAYS));
        School school = b.school();
        Session elective = school.sessionsOfOwner("X1").get(0);
        assertThat(elective.classes()).isEmpty();
        assertThat(told(school.roster(elective))).containsExactly(S12, "S21 软件2502/软件2502 NORMAL");
        assertThat(elective.rollCallDueAt()).isEqualTo(elective.startsAt().plusSeconds(2400));
        assertThat(school.sessionsOf("S21", WEEK_7, WEEK_7.plusDays(7))).containsExactly(elective);
    }

    @Test
    void a_session_of_an_earlier_registry_has_its_own_roster() {
        RegistryBuilder b = builder();
        Session before = inWeek(b.school(), 7);
        b.offerings.set(0, new Registry.Offering("M1", "M", "2026-1", Set.of("软件2502"), List.of("T1"), 0));
        School after = b.school();
        assertThat(after.roster(inWeek(after, 7)))
                .extracting(RosterEntry::student)
                .containsExactly("S21", "S22", "S23");
        assertThat(after.roster(before)).extracting(RosterEntry::student).containsExactly("S11", "S12", "S13");
    }

    @Test
    void posts_are_held_for_units_and_days() {
        RegistryBuilder b = builder();
        b.posts.add(new Registry.PostHolder("T2", Registry.Post.COUNSELOR, "软件2501", new Span(WEEK_7, null)));
        b.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2501", new Span(null, WEEK_7)));
        b.posts.add(new Registry.PostHolder("T1", Registry.Post.COUNSELOR, "软件2502", Span.ALWAYS));
        b.posts.add(new Registry.PostHolder("T1", Registry.Post.CLASS_TEACHER, "软件2501", Span.ALWAYS));
        School school = b.school();
        assertThat(school.holders(Registry.Post.COUNSELOR, "软件2501", WEEK_7.minusDays(1)))
                .containsExactly("T1");
        assertThat(school.holders(Registry.Post.COUNSELOR, "软件2501", WEEK_7)).containsExactly("T2");
        assertThat(school.unitsOf("T1", Registry.Post.COUNSELOR, WEEK_7.minusDays(1)))
                .containsExactly("软件2501", "软件2502");
        assertThat(school.unitsOf("T1", Registry.Post.COUNSELOR, WEEK_7)).containsExactly("软件2502");
        assertThat(school.holders(Registry.Post.COLLEGE_HEAD, "K1", WEEK_7)).isEmpty();
    }
}
