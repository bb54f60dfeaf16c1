package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Subject;
import java.time.LocalDate;
import java.util.List;

/** One lesson missed in each of the weeks 4, 5 and 6, then one on Monday and two on Tuesday of week 7. */
final class FadingStudent {

    private FadingStudent() {}

    static Story plant(Stage stage) {
        String student =
                stage.takeStudent(c -> stage.lessons(c.id(), Stage.TUESDAY).size() > 1);
        Subject subject = Subject.student(student);
        List<LocalDate> single =
                List.of(DemoCalendar.day(4, 3), DemoCalendar.day(5, 2), DemoCalendar.day(6, 5), Stage.MONDAY);
        for (LocalDate day : single) {
            stage.script.attend(stage.lessonsOf(student, day).get(0).id(), student, Attended.ABSENT);
        }
        stage.lessonsOf(student, Stage.TUESDAY)
                .subList(0, 2)
                .forEach(s -> stage.script.attend(s.id(), student, Attended.ABSENT));
        return new Story(
                "fading",
                "渐行渐远的学生",
                stage.about(student),
                "第4、5、6周各缺一次，第7周周一缺一次（8学时，黄），周二再缺两次（12学时，橙）",
                List.of(
                        Expectation.raised(
                                "absent-periods",
                                subject,
                                Level.BLUE,
                                Script.at(DemoCalendar.day(5, 1), 7, 0),
                                Script.at(Stage.MONDAY, 7, 55)),
                        Expectation.raised(
                                "absent-periods",
                                subject,
                                Level.YELLOW,
                                Script.at(Stage.MONDAY, 7, 55),
                                Script.at(Stage.MONDAY, 18, 0)),
                        Expectation.raised(
                                "absent-periods",
                                subject,
                                Level.ORANGE,
                                Script.at(Stage.TUESDAY, 7, 55),
                                Script.at(Stage.TUESDAY, 21, 30))));
    }
}
