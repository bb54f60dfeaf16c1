package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.school.SessionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The attendance changes of one journal row as bytes, in their order. Texts, sessions, moments and attributions are written out where
 * they first come and called by their number afterwards, so that a change of a full class roll takes about 25 bytes. Read by
 * {@link AttendanceReader}.
 */
final class AttendanceCode {

    static final int FORM = 1;
    static final int BEFORE = 1;
    static final int AFTER = 2;

    private AttendanceCode() {}

    /** Those of the changes that are attendance's. */
    static byte[] write(List<Change> changes) {
        return new Writer().write(changes);
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
}
