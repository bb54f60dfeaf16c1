package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.util.List;

/** The reader of one room is broken: nobody is seen. One warning about the roll, none about thirty students; the teacher's roll ends it. */
final class BrokenReader {

    private BrokenReader() {}

    static Story plant(Stage stage) {
        String classId = stage.takeClass(c -> Stage.isWest(c) && stage.startsMondayAlone(c) && stage.isLargeEnough(c))
                .id();
        Session session = stage.lessons(classId, Stage.MONDAY).get(0);
        Subject roll = Subject.roll(session.id(), classId);
        stage.script.roll(session.id(), classId, RollPlan.BROKEN_READER);
        return new Story(
                "broken-reader",
                "读卡器故障",
                stage.about(session),
                "读卡器报告整班未到；临下课教师补点名，全班正常",
                List.of(
                        Expectation.raised(
                                "class-absent",
                                roll,
                                Level.YELLOW,
                                session.startsAt(),
                                session.startsAt().plus(Duration.ofMinutes(25))),
                        Expectation.ended(
                                "class-absent",
                                roll,
                                session.startsAt(),
                                session.endsAt().plus(Duration.ofMinutes(15)))));
    }
}
