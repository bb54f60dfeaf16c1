package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.List;

/** No swipe, no word from any teacher, no slip, the whole Monday: nobody has seen this student. */
final class Unseen {

    private Unseen() {}

    static Story plant(Stage stage) {
        String student = stage.takeStudent(c -> Stage.isWest(c) && stage.year(c) > 1);
        List<Session> sessions = stage.sessions(student, Stage.MONDAY);
        sessions.forEach(s -> stage.script.attend(s.id(), student, Attended.UNSEEN));
        return new Story(
                "unseen",
                "没有人见过的学生",
                stage.about(student),
                "周一全天没有刷卡、没有点名记录、没有请假",
                List.of(Expectation.raised(
                        "day-without-presence",
                        Subject.student(student),
                        Level.RED,
                        sessions.get(0).startsAt(),
                        Script.at(Stage.TUESDAY, 7, 50))));
    }
}
