package cn.zhenmai.demo;

import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Everything that the school's source systems say on a day, in order of time: chance by the seed, bent by the script. */
final class Simulator {

    private final Script script;
    private final Leaves leaves;
    private final RollCalls rolls;
    private final Marks marks;

    /** {@code base} is the school before any edit: the leaves are drawn from it once for the term. */
    Simulator(School base, Script script, long seed) {
        this.script = script;
        this.leaves = new Leaves(base, script, seed);
        Behaviour behaviour = new Behaviour(script, leaves, seed);
        this.rolls = new RollCalls(behaviour, script, seed);
        this.marks = new Marks(behaviour, script, seed);
    }

    /** {@code school} as it is registered on that day. */
    List<Message> day(LocalDate day, School school) {
        List<Message> messages = new ArrayList<>(script.messagesOn(day));
        if (school.isTeachingDay(day)) {
            messages.addAll(leaves.slipsOn(day));
            messages.addAll(marks.evaluationsOn(day, school));
            for (Session session : school.sessionsOn(day)) {
                if (session.isHeld()) {
                    messages.addAll(rolls.of(session, school));
                    messages.addAll(marks.checksOf(session, school));
                }
            }
        }
        messages.sort(Message.IN_TIME);
        return messages;
    }
}
