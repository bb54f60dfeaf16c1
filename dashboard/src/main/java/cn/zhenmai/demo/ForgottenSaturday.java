package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.util.List;

/** Saturday 10 October carries Wednesday's lessons; one teacher doesn't know. */
final class ForgottenSaturday {

    private ForgottenSaturday() {}

    static Story plant(Stage stage) {
        String classId = stage.takeClass(c -> stage.lessons(c.id(), DemoCalendar.MAKE_UP_SATURDAY)
                                .get(0)
                                .classes()
                                .size()
                        == 1)
                .id();
        Session session = stage.lessons(classId, DemoCalendar.MAKE_UP_SATURDAY).get(0);
        stage.script.roll(session.id(), classId, RollPlan.NONE);
        return new Story(
                "make-up-saturday",
                "周六补课日无人点名",
                stage.about(session),
                "10月10日（周六）补10月7日（周三）的课，教师忘了，没有点名",
                List.of(Expectation.raised(
                        "no-roll-call",
                        Subject.session(session.id()),
                        Level.YELLOW,
                        session.startsAt(),
                        session.startsAt().plus(Duration.ofHours(12)))));
    }
}
