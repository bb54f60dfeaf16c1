package cn.zhenmai.peers;

/**
 * Somebody who judges the two rules: absent three times or more in seven days by student, recovering when the window lets go; more than
 * a tenth absent of a class's last 200.
 */
interface Contender {

    String name();

    /** What is made ready before the time counts: its own form of the events. */
    void prepare(Stream stream);

    /** Takes the whole stream on the calling thread; what it keeps then is its live state. */
    Told run();

    /** Lets the live state go. */
    void end();

    /** How often each rule began to hold, and ceased. */
    record Told(long studentsOn, long studentsOff, long classesOn, long classesOff) {

        /**
         * The same, but for those who are at the line when a day begins with an absence of their own: whoever lets the window go and
         * takes the event in one (Esper, Siddhi) sees nobody leave and come back. That is one student a day at most.
         */
        boolean isLike(Told other, int days) {
            long ties = studentsOn - other.studentsOn;
            return classesOn == other.classesOn
                    && classesOff == other.classesOff
                    && ties == studentsOff - other.studentsOff
                    && Math.abs(ties) <= days;
        }
    }
}
