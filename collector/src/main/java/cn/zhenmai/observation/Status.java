package cn.zhenmai.observation;

/** The status of one student in one session (学生日常考勤). */
public enum Status {
    PRESENT,
    LATE,
    EARLY,
    ABSENT,
    SICK,
    PERSONAL,
    OFFICIAL,
    EXEMPT,
    UNKNOWN;

    /** 实到: was there. */
    public boolean isPresent() {
        return this == PRESENT || this == LATE || this == EARLY;
    }

    /** On approved leave of any kind. */
    public boolean isLeave() {
        return this == SICK || this == PERSONAL || this == OFFICIAL;
    }

    /** 应到: counts in the denominator of attendance. Official leave does not (where the school says that it does, it stands as PERSONAL), UNKNOWN never. */
    public boolean isExpected() {
        return isPresent() || this == ABSENT || this == SICK || this == PERSONAL;
    }
}
