package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plays the simulator's days in order of time into a sink. One thread. */
final class Feed {

    private final Simulator simulator;
    private final Script script;
    private final Supplier<School> school;
    private final Consumer<Script.Edit> editor;
    private final Sink sink;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private LocalDate day;

    /** {@code editor} makes an edit of the registry; {@code school} must know it when it returns. */
    Feed(Simulator simulator, Script script, Supplier<School> school, Consumer<Script.Edit> editor, Sink sink) {
        this.simulator = simulator;
        this.script = script;
        this.school = school;
        this.editor = editor;
        this.sink = sink;
    }

    /** Sends what is due, a batch a source. The first call decides the first day; earlier days are not made up. */
    void advance(Instant now) {
        LocalDate today = now.atZone(School.ZONE).toLocalDate();
        if (day == null) {
            begin(today);
        }
        while (day.isBefore(today)) {
            flush(DemoCalendar.nightOf(day));
            begin(day.plusDays(1));
        }
        flush(now);
    }

    private void begin(LocalDate next) {
        day = next;
        script.editsOn(day).forEach(editor);
        waiting.addAll(simulator.day(day, school.get()));
    }

    private void flush(Instant now) {
        Map<Origin, List<Observation>> batches = new LinkedHashMap<>();
        while (!waiting.isEmpty() && !waiting.peek().at().isAfter(now)) {
            Message message = waiting.remove();
            batches.computeIfAbsent(message.from(), o -> new ArrayList<>()).addAll(message.rows());
        }
        batches.forEach((from, rows) -> sink.send(now, from, rows));
    }

    /** A day in a few steps: when all rolls that are in time are in, what came of sessions within an hour of their end, and its end. */
    static List<Instant> steps(School school, LocalDate day) {
        TreeSet<Instant> steps = new TreeSet<>();
        List<Session> sessions = school.sessionsOn(day);
        sessions.forEach(s -> steps.add(s.rollCallDueAt().minusSeconds(30)));
        steps.add(DemoCalendar.nightOf(day));
        for (Session session : sessions) {
            Instant next = steps.ceiling(session.endsAt());
            if (next == null || next.isAfter(session.endsAt().plus(Duration.ofHours(1)))) {
                steps.add(session.endsAt());
            }
        }
        return new ArrayList<>(steps);
    }

    /** Also the end of every session. */
    static List<Instant> fineSteps(School school, LocalDate day) {
        TreeSet<Instant> steps = new TreeSet<>(steps(school, day));
        school.sessionsOn(day).forEach(s -> steps.add(s.endsAt()));
        return new ArrayList<>(steps);
    }
}
