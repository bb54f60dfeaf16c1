package cn.zhenmai.engine;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Effective;
import cn.zhenmai.observation.Input;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LeaveSlip;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Version;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What a journal has accepted so far, from scratch each time: the later recorded version holds, leave overlays, a cancelled session
 * removes. Its inputs carry the difference to what was told before.
 */
final class Told {

    record Place(String student, SessionId session) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySession = session.compareTo(other.session);
            return bySession != 0 ? bySession : student.compareTo(other.student);
        }
    }

    record Roll(SessionId session, String classId) implements Comparable<Roll> {
        @Override
        public int compareTo(Roll other) {
            int bySession = session.compareTo(other.session);
            return bySession != 0 ? bySession : classId.compareTo(other.classId);
        }
    }

    /** Everything that holds at one moment. */
    record State(
            Map<Place, Standing> attendance,
            Map<Roll, RollCall> calls,
            Map<String, LeaveSlip> slips,
            Map<String, Result> checks,
            Map<String, LearningEvaluation> evaluations) {}

    /** A check where and when its session is now. */
    record Result(LessonCheck check, Attribution at) {}

    private final Map<Place, Attendance> explicit = new TreeMap<>();
    private final Map<Place, Instant> received = new TreeMap<>();
    private final Map<Roll, RollCall> calls = new TreeMap<>();
    private final Map<String, LeaveSlip> slips = new TreeMap<>();
    private final Map<String, LessonCheck> checks = new TreeMap<>();
    private final Map<String, LearningEvaluation> evaluations = new TreeMap<>();
    private Registry registry;
    private School school;
    private State state =
            new State(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    private long sequence;

    Told(Registry registry) {
        this.registry = registry;
        this.school = School.of(registry);
    }

    School school() {
        return school;
    }

    Registry registry() {
        return registry;
    }

    State state() {
        return state;
    }

    private static <K, V> void keep(Map<K, V> held, K key, V value, BiFunction<V, V, V> later) {
        held.merge(key, value, later);
    }

    void attendance(Attendance told) {
        keep(
                explicit,
                new Place(told.student(), told.session()),
                told,
                (a, b) -> b.recordedAt().isAfter(a.recordedAt()) ? b : a);
    }

    void call(RollCall told) {
        keep(
                calls,
                new Roll(told.session(), told.classId()),
                told,
                (a, b) -> b.recordedAt().isAfter(a.recordedAt()) ? b : a);
    }

    void slip(LeaveSlip told) {
        keep(
                slips,
                told.student() + "/" + told.slip(),
                told,
                (a, b) -> b.recordedAt().isAfter(a.recordedAt()) ? b : a);
    }

    void check(LessonCheck told) {
        keep(
                checks,
                told.student() + "/" + told.session() + "/" + told.check(),
                told,
                (a, b) -> b.recordedAt().isAfter(a.recordedAt()) ? b : a);
    }

    void evaluation(LearningEvaluation told) {
        keep(
                evaluations,
                told.offering() + "/" + told.month(),
                told,
                (a, b) -> b.recordedAt().isAfter(a.recordedAt()) ? b : a);
    }

    void registry(Registry edited) {
        registry = edited;
        school = School.of(edited);
    }

    Input.Facts facts(Instant knownAt) {
        return new Input.Facts(++sequence, knownAt, false, changes(knownAt));
    }

    Input.SchoolEdited edited(Instant knownAt) {
        return new Input.SchoolEdited(++sequence, knownAt, false, school, changes(knownAt));
    }

    Input.Tick tick(Instant knownAt) {
        return new Input.Tick(++sequence, knownAt);
    }

    Input.RulesEdited rules(String yaml, Instant knownAt) {
        return new Input.RulesEdited(++sequence, knownAt, false, yaml);
    }

    private List<Change> changes(Instant knownAt) {
        State before = state;
        state = effective(knownAt);
        List<Change> changes = new ArrayList<>();
        difference(
                before.calls(),
                state.calls(),
                (roll, b, a) -> changes.add(new Change.OfRollCall(roll.session(), roll.classId(), b, a)));
        difference(before.slips(), state.slips(), (key, b, a) -> {
            LeaveSlip any = a == null ? b : a;
            changes.add(new Change.OfLeaveSlip(any.student(), any.slip(), b, a));
        });
        difference(
                before.attendance(),
                state.attendance(),
                (place, b, a) -> changes.add(new Change.OfAttendance(place.student(), place.session(), b, a)));
        difference(before.checks(), state.checks(), (key, b, a) -> {
            Result any = a == null ? b : a;
            changes.add(new Change.OfCheck(
                    any.check().student(),
                    any.check().offering(),
                    any.at(),
                    b == null ? null : b.check(),
                    a == null ? null : a.check()));
        });
        difference(before.evaluations(), state.evaluations(), (key, b, a) -> {
            LearningEvaluation any = a == null ? b : a;
            changes.add(new Change.OfEvaluation(any.teacher(), any.offering(), b, a));
        });
        return changes;
    }

    private interface Difference<K, V> {
        void of(K key, V before, V after);
    }

    private static <K extends Comparable<K>, V> void difference(
            Map<K, V> before, Map<K, V> after, Difference<K, V> tell) {
        Map<K, V> keys = new TreeMap<>(before);
        keys.putAll(after);
        for (K key : keys.keySet()) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                tell.of(key, before.get(key), after.get(key));
            }
        }
    }

    private Result result(LessonCheck check) {
        Session session = school.session(check.session()).orElseThrow();
        return new Result(
                check,
                attribution(
                        session, school.rosterEntry(session, check.student()).orElse(null)));
    }

    private static Attribution attribution(Session session, RosterEntry entry) {
        return new Attribution(
                entry == null ? null : entry.classId(),
                entry == null ? null : entry.roll(),
                entry == null ? null : entry.program(),
                entry == null ? null : entry.college(),
                session.teacher(),
                session.offering(),
                session.heldOn(),
                session.firstPeriod(),
                session.startsAt(),
                session.endsAt());
    }

    private State effective(Instant knownAt) {
        Map<Place, Standing> standings = new TreeMap<>();
        Map<Roll, RollCall> called = new TreeMap<>();
        for (Session session : school.sessions()) {
            if (!session.isHeld()) {
                continue;
            }
            for (RosterEntry entry : school.roster(session)) {
                Place place = new Place(entry.student(), session.id());
                RollCall call = calls.get(new Roll(session.id(), entry.roll()));
                Standing standing = standing(session, entry, explicit.get(place), call, knownAt);
                if (standing != null) {
                    standings.put(place, standing);
                }
            }
            for (Map.Entry<Roll, RollCall> call : calls.entrySet()) {
                if (call.getKey().session().equals(session.id())) {
                    called.put(call.getKey(), call.getValue());
                }
            }
        }
        Map<String, Result> results = new TreeMap<>();
        checks.forEach((key, check) -> results.put(key, result(check)));
        return new State(standings, called, new TreeMap<>(slips), results, new TreeMap<>(evaluations));
    }

    private Standing standing(Session session, RosterEntry entry, Attendance told, RollCall call, Instant knownAt) {
        Instant at = received.computeIfAbsent(new Place(entry.student(), session.id()), none -> knownAt);
        List<Version<LeaveSlip>> own = new ArrayList<>();
        for (LeaveSlip slip : slips.values()) {
            if (slip.student().equals(entry.student())) {
                own.add(version(slip, at));
            }
        }
        return Effective.standing(school, session, entry.student(), entry, version(told, at), version(call, at), own);
    }

    private static <T extends Observation> Version<T> version(T observation, Instant receivedAt) {
        return observation == null ? null : new Version<>(observation, "teacher:T1", 30, false, receivedAt, 0);
    }
}
