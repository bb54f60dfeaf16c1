package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.ObservationWriter;
import cn.zhenmai.observation.Status;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The command that makes a warning appear on the counselor's open page, as of now: two absences of a student who had none. */
record TryIt(String student, String key, int port, Supplier<School> school, InstantSource clock) {

    /** Above every other source, so that what is sent by hand holds. */
    static final int RANK = 50;

    private static final int SESSIONS = 2;

    String curl(Status status) {
        Instant now = clock.instant();
        LocalDate day = now.atZone(School.ZONE).toLocalDate();
        List<Session> sessions = new ArrayList<>();
        for (int back = 1; back < 12 && sessions.size() < SESSIONS; back++) {
            LocalDate before = day.minusDays(back);
            school.get().sessionsOf(student, before, before.plusDays(1)).stream()
                    .filter(s -> s.kind() == Session.Kind.LESSON)
                    .findFirst()
                    .ifPresent(sessions::add);
        }
        String rows = sessions.stream()
                .map(s -> ObservationWriter.write(new Attendance(student, s.id(), status, null, 0, now)))
                .collect(Collectors.joining(","));
        return "curl -s -H 'Authorization: Bearer " + key + "' -H 'Content-Type: application/json' -d '[" + rows
                + "]' http://127.0.0.1:" + port + "/api/v1/observations";
    }

    String text() {
        return "旷课两次 → 蓝色预警／two absences raise a blue warning:\n" + curl(Status.ABSENT)
                + "\n\n更正为到课 → 预警结束／corrected, it ends:\n" + curl(Status.PRESENT) + "\n";
    }
}
