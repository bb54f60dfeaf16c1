package cn.zhenmai.bench;

import cn.zhenmai.school.SessionId;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests of attendance in the order of the term, each row a fact that the store does not have yet: 97.9 % present, the rest absent,
 * late or ill. One thread.
 */
final class Feed {

    private final BenchSchool school;
    private final String key;
    private int occasion;
    private int student;
    private long given;
    private final List<Long> acknowledged = new ArrayList<>();

    Feed(BenchSchool school, String key) {
        this.school = school;
        this.key = key;
    }

    /** Facts that are still to be had. */
    long left() {
        return (long) school.students() * school.occasions() - given;
    }

    long given() {
        return given;
    }

    /** Where the acknowledged batches began, in order of their answers. */
    List<Long> acknowledged() {
        return acknowledged;
    }

    /** The place of a fact in the order of the feed. */
    static long place(BenchSchool school, String session, String student) {
        SessionId id = SessionId.of(session);
        long days = ChronoUnit.DAYS.between(school.firstMonday(), id.plannedOn());
        long day = days / 7 * BenchSchool.DAYS + days % 7;
        long occasion = day * school.perDay() + id.firstPeriod() - 1;
        return occasion * school.students() + Long.parseLong(student.substring(4));
    }

    Load.Request batch(int rows) {
        long first = given;
        StringBuilder body = new StringBuilder(rows * 140);
        for (int i = 0; i < rows; i++) {
            row(body);
            body.append('\n');
        }
        return new Load.Request(request(key, "application/x-ndjson", body), status -> {
            if (status / 100 == 2) {
                acknowledged.add(first);
            }
        });
    }

    Load.Request single() {
        StringBuilder body = new StringBuilder(140);
        row(body);
        return new Load.Request(request(key, "application/json", body));
    }

    private void row(StringBuilder into) {
        if (left() == 0) {
            throw new IllegalStateException("the term has no further facts; ask for a shorter round");
        }
        int classNumber = student / school.classSize();
        String session = school.session(classNumber, occasion).toString();
        into.append("{\"type\":\"attendance\",\"student\":\"")
                .append(school.student(student))
                .append("\",\"session\":\"")
                .append(session)
                .append("\",\"status\":\"")
                .append(status(student, occasion))
                .append("\",\"recordedAt\":\"")
                .append(school.session(classNumber, occasion).plannedOn())
                .append("T21:00:00+08:00\"}");
        given++;
        student++;
        if (student == school.students()) {
            student = 0;
            occasion++;
        }
    }

    /** Some students miss much, most miss little. */
    private static String status(int student, int occasion) {
        int chance = Math.floorMod((student * 31 + occasion) * 0x9E3779B1 >>> 7, 1_000);
        int absent = student % 50 == 0 ? 120 : 4;
        return chance < absent ? "ABSENT" : chance < absent + 8 ? "LATE" : chance < absent + 15 ? "SICK" : "PRESENT";
    }

    static Buffer request(String key, String type, CharSequence body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer("POST /api/v1/observations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .appendBytes(bytes);
    }
}
