package cn.zhenmai.observation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation.LeaveSlip.State;
import cn.zhenmai.observation.Observation.RollCall.Mode;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveTest {

    private static final SessionId LESSON = SessionId.of("M1.20261012.1");
    private static final Instant STARTS = Instant.parse("2026-10-12T00:00:00Z");

    private static RegistryBuilder registry() {
        return RegistryBuilder.small().slot("M1", DayOfWeek.MONDAY, 1, RegistryBuilder.weeks(1, 18));
    }

    private static Version<Observation.Attendance> said(Status status, Integer missed, int minutes) {
        return new Version<>(
                new Observation.Attendance("S11", LESSON, status, missed, minutes, STARTS), "t", 30, false, STARTS, 1);
    }

    private static Version<Observation.RollCall> roll(Mode mode) {
        return new Version<>(new Observation.RollCall(LESSON, "软件2501", "T1", mode, STARTS), "t", 30, false, STARTS, 1);
    }

    private static List<Version<Observation.LeaveSlip>> slip(State state, long recordedAfterSeconds, long toSeconds) {
        Observation.LeaveSlip slip = new Observation.LeaveSlip(
                "S11",
                "L1",
                Status.SICK,
                STARTS.minusSeconds(60),
                STARTS.plusSeconds(toSeconds),
                state,
                STARTS.plusSeconds(recordedAfterSeconds));
        return List.of(new Version<>(slip, "o", 40, false, STARTS, 1));
    }

    private static Standing standing(
            School school,
            Version<Observation.Attendance> observed,
            Version<Observation.RollCall> roll,
            List<Version<Observation.LeaveSlip>> slips) {
        Session session = school.session(LESSON).orElseThrow();
        return Effective.standing(
                school, session, "S11", school.rosterEntry(session, "S11").orElse(null), observed, roll, slips);
    }

    private static Status status(
            Version<Observation.Attendance> observed,
            Version<Observation.RollCall> roll,
            List<Version<Observation.LeaveSlip>> slips) {
        return standing(registry().school(), observed, roll, slips).status();
    }

    @Test
    void the_observed_status_is_overlaid_by_approved_leave_unless_presence_was_seen() {
        List<Version<Observation.LeaveSlip>> approved = slip(State.APPROVED, 0, 3600);
        assertThat(status(said(Status.ABSENT, null, 0), null, approved)).isEqualTo(Status.SICK);
        assertThat(status(said(Status.PRESENT, null, 0), null, approved)).isEqualTo(Status.PRESENT);
        assertThat(status(said(Status.LATE, null, 5), null, approved)).isEqualTo(Status.LATE);
        assertThat(status(said(Status.UNKNOWN, null, 0), null, approved)).isEqualTo(Status.SICK);
        assertThat(status(null, roll(Mode.EXCEPTIONS), approved)).isEqualTo(Status.SICK);
        assertThat(status(null, roll(Mode.READER), approved)).isEqualTo(Status.SICK);
    }

    @Test
    void only_leave_that_covers_the_start_counts() {
        Version<Observation.Attendance> absent = said(Status.ABSENT, null, 0);
        assertThat(status(absent, null, slip(State.SUBMITTED, 0, 3600))).isEqualTo(Status.ABSENT);
        assertThat(status(absent, null, slip(State.WITHDRAWN, 0, 3600))).isEqualTo(Status.ABSENT);
        assertThat(status(absent, null, slip(State.RETURNED, -1, 3600))).isEqualTo(Status.ABSENT);
        assertThat(status(absent, null, slip(State.RETURNED, 1, 3600))).isEqualTo(Status.SICK);
        assertThat(status(absent, null, slip(State.APPROVED, 0, 0))).isEqualTo(Status.ABSENT);
    }

    @Test
    void a_roll_call_implies_presence_only_in_mode_exceptions() {
        assertThat(status(null, roll(Mode.EXCEPTIONS), List.of())).isEqualTo(Status.PRESENT);
        assertThat(status(null, roll(Mode.FULL), List.of())).isEqualTo(Status.UNKNOWN);
        assertThat(status(null, roll(Mode.FULL), slip(State.APPROVED, 0, 0))).isEqualTo(Status.UNKNOWN);
        assertThat(standing(registry().school(), null, null, List.of())).isNull();
    }

    @Test
    void missed_periods_are_all_of_an_absence_unless_said_and_none_of_leave() {
        School school = registry().school();
        assertThat(standing(school, said(Status.ABSENT, null, 0), null, List.of())
                        .missedPeriods())
                .isEqualTo(2);
        assertThat(standing(school, said(Status.ABSENT, 1, 0), null, List.of()).missedPeriods())
                .isEqualTo(1);
        Standing late = standing(school, said(Status.LATE, 1, 20), null, List.of());
        assertThat(late.status()).isEqualTo(Status.LATE);
        assertThat(late.missedPeriods()).isEqualTo(1);
        assertThat(late.minutesLate()).isEqualTo(20);
        assertThat(standing(school, said(Status.ABSENT, 1, 0), null, slip(State.APPROVED, 0, 3600))
                        .missedPeriods())
                .isZero();
    }

    @Test
    void who_is_not_expected_is_exempt_and_a_cancelled_session_has_no_standing() {
        RegistryBuilder suspended = registry();
        suspended.statuses.add(new Registry.StudentStatus("S11", Registry.StudentStatus.Kind.INTERNSHIP, Span.ALWAYS));
        assertThat(standing(suspended.school(), said(Status.ABSENT, null, 0), null, List.of())
                        .status())
                .isEqualTo(Status.EXEMPT);
        RegistryBuilder cancelled = registry();
        cancelled.changeOrders.add(new Registry.ChangeOrder(
                "D1", LESSON.toString(), Registry.ChangeOrder.Kind.CANCEL, null, 0, null, null, null));
        assertThat(standing(cancelled.school(), said(Status.ABSENT, null, 0), null, List.of()))
                .isNull();
    }

    @Test
    void rank_decides_between_versions_then_time_then_the_source() {
        Version<Observation.Attendance> teacher = said(Status.ABSENT, null, 0);
        Version<Observation.Attendance> same = said(Status.ABSENT, null, 0);
        Version<Observation.Attendance> otherwise = said(Status.PRESENT, null, 0);
        Version<Observation.Attendance> swipe = new Version<>(otherwise.observation(), "reader", 10, false, STARTS, 2);
        assertThat(Version.decide(teacher, null, List.of())).isEqualTo(Version.Outcome.STORED);
        assertThat(Version.decide(same, teacher, List.of())).isEqualTo(Version.Outcome.DUPLICATE);
        assertThat(Version.decide(otherwise, teacher, List.of())).isEqualTo(Version.Outcome.CONFLICT);
        assertThat(Version.decide(swipe, teacher, List.of())).isEqualTo(Version.Outcome.LOSES);
        assertThat(Version.decide(teacher, swipe, List.of())).isEqualTo(Version.Outcome.REPLACES);
        assertThat(Version.decide(swipe, teacher, List.of(swipe))).isEqualTo(Version.Outcome.DUPLICATE);
    }
}
