package cn.zhenmai.demo;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Subject;
import java.util.List;
import java.util.Set;

/** Ill on Monday and Tuesday with a slip in the morning: no warning at all. */
final class LeaveInTime {

    private LeaveInTime() {}

    static Story plant(Stage stage) {
        String student = stage.takeStudent(c -> true);
        Set<Subject> subject = Set.of(Subject.student(student));
        for (var day : List.of(Stage.MONDAY, Stage.TUESDAY)) {
            stage.sessions(student, day).forEach(s -> stage.script.attend(s.id(), student, Attended.ABSENT));
        }
        stage.script.say(
                Leaves.slip(student, Status.SICK, Stage.MONDAY, Stage.TUESDAY, Script.at(Stage.MONDAY, 7, 55)));
        var from = Script.at(Stage.MONDAY, 7, 50);
        var by = Script.at(Stage.WEDNESDAY, 8, 0);
        return new Story(
                "leave-in-time",
                "按时请假的学生",
                stage.about(student),
                "周一早晨批了两天病假：不得出现旷课和安全预警",
                List.of(
                        Expectation.silent("absent-periods", subject, from, by),
                        Expectation.silent("day-without-presence", subject, from, by),
                        Expectation.silent("missed-in-a-row", subject, from, by)));
    }
}
