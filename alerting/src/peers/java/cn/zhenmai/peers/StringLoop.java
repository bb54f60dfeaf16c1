package cn.zhenmai.peers;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** The least that anybody would write: maps by name, a queue of absences, a ring of the last 200. No corrections, no evidence. */
final class StringLoop implements Contender {

    private static final long WINDOW_MILLIS = 7L * 86_400_000;
    private static final int LAST = 200;

    /** @param closes the last of its roll */
    private record Event(String student, String classId, boolean absent, long at, boolean closes) {}

    private record Expiry(String student, long at) {}

    private static final class Ring {
        final boolean[] absent = new boolean[LAST];
        int next;
        int n;
        int sum;
        boolean on;
    }

    private static final class Count {
        int absences;
        boolean on;
    }

    private Event[] events;
    private Map<String, Count> students;
    private Map<String, Ring> rings;
    private ArrayDeque<Expiry> expiries;
    private long[] told;

    @Override
    public String name() {
        return "plain loop, string-keyed maps";
    }

    @Override
    public void prepare(Stream stream) {
        events = new Event[stream.events()];
        for (int session = 0; session < stream.sessions.size(); session++) {
            int classNumber = stream.classOf(session);
            for (int s = 0; s < Stream.CLASS_SIZE; s++) {
                int i = session * Stream.CLASS_SIZE + s;
                events[i] = new Event(
                        Stream.student(classNumber, s),
                        Stream.name(classNumber),
                        stream.absent[i],
                        stream.day(session),
                        Stream.closes(i));
            }
        }
    }

    @Override
    public Told run() {
        students = new HashMap<>();
        rings = new HashMap<>();
        expiries = new ArrayDeque<>();
        told = new long[4];
        for (Event event : events) {
            expire(event.at());
            if (event.absent()) {
                Count count = students.computeIfAbsent(event.student(), none -> new Count());
                count.absences++;
                expiries.add(new Expiry(event.student(), event.at() + WINDOW_MILLIS));
                if (count.absences >= 3 && !count.on) {
                    count.on = true;
                    told[0]++;
                }
            }
            ring(rings.computeIfAbsent(event.classId(), none -> new Ring()), event.absent(), event.closes());
        }
        return new Told(told[0], told[1], told[2], told[3]);
    }

    private void expire(long now) {
        while (!expiries.isEmpty() && expiries.peek().at() <= now) {
            Count count = students.get(expiries.remove().student());
            count.absences--;
            if (count.absences < 3 && count.on) {
                count.on = false;
                told[1]++;
            }
        }
    }

    private void ring(Ring ring, boolean absent, boolean closes) {
        if (ring.n == LAST) {
            ring.sum -= ring.absent[ring.next] ? 1 : 0;
        } else {
            ring.n++;
        }
        ring.absent[ring.next] = absent;
        ring.sum += absent ? 1 : 0;
        ring.next = (ring.next + 1) % LAST;
        boolean on = ring.sum * 10 > ring.n;
        if (closes && on != ring.on) {
            ring.on = on;
            told[on ? 2 : 3]++;
        }
    }

    @Override
    public void end() {
        events = null;
        students = null;
        rings = null;
        expiries = null;
    }
}
