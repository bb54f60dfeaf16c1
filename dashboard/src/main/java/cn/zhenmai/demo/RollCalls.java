package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Rolls of a session, class by class: by reader on the west campus, else by teacher or class monitor. */
final class RollCalls {

    private static final double LATE_ROLL = 0.003;
    private static final double NO_ROLL = 0.0007;
    private static final double BY_MONITOR = 0.25;

    private final Behaviour behaviour;
    private final Script script;
    private final long seed;

    RollCalls(Behaviour behaviour, Script script, long seed) {
        this.behaviour = behaviour;
        this.script = script;
        this.seed = seed;
    }

    List<Message> of(Session session, School school) {
        TreeMap<String, List<String>> rolls = new TreeMap<>();
        for (RosterEntry entry : school.roster(session)) {
            if (entry.expected() && entry.roll() != null) {
                rolls.computeIfAbsent(entry.roll(), r -> new ArrayList<>()).add(entry.student());
            }
        }
        List<Message> messages = new ArrayList<>();
        rolls.forEach((classId, students) -> roll(session, classId, students, messages));
        return messages;
    }

    private void roll(Session session, String classId, List<String> students, List<Message> messages) {
        Dice dice = Dice.of(seed, "roll", session.id(), classId);
        RollPlan plan = script.roll(session.id(), classId).orElseGet(() -> byChance(dice));
        Instant early = after(session, dice.between(3, 13));
        Instant nearEnd = session.endsAt().minus(Duration.ofMinutes(dice.between(5, 12)));
        boolean reader = session.kind() == Session.Kind.LESSON && Catalogue.WEST.equals(session.campus());
        switch (plan) {
            case NONE -> {}
            case LATE -> called(session, classId, students, nearEnd, Origin.TEACHING, messages);
            case BROKEN_READER -> {
                messages.add(new Message(
                        after(session, 12),
                        Origin.READER,
                        List.of(rollCall(session, classId, Origin.READER, RollCall.Mode.READER, after(session, 12)))));
                called(session, classId, students, nearEnd, Origin.TEACHING, messages);
            }
            case ORDINARY -> {
                if (reader) {
                    swiped(session, classId, students, messages);
                } else {
                    called(session, classId, students, early, recorder(session, classId), messages);
                }
            }
        }
        if (plan != RollPlan.NONE) {
            leftEarly(session, students, messages);
        }
    }

    private static RollPlan byChance(Dice dice) {
        double draw = dice.share();
        return draw < NO_ROLL ? RollPlan.NONE : draw < NO_ROLL + LATE_ROLL ? RollPlan.LATE : RollPlan.ORDINARY;
    }

    private Origin recorder(Session session, String classId) {
        boolean monitor =
                session.teacher() == null || Dice.of(seed, "monitor", classId).chance(BY_MONITOR);
        return monitor ? Origin.MONITOR : Origin.TEACHING;
    }

    /** Mode EXCEPTIONS: whoever is not listed is there. */
    private void called(
            Session session, String classId, List<String> students, Instant at, Origin by, List<Message> messages) {
        List<Observation> rows = new ArrayList<>();
        rows.add(rollCall(session, classId, by, RollCall.Mode.EXCEPTIONS, at));
        for (String student : students) {
            Attended how = behaviour.attended(session, student);
            if (!how.isThere() || how.status() == Status.LATE) {
                Status status = how.status() == Status.UNKNOWN ? Status.ABSENT : how.status();
                rows.add(new Attendance(student, session.id(), status, how.missedPeriods(), how.minutes(), at));
            }
        }
        messages.add(new Message(at, by, rows));
    }

    /** Swipes from five minutes before to ten after; the teacher names those who are missing a little later. */
    private void swiped(Session session, String classId, List<String> students, List<Message> messages) {
        List<List<Observation>> uploads = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Observation> missing = new ArrayList<>();
        Instant confirmed =
                after(session, Dice.of(seed, "confirm", session.id(), classId).between(18, 26));
        for (String student : students) {
            Attended how = behaviour.attended(session, student);
            if (how.isThere()) {
                int minute = how.status() == Status.LATE
                        ? how.minutes()
                        : Dice.of(seed, "swipe", session.id(), student).between(-5, 1);
                Status status = how.status() == Status.LATE ? Status.LATE : Status.PRESENT;
                uploads.get(minute < -1 ? 0 : minute < 5 ? 1 : 2)
                        .add(new Attendance(
                                student,
                                session.id(),
                                status,
                                null,
                                status == Status.LATE ? minute : 0,
                                after(session, minute)));
            } else if (how.status() != Status.UNKNOWN) {
                missing.add(new Attendance(student, session.id(), how.status(), how.missedPeriods(), 0, confirmed));
            }
        }
        uploads.get(2).add(rollCall(session, classId, Origin.READER, RollCall.Mode.READER, after(session, 12)));
        int[] minutes = {-1, 5, 12};
        for (int i = 0; i < minutes.length; i++) {
            if (!uploads.get(i).isEmpty()) {
                messages.add(new Message(after(session, minutes[i]), Origin.READER, uploads.get(i)));
            }
        }
        if (!missing.isEmpty()) {
            messages.add(new Message(confirmed, Origin.TEACHING, missing));
        }
    }

    private void leftEarly(Session session, List<String> students, List<Message> messages) {
        Instant at = session.endsAt().minus(Duration.ofMinutes(4));
        for (String student : students) {
            Attended how = behaviour.attended(session, student);
            if (how.status() == Status.EARLY) {
                messages.add(new Message(
                        at,
                        Origin.TEACHING,
                        List.of(new Attendance(
                                student, session.id(), Status.EARLY, how.missedPeriods(), how.minutes(), at))));
            }
        }
    }

    private static RollCall rollCall(Session session, String classId, Origin by, RollCall.Mode mode, Instant at) {
        String recorder = by == Origin.TEACHING ? Objects.requireNonNullElse(session.teacher(), by.id) : by.id;
        return new RollCall(session.id(), classId, recorder, mode, at);
    }

    private static Instant after(Session session, int minutes) {
        return session.startsAt().plus(Duration.ofMinutes(minutes));
    }
}
