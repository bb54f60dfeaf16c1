package cn.zhenmai.peers;

/** The stream as arrays of student, class, absent (1 or 0), day in milliseconds, and whether it closes its roll (1 or 0). */
final class Events {

    private Events() {}

    static Object[][] of(Stream stream) {
        Object[][] events = new Object[stream.events()][];
        String[][] students = new String[stream.classes][Stream.CLASS_SIZE];
        for (int c = 0; c < stream.classes; c++) {
            for (int s = 0; s < Stream.CLASS_SIZE; s++) {
                students[c][s] = Stream.student(c, s);
            }
        }
        for (int session = 0; session < stream.sessions.size(); session++) {
            int c = stream.classOf(session);
            String classId = Stream.name(c);
            Long at = stream.day(session);
            for (int s = 0; s < Stream.CLASS_SIZE; s++) {
                int i = session * Stream.CLASS_SIZE + s;
                events[i] =
                        new Object[] {students[c][s], classId, stream.absent[i] ? 1 : 0, at, Stream.closes(i) ? 1 : 0};
            }
        }
        return events;
    }
}
