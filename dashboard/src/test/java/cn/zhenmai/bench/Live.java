package cn.zhenmai.bench;

import cn.zhenmai.store.JdbcSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * From an observation's being due to be sent, by the clock, to the frame on each viewer's socket that shows its card anew: by way of the
 * commit, the engine and its own commit. Every event is a further absence of a student whose alert stands, so that every event shows.
 */
final class Live {

    private static final int STUDENTS = 200;
    /** Absences that raise the alert; what follows amends it. */
    private static final int BEFORE = 4;

    private static final int MOST_MICROS = 600_000_000;

    private Live() {}

    static void measure(Options options, Load load, Server server, Table table) {
        JdbcSettings jdbc = server.create();
        BenchSchool school = BenchSchool.of(options.students(), 6);
        try (Service service = Service.start(options, jdbc, server.passwordFile(), school)) {
            Absences absences = new Absences(school, service.key);
            load.some(service.port, 16, STUDENTS * BEFORE, due -> absences.next());
            double caughtUp = service.awaitEngine();
            System.out.printf("  %d students with an alert, engine caught up %.1f s later%n", STUDENTS, caughtUp);
            String cookie = service.signIn();
            run(options, load, service, cookie, absences, 10, 50, table, 15, 60, 5, 20);
            run(options, load, service, cookie, absences, 1_000, 10, table, 30, 120, 15, 50);
        }
        server.drop(jdbc);
    }

    private static void run(
            Options options,
            Load load,
            Service service,
            String cookie,
            Absences absences,
            int viewers,
            int perSecond,
            Table table,
            double floor50,
            double floor99,
            double goal50,
            double goal99) {
        Histogram micros = new ConcurrentHistogram(1, MOST_MICROS, 3);
        Map<String, Long> dueAt = new ConcurrentHashMap<>();
        Viewers.Seen seen = (student, at) -> {
            Long due = dueAt.get(student);
            if (due != null) {
                micros.recordValue(Math.max(1, Math.min(MOST_MICROS, (at - due) / 1_000)));
            }
        };
        try (Viewers open = Viewers.open(load.vertx(), service, cookie, viewers, seen)) {
            Load.Outcome warm = send(load, service, absences, options.warmSeconds(), perSecond, dueAt);
            Pause.millis(1_000);
            micros.reset();
            Load.Outcome sent = send(load, service, absences, options.latencySeconds(), perSecond, dueAt);
            Pause.millis(1_000);
            String what = "%,d viewers at %d events/s, POST to frame".formatted(viewers, perSecond);
            table.add(what + ", p50", micros.getValueAtPercentile(50) / 1e3, " ms", floor50, goal50);
            table.add("the same, p99", micros.getValueAtPercentile(99) / 1e3, " ms", floor99, goal99);
            table.note("%,d events (%,d before, to warm up), %,d frames of %,d looked for"
                    .formatted(sent.accepted(), warm.accepted(), micros.getTotalCount(), sent.accepted() * viewers));
        }
    }

    /** A student comes again after {@link #STUDENTS} further events, seconds later: its frames are all there by then. */
    private static Load.Outcome send(
            Load load, Service service, Absences absences, int seconds, int perSecond, Map<String, Long> dueAt) {
        return load.open(service.port, 16, seconds, perSecond, Integer.MAX_VALUE, due -> {
            Load.Request next = absences.next();
            dueAt.put(absences.student(), due);
            return next;
        });
    }

    /** Students in turn, each absent in one session after the other. */
    private static final class Absences {
        private final BenchSchool school;
        private final String key;
        private int sent;
        private String student;

        Absences(BenchSchool school, String key) {
            this.school = school;
            this.key = key;
        }

        String student() {
            return student;
        }

        Load.Request next() {
            // One of each class in turn: no class is absent as a whole.
            int classNumber = sent % STUDENTS % school.classes();
            int place = sent % STUDENTS / school.classes();
            int occasion = sent / STUDENTS;
            student = school.student(classNumber * school.classSize() + place);
            sent++;
            return new Load.Request(Feed.request(key, "application/json", """
                    {"type":"attendance","student":"%s","session":"%s","status":"ABSENT","recordedAt":"%sT21:00:00+08:00"}""".formatted(
                            student,
                            school.session(classNumber, occasion),
                            school.session(classNumber, occasion).plannedOn())));
        }
    }
}
