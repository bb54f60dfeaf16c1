package cn.zhenmai.demo;

import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In a class of eight two are missing: 75 %, but too few to say anything, so it must not colour. */
final class ClassOfEight {

    private ClassOfEight() {}

    static Story plant(Stage stage) {
        List<String> students = stage.school.members(DemoSchool.SMALL_CLASS, Stage.MONDAY);
        students.forEach(stage.script::steady);
        List<Session> own = stage.lessons(DemoSchool.SMALL_CLASS, Stage.MONDAY).stream()
                .filter(s -> s.classes().size() == 1)
                .toList();
        for (int i = 0; i < own.size(); i++) {
            stage.script.attend(own.get(i).id(), students.get(2 * i % 8), Attended.ABSENT);
            stage.script.attend(own.get(i).id(), students.get((2 * i + 1) % 8), Attended.ABSENT);
        }
        Set<Subject> sessions = own.stream().map(s -> Subject.session(s.id())).collect(Collectors.toSet());
        return new Story(
                "class-of-eight",
                "8 人小班不上色",
                DemoSchool.SMALL_CLASS,
                "小班每次课缺 2 人，到课率 75%，样本不足，不得预警",
                List.of(Expectation.silent(
                        "session-attendance",
                        sessions,
                        Script.at(Stage.MONDAY, 7, 0),
                        Script.at(Stage.TUESDAY, 8, 0))));
    }
}
