package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Two fifths of a class skip the last lesson of Monday: others two weeks ago, others this week. */
final class SkippedSlot {

    private SkippedSlot() {}

    static Story plant(Stage stage) {
        String classId = stage.takeClass(c -> stage.isLargeEnough(c)
                        && last(stage, c.id(), Stage.MONDAY).classes().size() == 1)
                .id();
        List<String> students = stage.school.members(classId, Stage.MONDAY);
        students.forEach(stage.script::steady);
        Session session = last(stage, classId, Stage.MONDAY);
        int part = students.size() * 2 / 5;
        Session before = last(stage, classId, DemoCalendar.day(Stage.WEEK - 2, 1));
        students.subList(0, part).forEach(s -> stage.script.attend(before.id(), s, Attended.ABSENT));
        students.subList(part, 2 * part).forEach(s -> stage.script.attend(session.id(), s, Attended.ABSENT));
        return new Story(
                "skipped-slot",
                "一个班总逃周一最后一节",
                stage.about(session),
                "第5周和第7周周一最后一次课各有约四成学生缺席",
                List.of(low(before), low(session)));
    }

    private static Expectation low(Session session) {
        return Expectation.raised(
                "session-attendance",
                Subject.session(session.id()),
                Level.ORANGE,
                session.startsAt(),
                session.endsAt().plus(Duration.ofHours(3)));
    }

    private static Session last(Stage stage, String classId, LocalDate day) {
        List<Session> lessons = stage.lessons(classId, day);
        return lessons.get(lessons.size() - 1);
    }
}
