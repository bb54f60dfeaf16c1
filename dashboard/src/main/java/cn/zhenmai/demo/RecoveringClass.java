package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.util.List;

/** Three poor checks before, a good one on Monday: the warning ends by itself. */
final class RecoveringClass {

    private RecoveringClass() {}

    static Story plant(Stage stage) {
        String offering = stage.takeOffering(Stage.MONDAY);
        Subject subject = Subject.offering(offering);
        List<Session> before = stage.lessonsBefore(offering, Stage.MONDAY);
        List<Session> poor = before.subList(before.size() - 3, before.size());
        poor.forEach(s -> stage.script.check(s.id(), 0.55));
        Session now = stage.lessonOn(offering, Stage.MONDAY);
        stage.script.check(now.id(), 1);
        return new Story(
                "recovering",
                "检测成绩回升的班",
                stage.about(now),
                "前三次检测合格率约55%（黄），第7周周一全部合格：近3次回到65%以上，预警自动恢复",
                List.of(
                        Expectation.raised(
                                "check-pass-rate",
                                subject,
                                Level.YELLOW,
                                poor.get(0).startsAt(),
                                Script.at(Stage.MONDAY, 7, 55)),
                        Expectation.ended(
                                "check-pass-rate",
                                subject,
                                now.startsAt(),
                                now.endsAt().plus(Duration.ofMinutes(20)))));
    }
}
