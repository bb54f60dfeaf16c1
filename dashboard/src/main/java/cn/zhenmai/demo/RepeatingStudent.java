package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.EnrolmentKind;
import cn.zhenmai.school.Registry.EnrolmentException;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.List;

/** A student who repeats a course along with another class misses more and more of it, while the own class's lessons are attended. */
final class RepeatingStudent {

    private RepeatingStudent() {}

    static Story plant(Stage stage) {
        EnrolmentException repeating = stage.school.registry().enrolments().stream()
                .filter(e -> e.kind() == EnrolmentKind.REPEATING && stage.isFree(e.student()))
                .findFirst()
                .orElseThrow();
        String student = repeating.student();
        String offering = repeating.offering();
        stage.takeStudent(student);
        int planned = stage.school.plannedPeriods(offering);
        int missed = (planned + 7) / 8;
        List<Session> before = stage.lessonsBefore(offering, Stage.MONDAY);
        before.subList(before.size() - (missed - 1), before.size())
                .forEach(s -> stage.script.attend(s.id(), student, Attended.ABSENT));
        Session next = stage.school.sessionsOfOwner(offering).stream()
                .filter(s -> s.isHeld() && !s.heldOn().isBefore(Stage.MONDAY))
                .findFirst()
                .orElseThrow();
        stage.script.attend(next.id(), student, Attended.ABSENT);
        return new Story(
                "repeating",
                "跟班重修的学生缺课",
                stage.about(student) + " 重修 " + stage.about(next),
                "自己班的课都到；重修课前6周缺 " + (missed - 1) + " 次，第7周再缺一次到四分之一（" + 2 * missed + "/" + planned + "）",
                List.of(Expectation.raised(
                        "missed-share",
                        Subject.enrolment(student, offering),
                        Level.ORANGE,
                        next.startsAt(),
                        Script.at(next.heldOn(), 21, 30))));
    }
}
