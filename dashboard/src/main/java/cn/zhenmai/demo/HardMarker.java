package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Session;
import cn.zhenmai.school.Subject;
import java.time.Duration;
import java.util.List;

/** Two checks that two thirds pass, and one on Monday that one in five passes. */
final class HardMarker {

    private HardMarker() {}

    static Story plant(Stage stage) {
        String offering = stage.takeOffering(Stage.MONDAY);
        List<Session> before = stage.lessonsBefore(offering, Stage.MONDAY);
        before.subList(before.size() - 2, before.size()).forEach(s -> stage.script.check(s.id(), 0.67));
        Session now = stage.lessonOn(offering, Stage.MONDAY);
        stage.script.check(now.id(), 0.2);
        return new Story(
                "hard-marker",
                "给分很严的教师",
                stage.about(now),
                "前两次检测合格率约67%，第7周周一只有约20%：近3次低于60%",
                List.of(Expectation.raised(
                        "check-pass-rate",
                        Subject.offering(offering),
                        Level.YELLOW,
                        now.startsAt(),
                        now.endsAt().plus(Duration.ofMinutes(20)))));
    }
}
