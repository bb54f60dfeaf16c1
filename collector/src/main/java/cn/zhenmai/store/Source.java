package cn.zhenmai.store;

import java.util.Set;

/**
 * Who sends. The higher rank wins between versions: reader 10, class monitor 20, teacher 30, student-affairs office 40.
 *
 * @param offRoster may send for students who are not on the session's roster
 * @param classes administrative classes that it may send for, null = all
 */
public record Source(String id, int rank, boolean offRoster, Set<String> classes) {

    public Source(String id, int rank, boolean offRoster) {
        this(id, rank, offRoster, null);
    }
}
