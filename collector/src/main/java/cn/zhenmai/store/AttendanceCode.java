package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The attendance changes of one journal row as bytes, in their order. Texts, sessions, moments and attributions are written out where
 * they first come and called by their number afterwards, so that a change of a full class roll takes about 25 bytes.
 */
final class AttendanceCode {

    private static final int FORM = 1;
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final Status[] STATUSES = Status.values();

    private AttendanceCode() {}

    /** Those of the changes that are attendance's. */
    static byte[] write(List<Change> changes) {
        return new Writer().write(changes);
    }

    /** Equal values of one read or of several are one object. */
    static final class Shared {
        private static final int MOST = 1 << 17;
        private final Map<Object, Object> values = new HashMap<>();

        @SuppressWarnings("unchecked")
        private <T> T of(T value) {
            if (values.size() >= MOST) {
                values.clear();
            }
            Object known = values.putIfAbsent(value, value);
            return known == null ? value : (T) known;
        }
    }

    static void read(byte[] bytes, Shared shared, List<Change> into) {
        new Reader(bytes, shared).read(into);
    }

    /** The numbers of what was written already; what came last is found without a look. */
    private static final class Numbers<T> {
        private final Map<T, Integer> numbers = new HashMap<>();
        private T last;
        private int lastNumber;

        /** 0 is no value at all. */
        void write(T value, Bytes out, Consumer<T> writtenOut) {
            if (value == null) {
                out.putNumber(0);
            } else if (value.equals(last)) {
                out.putNumber(lastNumber);
            } else {
                Integer known = numbers.get(value);
                lastNumber = known != null ? known : numbers.size() + 1;
                last = value;
                out.putNumber(lastNumber);
                if (known == null) {
                    numbers.put(value, lastNumber);
                    writtenOut.accept(value);
                }
            }
        }
    }

    private static final class Writer {
        private final Bytes out = new Bytes(1 << 10);
        private final Numbers<String> texts = new Numbers<>();
        private final Numbers<SessionId> sessions = new Numbers<>();
        private final Numbers<Instant> instants = new Numbers<>();
        private final Numbers<Attribution> attributions = new Numbers<>();

        byte[] write(List<Change> changes) {
            out.put1(FORM);
            for (Change change : changes) {
                if (change instanceof Change.OfAttendance attendance) {
                    write(attendance);
                }
            }
            return out.copy();
        }

        private void write(Change.OfAttendance change) {
            out.put1((change.before() == null ? 0 : BEFORE) | (change.after() == null ? 0 : AFTER));
            text(change.student());
            sessions.write(change.session(), out, id -> out.putText(id.toString()));
            if (change.before() != null) {
                write(change.before());
            }
            if (change.after() != null) {
                write(change.after());
            }
        }

        private void write(Standing standing) {
            out.put1(standing.status().ordinal());
            out.put1(standing.observed() == null ? 0 : standing.observed().ordinal() + 1);
            out.putNumber(standing.expectedPeriods());
            out.putNumber(standing.missedPeriods());
            out.putNumber(standing.minutesLate());
            text(standing.slip());
            text(standing.source());
            instant(standing.receivedAt());
            attributions.write(standing.at(), out, this::write);
        }

        private void write(Attribution at) {
            text(at.classId());
            text(at.roll());
            text(at.program());
            text(at.college());
            text(at.teacher());
            text(at.offering());
            out.put4((int) at.heldOn().toEpochDay());
            out.putNumber(at.firstPeriod());
            instant(at.startsAt());
            instant(at.endsAt());
        }

        private void text(String text) {
            texts.write(text, out, out::putText);
        }

        private void instant(Instant at) {
            instants.write(at, out, moment -> {
                out.put8(moment.getEpochSecond());
                out.put4(moment.getNano());
            });
        }
    }

    private static final class Reader {
        private final ByteBuffer in;
        private final Shared shared;
        private final List<String> texts = new ArrayList<>();
        private final List<SessionId> sessions = new ArrayList<>();
        private final List<Instant> instants = new ArrayList<>();
        private final List<Attribution> attributions = new ArrayList<>();

        Reader(byte[] bytes, Shared shared) {
            in = ByteBuffer.wrap(bytes);
            this.shared = shared;
        }

        void read(List<Change> into) {
            if (in.get() != FORM) {
                throw new IllegalStateException("attendance of a journal row in an unknown form");
            }
            while (in.hasRemaining()) {
                int parts = in.get();
                String student = text();
                SessionId session = value(sessions, () -> SessionId.of(plain()));
                Standing before = (parts & BEFORE) == 0 ? null : standing();
                Standing after = (parts & AFTER) == 0 ? null : standing();
                into.add(new Change.OfAttendance(student, session, before, after));
            }
        }

        private Standing standing() {
            Status status = STATUSES[in.get()];
            int observed = in.get();
            int expected = number();
            int missed = number();
            int minutes = number();
            String slip = text();
            String source = text();
            Instant receivedAt = instant();
            Attribution at = value(attributions, this::attribution);
            return new Standing(
                    status,
                    observed == 0 ? null : STATUSES[observed - 1],
                    expected,
                    missed,
                    minutes,
                    slip,
                    source,
                    receivedAt,
                    at);
        }

        private Attribution attribution() {
            String classId = text();
            String roll = text();
            String program = text();
            String college = text();
            String teacher = text();
            String offering = text();
            LocalDate heldOn = shared.of(LocalDate.ofEpochDay(in.getInt()));
            int firstPeriod = number();
            Instant startsAt = instant();
            Instant endsAt = instant();
            return new Attribution(
                    classId, roll, program, college, teacher, offering, heldOn, firstPeriod, startsAt, endsAt);
        }

        private String text() {
            return value(texts, this::plain);
        }

        private Instant instant() {
            return value(instants, () -> {
                long seconds = in.getLong();
                return Instant.ofEpochSecond(seconds, in.getInt());
            });
        }

        private <T> T value(List<T> known, Supplier<T> writtenOut) {
            int number = number();
            if (number == 0) {
                return null;
            }
            if (number > known.size()) {
                known.add(shared.of(writtenOut.get()));
            }
            return known.get(number - 1);
        }

        private String plain() {
            byte[] text = new byte[number()];
            in.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }

        private int number() {
            int number = 0;
            for (int shift = 0; ; shift += 7) {
                int next = in.get();
                number |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }
    }
}
