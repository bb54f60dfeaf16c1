package cn.zhenmai.demo;

import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the stories ask of the simulator: where it departs from chance. Written once before the first day, then only read. */
final class Script {

    /** An edit of the registry, made before the first lesson of {@code day}. */
    record Edit(LocalDate day, String what, UnaryOperator<Registry> edit) {}

    private record Seat(SessionId session, String student) {}

    private record Roll(SessionId session, String classId) {}

    private final Map<Seat, Attended> attended = new HashMap<>();
    private final Map<Roll, RollPlan> rolls = new HashMap<>();
    private final Set<String> steady = new HashSet<>();
    private final Map<SessionId, Double> checks = new HashMap<>();
    private final Set<String> ownMarks = new HashSet<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();

    /** The student comes to everything but what is said otherwise. */
    void steady(String student) {
        steady.add(student);
    }

    void attend(SessionId session, String student, Attended how) {
        attended.put(new Seat(session, student), how);
    }

    void roll(SessionId session, String classId, RollPlan plan) {
        rolls.put(new Roll(session, classId), plan);
    }

    /** No checks or evaluations of this offering by chance. */
    void ownMarks(String offering) {
        ownMarks.add(offering);
    }

    /** A lesson check in this session that the given share of those who are there passes. */
    void check(SessionId session, double passShare) {
        checks.put(session, passShare);
    }

    void say(Message message) {
        messages.add(message);
    }

    void edit(Edit edit) {
        edits.add(edit);
    }

    Optional<Attended> attended(SessionId session, String student) {
        return Optional.ofNullable(attended.get(new Seat(session, student)));
    }

    boolean isSteady(String student) {
        return steady.contains(student);
    }

    Optional<RollPlan> roll(SessionId session, String classId) {
        return Optional.ofNullable(rolls.get(new Roll(session, classId)));
    }

    boolean hasOwnMarks(String offering) {
        return ownMarks.contains(offering);
    }

    Optional<Double> check(SessionId session) {
        return Optional.ofNullable(checks.get(session));
    }

    List<Message> messagesOn(LocalDate day) {
        return messages.stream()
                .filter(m -> m.at().atZone(School.ZONE).toLocalDate().equals(day))
                .toList();
    }

    List<Edit> editsOn(LocalDate day) {
        return edits.stream().filter(e -> e.day().equals(day)).toList();
    }

    /** A moment of the school day. */
    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(School.ZONE).toInstant();
    }
}
