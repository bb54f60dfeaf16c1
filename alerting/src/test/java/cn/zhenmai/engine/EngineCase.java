package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Transition;
import cn.zhenmai.fixture.Told;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small school under an engine: class A of twelve (A01…), class B of eight (B01…), offerings MATH (A and B together, Tuesday 1–2),
 * DRAW (A, Monday, Wednesday, Friday 3–4) and WELD (B, Monday and Thursday 5–6), eight weeks from 2026-08-31.
 */
final class EngineCase {

    static final LocalDate WEEK_1 = LocalDate.of(2026, 8, 31);
    static final int WEEKS = 8;

    final Told told;
    final Engine engine;
    final List<Transition> transitions = new ArrayList<>();
    final List<Input> inputs = new ArrayList<>();
    private int recorded;
    Instant now = WEEK_1.atStartOfDay(School.ZONE).toInstant();

    EngineCase() {
        this(RuleSet.standard(), school().registry());
    }

    EngineCase(RuleSet rules, Registry registry) {
        told = new Told(registry);
        engine = new Engine(rules);
        step(told.edited(now));
    }

    static RegistryBuilder school() {
        RegistryBuilder b = RegistryBuilder.small();
        b.offerings.clear();
        b.terms.clear();
        b.term("2026-1", 0, WEEK_1, WEEKS);
        b.months.add(new Registry.Month("2026-09", "2026-1", 1, 4));
        b.months.add(new Registry.Month("2026-10", "2026-1", 5, 8));
        members(b, "A", 12);
        members(b, "B", 8);
        b.courses.add(new Registry.Course("D", "机械制图", "O1"));
        b.offering("MATH", "M", "2026-1", Set.of("A", "B"), "T1");
        b.offering("DRAW", "D", "2026-1", Set.of("A"), "T2");
        b.offering("WELD", "D", "2026-1", Set.of("B"), "T2");
        Set<Integer> weeks = RegistryBuilder.weeks(1, WEEKS);
        b.slot("MATH", DayOfWeek.TUESDAY, 1, weeks);
        for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY)) {
            b.slot("DRAW", day, 3, weeks);
        }
        b.slot("WELD", DayOfWeek.MONDAY, 5, weeks);
        b.slot("WELD", DayOfWeek.THURSDAY, 5, weeks);
        return b;
    }

    private static void members(RegistryBuilder b, String classId, int size) {
        b.schoolClass(classId, 2025, "C1");
        for (int i = 1; i <= size; i++) {
            b.student(String.format("%s%02d", classId, i), classId);
        }
    }

    @CanIgnoreReturnValue
    Effects step(Input input) {
        Effects effects = engine.step(input);
        transitions.addAll(effects.transitions());
        inputs.add(input);
        return effects;
    }

    /** The n-th held session of the offering, from 1. */
    Session session(String offering, int n) {
        return told.school().sessionsOfOwner(offering).get(n - 1);
    }

    SessionId id(String offering, int n) {
        return session(offering, n).id();
    }

    /** When the next statement is recorded: statements are in order unless a test says otherwise. */
    Instant recordedAt() {
        return now.plusMillis(recorded++);
    }

    @CanIgnoreReturnValue
    EngineCase at(Instant time) {
        now = time.isAfter(now) ? time : now;
        return this;
    }

    @CanIgnoreReturnValue
    EngineCase mark(SessionId session, String student, Status status) {
        told.attendance(new Attendance(student, session, status, null, 0, recordedAt()));
        return this;
    }

    @CanIgnoreReturnValue
    EngineCase call(SessionId session, String classId, RollCall.Mode mode) {
        told.call(new RollCall(session, classId, "T1", mode, recordedAt()));
        return this;
    }

    /** Class's roll called ten minutes after the start: everyone present but for the exceptions. */
    @CanIgnoreReturnValue
    Effects roll(String offering, int n, String classId, Map<String, Status> exceptions) {
        Session session = session(offering, n);
        at(session.startsAt().plus(Duration.ofMinutes(10)));
        exceptions.forEach((student, status) -> {
            mark(session.id(), student, status);
        });
        told.call(new RollCall(session.id(), classId, "T1", RollCall.Mode.EXCEPTIONS, recordedAt()));
        return commit();
    }

    @CanIgnoreReturnValue
    EngineCase leave(String student, String slip, Status kind, Instant from, Instant to, LeaveSlip.State state) {
        told.slip(new LeaveSlip(student, slip, kind, from, to, state, recordedAt()));
        return this;
    }

    @CanIgnoreReturnValue
    Effects commit() {
        return step(told.facts(now));
    }

    @CanIgnoreReturnValue
    Effects tick(Instant time) {
        return step(told.tick(at(time).now));
    }

    @CanIgnoreReturnValue
    Effects edit(Registry registry) {
        told.registry(registry);
        return step(told.edited(now));
    }

    List<Alert> open(String rule) {
        return engine.open().stream().filter(alert -> alert.rule().equals(rule)).toList();
    }

    /** "KIND level subject" of the rule's transitions. */
    List<String> story(String rule) {
        return transitions.stream()
                .filter(t -> t.alert().rule().equals(rule))
                .map(t -> t.kind() + " " + t.alert().level()
                        + (t.alert().endReason() == null ? "" : " " + t.alert().endReason()))
                .toList();
    }
}
