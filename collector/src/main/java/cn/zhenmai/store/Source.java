package cn.zhenmai.store;

/**
 * Who sends. The higher rank wins between versions: reader 10, class monitor 20, teacher 30, student-affairs office 40.
 *
 * @param offRoster may send for students who are not on the session's roster
 */
public record Source(String id, int rank, boolean offRoster) {}
