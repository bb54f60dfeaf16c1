package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Registry.AdministrativeClass;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.SessionId;
import cn.zhenmai.school.Subject;
import java.util.List;

/** A student with four absent periods changes class on Tuesday of week 7, goes on missing lessons: the new counselor is warned. */
final class ClassChange {

    private ClassChange() {}

    static Story plant(Stage stage) {
        AdministrativeClass to = stage.takeClass(c -> stage.isOwn(c.id()) || Stage.isWest(c));
        String student = stage.takeStudent(
                c -> c.grade() == to.grade() && !stage.counselorOf(c.id()).equals(stage.counselorOf(to.id())));
        List<Session> before = List.of(
                stage.lessonsOf(student, DemoCalendar.day(5, 2)).get(0),
                stage.lessonsOf(student, DemoCalendar.day(6, 4)).get(0));
        before.forEach(s -> stage.script.attend(s.id(), student, Attended.ABSENT));
        List<SessionId> after = List.of(
                stage.lessons(to.id(), Stage.TUESDAY).get(0).id(),
                stage.lessons(to.id(), Stage.WEDNESDAY).get(0).id());
        after.forEach(s -> stage.script.attend(s, student, Attended.ABSENT));
        stage.script.edit(new Script.Edit(
                Stage.TUESDAY,
                "一名学生转入 " + to.name(),
                registry -> Registries.moved(registry, student, to.id(), Stage.TUESDAY)));
        return new Story(
                "class-change",
                "转班换辅导员",
                stage.about(student) + " → " + to.name(),
                "前6周旷课4学时（蓝）；第7周周二转班，周二、周三在新班又缺4学时，新班辅导员应看到黄色",
                List.of(
                        Expectation.raised(
                                "absent-periods",
                                Subject.student(student),
                                Level.BLUE,
                                before.get(1).startsAt(),
                                Script.at(Stage.MONDAY, 7, 55)),
                        Expectation.raised(
                                        "absent-periods",
                                        Subject.student(student),
                                        Level.YELLOW,
                                        Script.at(Stage.TUESDAY, 7, 50),
                                        Script.at(Stage.WEDNESDAY, 21, 30))
                                .in(to.id())));
    }
}
