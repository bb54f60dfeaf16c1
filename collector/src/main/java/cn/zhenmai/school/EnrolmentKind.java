package cn.zhenmai.school;

/** How a student takes an offering: 正常, 跟班重修, 免听, 自修; REMOVED takes a member of the class off the roster. */
public enum EnrolmentKind {
    NORMAL,
    REPEATING,
    WAIVED,
    SELF_STUDY,
    REMOVED
}
