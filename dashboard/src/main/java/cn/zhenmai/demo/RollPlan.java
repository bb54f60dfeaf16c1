package cn.zhenmai.demo;

/** How one class's roll of one session comes about. */
enum RollPlan {
    /** As the place and kind of the session have it. */
    ORDINARY,
    /** Nobody takes it. */
    NONE,
    /** Handed in near the end of the session. */
    LATE,
    /** The reader says that hardly anybody came; the teacher's own roll comes near the end. */
    BROKEN_READER
}
