package cn.zhenmai.store;

import cn.zhenmai.observation.Attribution;
import cn.zhenmai.observation.Change;
import cn.zhenmai.observation.Standing;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.SessionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link AttendanceCode} wrote, row after row. Most of a roll say the same, so the bytes of a standing are first held
 * against the last ones: nothing is taken apart twice, and what is equal is mostly one object. Not for several threads.
 */
final class AttendanceReader {

    private static final Status[] STATUSES = Status.values();
    /** Standings of one row that are looked for again. */
    private static final int REMEMBERED = 4;

    private final SharedTexts shared = new SharedTexts();
    private final List<String> texts = new ArrayList<>();
    private final List<SessionId> sessions = new ArrayList<>();
    private final List<Instant> instants = new ArrayList<>();
    private final List<Attribution> attributions = new ArrayList<>();
    private final Remembered[] remembered = new Remembered[REMEMBERED];
    private int next;

    private byte[] in;
    private int at;
    /** Values that this row has written out: where one is, the same bytes mean something else the next time. */
    private int writtenOut;

    private LocalDate day = LocalDate.EPOCH;

    /** The bytes [from, until) of this row. */
    private record Remembered(int from, int until, Standing standing) {}

    /** Adds the changes of one row. */
    void read(byte[] bytes, List<Change> into) {
        begin(bytes);
        if (in[at++] != AttendanceCode.FORM) {
            throw new IllegalStateException("attendance of a journal row in an unknown form");
        }
        while (at < in.length) {
            int parts = in[at++];
            String student = text();
            SessionId session = session();
            Standing before = (parts & AttendanceCode.BEFORE) == 0 ? null : standing();
            Standing after = (parts & AttendanceCode.AFTER) == 0 ? null : standing();
            into.add(new Change.OfAttendance(student, session, before, after));
        }
    }

    private void begin(byte[] bytes) {
        in = bytes;
        at = 0;
        writtenOut = 0;
        texts.clear();
        sessions.clear();
        instants.clear();
        attributions.clear();
        for (int i = 0; i < REMEMBERED; i++) {
            remembered[i] = null;
        }
    }

    private Standing standing() {
        for (Remembered known : remembered) {
            if (known != null && isAgain(known)) {
                at += known.until() - known.from();
                return known.standing();
            }
        }
        int from = at;
        int before = writtenOut;
        Standing standing = newStanding();
        if (writtenOut == before) {
            remembered[next] = new Remembered(from, at, standing);
            next = (next + 1) % REMEMBERED;
        }
        return standing;
    }

    /** A standing says by itself where it ends, so that equal bytes are one. */
    private boolean isAgain(Remembered known) {
        int length = known.until() - known.from();
        if (at + length > in.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in[at + i] != in[known.from() + i]) {
                return false;
            }
        }
        return true;
    }

    private Standing newStanding() {
        Status status = STATUSES[in[at++]];
        int observed = in[at++];
        int expected = number();
        int missed = number();
        int minutes = number();
        String slip = text();
        String source = text();
        Instant receivedAt = instant();
        return new Standing(
                status,
                observed == 0 ? null : STATUSES[observed - 1],
                expected,
                missed,
                minutes,
                slip,
                source,
                receivedAt,
                attribution());
    }

    private Attribution attribution() {
        int number = number();
        if (number == 0) {
            return null;
        }
        if (number > attributions.size()) {
            attributions.add(newAttribution());
        }
        return attributions.get(number - 1);
    }

    private Attribution newAttribution() {
        writtenOut++;
        String classId = text();
        String roll = text();
        String program = text();
        String college = text();
        String teacher = text();
        String offering = text();
        LocalDate heldOn = day();
        int firstPeriod = number();
        Instant startsAt = instant();
        Instant endsAt = instant();
        return new Attribution(
                classId, roll, program, college, teacher, offering, heldOn, firstPeriod, startsAt, endsAt);
    }

    /** Rows follow each other in time: mostly it is the one before. */
    private LocalDate day() {
        int since1970 = int4();
        if (day.toEpochDay() != since1970) {
            day = LocalDate.ofEpochDay(since1970);
        }
        return day;
    }

    private String text() {
        int number = number();
        if (number == 0) {
            return null;
        }
        if (number > texts.size()) {
            texts.add(newText());
        }
        return texts.get(number - 1);
    }

    private String newText() {
        writtenOut++;
        int length = number();
        String text = shared.of(in, at, length);
        at += length;
        return text;
    }

    private SessionId session() {
        int number = number();
        if (number > sessions.size()) {
            sessions.add(SessionId.of(newText()));
        }
        return sessions.get(number - 1);
    }

    private Instant instant() {
        int number = number();
        if (number == 0) {
            return null;
        }
        if (number > instants.size()) {
            writtenOut++;
            long seconds = ByteBuffer.wrap(in, at, Long.BYTES).getLong();
            at += Long.BYTES;
            instants.add(Instant.ofEpochSecond(seconds, int4()));
        }
        return instants.get(number - 1);
    }

    private int int4() {
        int value = ByteBuffer.wrap(in, at, Integer.BYTES).getInt();
        at += Integer.BYTES;
        return value;
    }

    private int number() {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int next7 = in[at++];
            number |= (next7 & 0x7f) << shift;
            if (next7 >= 0) {
                return number;
            }
        }
    }
}
