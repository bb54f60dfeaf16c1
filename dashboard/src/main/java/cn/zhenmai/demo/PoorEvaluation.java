package cn.zhenmai.demo;

import cn.zhenmai.rule.Level;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.Subject;
import java.util.List;

/** A teacher hands in the September evaluation of learning late, and it is poor. */
final class PoorEvaluation {

    private PoorEvaluation() {}

    static Story plant(Stage stage) {
        Offering offering =
                stage.school.offering(stage.takeOffering(Stage.MONDAY)).orElseThrow();
        var at = Script.at(Stage.MONDAY, 8, 35);
        stage.script.say(Marks.evaluation(offering, "2026-09", 3.1, Dice.of(1, offering.id()), at));
        return new Story(
                "poor-evaluation",
                "评学分数偏低",
                stage.about(stage.lessonOn(offering.id(), Stage.MONDAY)),
                "教师在第7周周一补交9月评学，均分约3.1",
                List.of(Expectation.raised(
                        "learning-evaluation",
                        Subject.offering(offering.id()),
                        Level.YELLOW,
                        at,
                        Script.at(Stage.MONDAY, 12, 0))));
    }
}
