package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Misses three sessions in a row and comes back. */
final class ThreeInARow {

    private ThreeInARow() {}

    static Story plant(Stage stage) {
        String student = stage.takeStudent(c -> true);
        List<Session> sessions = new ArrayList<>(stage.sessions(student, Stage.MONDAY));
        sessions.addAll(stage.sessions(student, Stage.TUESDAY));
        sessions.addAll(stage.sessions(student, Stage.WEDNESDAY));
        sessions.subList(1, 4).forEach(s -> stage.script.attend(s.id(), student, Attended.ABSENT));
        Session third = sessions.get(3);
        Session back = sessions.get(4);
        Subject subject = Subject.student(student);
        return new Story(
                "three-in-a-row",
                "连续三次缺课后回来",
                stage.about(student),
                "周一第二次课起连缺三次，然后到课：预警升起并恢复",
                List.of(
                        Expectation.raised(
                                "missed-in-a-row",
                                subject,
                                Level.YELLOW,
                                third.startsAt(),
                                third.endsAt().plus(Duration.ofHours(1))),
                        Expectation.ended(
                                "missed-in-a-row",
                                subject,
                                back.startsAt().minus(Duration.ofMinutes(5)),
                                back.endsAt().plus(Duration.ofHours(1)))));
    }
}
