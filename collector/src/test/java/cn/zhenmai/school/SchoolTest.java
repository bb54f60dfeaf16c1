package cn.zhenmai.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchoolTest {

    private static final LocalDate WEEK_1 = LocalDate.of(2026, 8, 31);

    @Test
    void a_weekly_line_becomes_one_session_a_week_at_its_bell_times_whatever_the_hosts_zone() {
        School school = RegistryBuilder.small()
                .slot("M1", DayOfWeek.TUESDAY, 3, RegistryBuilder.weeks(1, 3))
                .school();
        assertThat(school.sessions())
                .extracting(s -> s.id().toString())
                .containsExactly("M1.20260901.3", "M1.20260908.3", "M1.20260915.3");
        Session first = school.sessions().get(0);
        assertThat(first.startsAt()).isEqualTo(Instant.parse("2026-09-01T02:00:00Z"));
        assertThat(first.endsAt()).isEqualTo(Instant.parse("2026-09-01T03:45:00Z"));
        assertThat(first.rollCallDueAt()).isEqualTo(Instant.parse("2026-09-01T02:15:00Z"));
        assertThat(first.teachers()).containsExactly("T1");
        assertThat(first.classes()).containsExactly("软件2501", "软件2502");
        assertThat(school.roster(first))
                .extracting(RosterEntry::student)
                .containsExactly("S11", "S12", "S13", "S21", "S22", "S23");
        assertThat(school.sessionsOf("S11", WEEK_1, WEEK_1.plusDays(14))).hasSize(2);
        assertThat(school.session(first.id())).containsSame(first);
        assertThat(school.plannedPeriods("M1")).isEqualTo(6);
        assertThat(school.nameOf(first)).isEqualTo("高等数学");
        assertThat(school.collegeOfClass("软件2501")).isEqualTo("K1");
    }

    @Test
    void a_school_without_timetable_or_terms_works() {
        RegistryBuilder b = new RegistryBuilder();
        b.students.add(new Registry.Student("11391", "11391", null));
        b.offerings.add(new Registry.Offering("AAA-2013J", "AAA", "2013J", Set.of(), List.of(), 0));
        b.enrolments.add(new Registry.EnrolmentException(
                "11391", "AAA-2013J", EnrolmentKind.NORMAL, null, new Span(LocalDate.of(2013, 10, 1), null)));
        School school = b.school();
        LocalDate day = LocalDate.of(2013, 11, 5);
        assertThat(school.sessions()).isEmpty();
        assertThat(school.sessionsOf("11391", WEEK_1, WEEK_1.plusYears(1))).isEmpty();
        assertThat(school.enrolled("AAA-2013J", day))
                .extracting(RosterEntry::student)
                .containsExactly("11391");
        assertThat(school.enrolled("AAA-2013J", LocalDate.of(2013, 9, 30))).isEmpty();
        assertThat(school.termOn(day)).isEmpty();
        assertThat(school.weekOf(day)).isZero();
        assertThat(school.periodLabel(Instant.parse("2013-11-04T20:00:00Z"))).isEqualTo("2013-11-05");
        assertThat(school.plannedPeriods("AAA-2013J")).isZero();
        assertThat(school.isTeachingDay(day)).isFalse();
    }
}
