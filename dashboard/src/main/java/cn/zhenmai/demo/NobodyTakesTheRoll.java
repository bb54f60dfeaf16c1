package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.util.List;

/** A teacher takes no roll in the first lesson of Monday, and at the next one all is well. */
final class NobodyTakesTheRoll {

    private NobodyTakesTheRoll() {}

    static Story plant(Stage stage) {
        String classId = stage.takeClass(c -> Stage.isWest(c) && stage.startsMondayAlone(c))
                .id();
        Session session = stage.lessons(classId, Stage.MONDAY).get(0);
        stage.script.roll(session.id(), classId, RollPlan.NONE);
        return new Story(
                "no-roll",
                "教师未点名",
                stage.about(session),
                "第7周周一首节课到点名时限没有任何点名记录",
                List.of(Expectation.raised(
                        "no-roll-call",
                        Subject.session(session.id()),
                        Level.YELLOW,
                        session.startsAt(),
                        session.rollCallDueAt().plus(Duration.ofMinutes(3)))));
    }
}
