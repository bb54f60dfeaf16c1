package cn.zhenmai.measure;

/** The stretch of the school's own time over which a measure sums, up to the moment of the reading. */
public sealed interface Window {

    /** The subject's last {@code sessions} sessions with anything in the denominator (or the numerator of a count). */
    record LastSessions(int sessions) implements Window {}

    /** As few of the latest sessions as hold at least {@code observations}; a session is taken whole. */
    record LastObservations(int observations) implements Window {}

    /** The latest session alone. */
    record ThisSession() implements Window {}

    /** The school day of the moment. */
    record Day() implements Window {}

    /** The teaching week of the moment. */
    record TeachingWeek() implements Window {}

    /** The last {@code weeks} complete teaching weeks, the running one not among them. */
    record LastTeachingWeeks(int weeks) implements Window {}

    /** The day of the moment and the {@code days} − 1 before it, by the calendar. */
    record RollingDays(int days) implements Window {}

    /** The school's month (a calendar entry of teaching weeks) of the moment. */
    record Month() implements Window {}

    /** The term of the moment. */
    record Term() implements Window {}
}
