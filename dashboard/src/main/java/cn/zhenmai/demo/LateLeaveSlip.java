package cn.zhenmai.demo;

import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Subject;
import java.util.List;

/** Ill on Monday, the slip comes on Wednesday: what was raised is taken back by the correction. */
final class LateLeaveSlip {

    private LateLeaveSlip() {}

    static Story plant(Stage stage) {
        String student = stage.takeStudent(c -> true);
        Subject subject = Subject.student(student);
        stage.sessions(student, Stage.MONDAY).forEach(s -> stage.script.attend(s.id(), student, Attended.ABSENT));
        stage.script.say(
                Leaves.slip(student, Status.SICK, Stage.MONDAY, Stage.MONDAY, Script.at(Stage.WEDNESDAY, 9, 30)));
        return new Story(
                "late-slip",
                "迟到两天的假条",
                stage.about(student),
                "周一全天缺席（蓝，安全红），周三补批病假条：预警因更正而结束",
                List.of(
                        Expectation.raised(
                                "absent-periods",
                                subject,
                                Level.BLUE,
                                Script.at(Stage.MONDAY, 7, 55),
                                Script.at(Stage.MONDAY, 21, 30)),
                        Expectation.raised(
                                "day-without-presence",
                                subject,
                                Level.RED,
                                Script.at(Stage.MONDAY, 7, 55),
                                Script.at(Stage.TUESDAY, 7, 50)),
                        Expectation.ended(
                                "absent-periods",
                                subject,
                                Script.at(Stage.WEDNESDAY, 9, 0),
                                Script.at(Stage.WEDNESDAY, 12, 30))));
    }
}
