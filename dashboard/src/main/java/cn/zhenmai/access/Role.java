package cn.zhenmai.access;

/** What an account may be. MONITOR is a student who calls the own class's roll; WALL is a device, SOURCE a sender with its own key. */
public enum Role {
    COUNSELOR,
    CLASS_TEACHER,
    TEACHER,
    MONITOR,
    COLLEGE,
    LEADER,
    QUALITY_OFFICE,
    ADMIN,
    WALL,
    SOURCE
}
