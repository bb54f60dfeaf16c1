package cn.zhenmai.observation;

import cn.zhenmai.observation.Observation.RollCall;

/**
 * 待核实: when nobody of a whole class was seen, or (almost) nobody by a reader, it is the reader or the timetable rather than the
 * students, until confirmed. Such a roll counts for no person and in no rate. It is confirmed by a person's roll call (not a reader's),
 * recorded after the session has ended, that leaves everyone explicitly ABSENT; a presence dissolves it.
 *
 * @param smallest number of students from which on a roll is judged, those on leave and exempt not counted
 * @param seen share of a reader's roll up to which "almost nobody" was seen, as {@code seen / parts}
 */
public record RollDoubt(int smallest, long seen, long parts) {

    /**
     * A complete roll.
     *
     * @param mode of the roll call that holds, null = there is none
     * @param isCalledAfterwards it was recorded when the session had ended
     */
    public record Roll(int present, int absent, int unknown, RollCall.Mode mode, boolean isCalledAfterwards) {

        /** Of whom presence could be said. */
        int lookedFor() {
            return present + absent + unknown;
        }

        private boolean isConfirmed() {
            return isCalledAfterwards && absent == lookedFor();
        }
    }

    public boolean isOf(Roll roll) {
        int lookedFor = roll.lookedFor();
        if (lookedFor < smallest || lookedFor == 0) {
            return false;
        }
        if (roll.mode() == RollCall.Mode.READER) {
            return roll.present() * parts <= seen * lookedFor;
        }
        return roll.present() == 0 && !roll.isConfirmed();
    }
}
