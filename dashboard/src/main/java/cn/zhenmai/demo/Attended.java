package cn.zhenmai.demo;

import cn.zhenmai.observation.Status;

/**
 * What a student really did in one session. UNKNOWN: was not there and nobody says so.
 *
 * @param missedPeriods null = as the status says
 * @param minutes late or left early by
 */
record Attended(Status status, Integer missedPeriods, int minutes) {

    static final Attended PRESENT = new Attended(Status.PRESENT, null, 0);
    static final Attended ABSENT = new Attended(Status.ABSENT, null, 0);
    static final Attended UNSEEN = new Attended(Status.UNKNOWN, null, 0);

    static Attended late(int minutes) {
        return new Attended(Status.LATE, null, minutes);
    }

    static Attended leftAfterFirstPeriod() {
        return new Attended(Status.EARLY, 1, 50);
    }

    boolean isThere() {
        return status.isPresent();
    }
}
