package cn.zhenmai.rule;

/** Who is told of a rule's alert by mail: from which level on, and when. */
public record Notice(Receiver to, Level from, Timing timing) {

    public enum Receiver {
        SESSION_TEACHER,
        OFFERING_TEACHER,
        COUNSELOR,
        CLASS_TEACHER
    }

    /** SESSION_END and EVENING (18:00 school time) wait; what has ended until then is told to nobody. */
    public enum Timing {
        AT_ONCE,
        SESSION_END,
        EVENING
    }
}
