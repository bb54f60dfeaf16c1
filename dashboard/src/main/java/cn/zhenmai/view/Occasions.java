package cn.zhenmai.view;

import cn.zhenmai.school.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which of a day's sessions are meant by "now", "next" and "last". All lists are in order of start. */
final class Occasions {

    private Occasions() {}

    static boolean isRunning(Session session, Instant now) {
        return !now.isBefore(session.startsAt()) && now.isBefore(session.endsAt());
    }

    static List<Session> running(List<Session> sessions, Instant now) {
        return sessions.stream().filter(session -> isRunning(session, now)).toList();
    }

    /** Those that run, else those that start next together. */
    static List<Session> runningOrNext(List<Session> sessions, Instant now) {
        List<Session> running = running(sessions, now);
        if (!running.isEmpty()) {
            return running;
        }
        Optional<Instant> next = sessions.stream()
                .map(Session::startsAt)
                .filter(start -> start.isAfter(now))
                .min(Instant::compareTo);
        return next.map(start -> sessions.stream()
                        .filter(session -> session.startsAt().equals(start))
                        .toList())
                .orElse(List.of());
    }

    /** Those that ended last: all that still ran in the last moment before the latest end so far. */
    static List<Session> lastEnded(List<Session> sessions, Instant now) {
        Optional<Instant> end = sessions.stream()
                .map(Session::endsAt)
                .filter(over -> !over.isAfter(now))
                .max(Instant::compareTo);
        return end.map(over -> running(sessions, over.minusMillis(1))).orElse(List.of());
    }

    /** The next moment when a session starts or ends, so when what is shown changes by time alone. */
    static Optional<Instant> nextChange(List<Session> sessions, Instant now) {
        return sessions.stream()
                .flatMap(session -> java.util.stream.Stream.of(session.startsAt(), session.endsAt()))
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo);
    }
}
