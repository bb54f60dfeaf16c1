package cn.zhenmai.access;

/** What an account may be. WALL is a device, SOURCE a sender with its own key; neither is a person. */
public enum Role {
    COUNSELOR,
    CLASS_TEACHER,
    TEACHER,
    COLLEGE,
    LEADER,
    QUALITY_OFFICE,
    ADMIN,
    WALL,
    SOURCE
}
