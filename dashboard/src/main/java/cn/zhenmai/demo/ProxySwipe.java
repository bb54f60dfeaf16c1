package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation.Attendance;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Somebody else swipes the card; the teacher's roll says absent, and the teacher's word ranks above the reader's. */
final class ProxySwipe {

    private ProxySwipe() {}

    static Story plant(Stage stage) {
        String student = stage.takeStudent(Stage::isWest);
        List<Session> sessions = List.of(
                stage.lessonsOf(student, DemoCalendar.day(6, 5)).get(0),
                stage.lessonsOf(student, Stage.MONDAY).get(0));
        for (Session session : sessions) {
            stage.script.attend(session.id(), student, Attended.ABSENT);
            Instant at = session.startsAt().minus(Duration.ofMinutes(2));
            stage.script.say(new Message(
                    at, Origin.READER, List.of(new Attendance(student, session.id(), Status.PRESENT, null, 0, at))));
        }
        return new Story(
                "proxy-swipe",
                "代刷卡",
                stage.about(student),
                "读卡器说到了，教师点名说没到（第6周周五、第7周周一各一次）：以教师为准，4学时",
                List.of(Expectation.raised(
                        "absent-periods",
                        Subject.student(student),
                        Level.BLUE,
                        sessions.get(1).startsAt(),
                        Script.at(Stage.MONDAY, 21, 30))));
    }
}
