package cn.zhenmai.store;

import cn.zhenmai.school.SessionId;

/** The natural key of attendance. */
record AttendanceKey(SessionId session, String student) {}
