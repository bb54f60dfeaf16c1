package cn.zhenmai.engine;

import cn.zhenmai.observation.Input;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.School;
import java.util.ArrayList;
import java.util.List;

/** Engines as a start of the service makes them. */
final class Restarted {

    private Restarted() {}

    /** From the snapshot alone, but for rules and school. {@code told}: the inputs up to the snapshot's. */
    static Engine remembering(Snapshot snapshot, List<Input> told) {
        School school = null;
        List<Input.RulesEdited> editions = new ArrayList<>();
        for (Input input : told) {
            if (input instanceof Input.SchoolEdited edited) {
                school = edited.school();
            } else if (input instanceof Input.RulesEdited edited) {
                editions.add(edited);
            }
        }
        try {
            Engine engine = Remembered.of(snapshot).engine(new RuleSet(List.of()), editions, school);
            engine.resume(StateReader.read(snapshot, engine));
            return engine;
        } catch (Snapshot.UnfitException unfit) {
            throw new AssertionError(unfit);
        }
    }

    /** The facts told again, and the rest from the snapshot. */
    static Engine learning(Snapshot snapshot, List<Input> told) {
        Engine engine = learnt(told);
        try {
            engine.resume(StateReader.read(snapshot, engine));
            return engine;
        } catch (Snapshot.UnfitException unfit) {
            throw new AssertionError(unfit);
        }
    }

    static Engine learnt(List<Input> told) {
        Engine learnt = new Engine(new RuleSet(List.of()));
        told.forEach(learnt::learn);
        return learnt;
    }
}
