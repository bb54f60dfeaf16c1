package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Subject;
import java.time.LocalDate;
import java.util.List;

/** Comes, is counted, and goes after the first period: one missed period a time. */
final class HalfTimeLeaver {

    private HalfTimeLeaver() {}

    static Story plant(Stage stage) {
        String student = stage.takeStudent(c -> true);
        for (LocalDate day : List.of(DemoCalendar.day(6, 4), DemoCalendar.day(6, 5), Stage.MONDAY, Stage.TUESDAY)) {
            stage.script.attend(stage.lessonsOf(student, day).get(0).id(), student, Attended.leftAfterFirstPeriod());
        }
        return new Story(
                "half-time",
                "第一节后离开的学生",
                stage.about(student),
                "每次只上第一节：第6周两次、第7周周一周二各一次，每次计1学时，共4学时",
                List.of(Expectation.raised(
                        "absent-periods",
                        Subject.student(student),
                        Level.BLUE,
                        Script.at(Stage.TUESDAY, 7, 55),
                        Script.at(Stage.TUESDAY, 21, 30))));
    }
}
