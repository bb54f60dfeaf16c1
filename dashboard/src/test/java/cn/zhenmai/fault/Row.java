package cn.zhenmai.fault;

import cn.zhenmai.observation.Status;

/** One attendance observation as it is sent and as it must be found again; each natural key is sent with one payload only. */
record Row(String session, String student, Status status, int minutes) {

    /** Said once the session is over: never in the future, whatever the day of the test. */
    private static final String RECORDED_AT = "2026-11-23T00:00:00Z";

    /** The payload follows from the key, so that a mixed-up row shows. */
    static Row of(String session, String student) {
        int choice = Math.floorMod((session + student).hashCode(), 20);
        return switch (choice) {
            case 0 -> new Row(session, student, Status.ABSENT, 0);
            case 1, 2 -> new Row(session, student, Status.LATE, choice + 4);
            default -> new Row(session, student, Status.PRESENT, 0);
        };
    }

    String key() {
        return session + " " + student;
    }

    String json() {
        String late = status == Status.LATE ? ",\"minutesLate\":" + minutes : "";
        return "{\"type\":\"attendance\",\"student\":\"" + student + "\",\"session\":\"" + session + "\",\"status\":\""
                + status + "\"" + late + ",\"recordedAt\":\"" + RECORDED_AT + "\"}";
    }

    @Override
    public String toString() {
        return key() + " " + status + " " + minutes;
    }
}
