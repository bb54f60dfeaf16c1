package cn.zhenmai.demo;

import cn.zhenmai.observation.Status;
import cn.zhenmai.school.Session;
import java.time.LocalDate;

/**
 * Who comes to what. Absence is heavy-tailed, as in schools: a few students make most of it. On cold mornings more come late. The same
 * seed gives the same answer for a student and a session, in whatever order they are asked for.
 */
final class Behaviour {

    private static final LocalDate COLD_FROM = LocalDate.of(2026, 10, 20);
    private static final double LATE = 0.004;
    private static final double LATE_IN_THE_MORNING = 0.012;
    private static final double LATE_ON_COLD_MORNINGS = 0.03;
    private static final double LEAVES_EARLY = 0.0008;

    private final Script script;
    private final Leaves leaves;
    private final long seed;

    Behaviour(Script script, Leaves leaves, long seed) {
        this.script = script;
        this.leaves = leaves;
        this.seed = seed;
    }

    Attended attended(Session session, String student) {
        return script.attended(session.id(), student).orElseGet(() -> byChance(session, student));
    }

    private Attended byChance(Session session, String student) {
        if (script.isSteady(student)) {
            return Attended.PRESENT;
        }
        if (leaves.covers(student, session.heldOn())) {
            return Attended.ABSENT;
        }
        double absence = absence(student);
        Dice dice = Dice.of(seed, "attend", session.id(), student);
        double draw = dice.share();
        if (draw < absence) {
            return Attended.ABSENT;
        }
        double late = late(session);
        if (draw < absence + late) {
            return Attended.late(dice.between(2, 11));
        }
        return draw < absence + late + LEAVES_EARLY
                ? new Attended(Status.EARLY, null, dice.between(5, 20))
                : Attended.PRESENT;
    }

    /** The chance that this student skips a session: .1 % for seven in ten, a sixth of all sessions for one in a hundred. */
    private double absence(String student) {
        double draw = Dice.of(seed, "habit", student).share();
        return draw < 0.70 ? 0.001 : draw < 0.92 ? 0.006 : draw < 0.99 ? 0.03 : 0.16;
    }

    private static double late(Session session) {
        if (session.firstPeriod() != 1) {
            return LATE;
        }
        return session.heldOn().isBefore(COLD_FROM) ? LATE_IN_THE_MORNING : LATE_ON_COLD_MORNINGS;
    }

    /** Mean 0, deviation 1. */
    double ability(String student) {
        return Dice.of(seed, "ability", student).bell();
    }
}
