package cn.zhenmai.peers;

/** As {@link StringLoop}, with everything numbered beforehand and kept in arrays: about the least that the work can cost. */
final class IndexLoop implements Contender {

    private static final long WINDOW_MILLIS = 7L * 86_400_000;
    private static final int LAST = 200;

    private int[] student;
    private int[] classOf;
    private long[] at;
    private boolean[] absent;
    private int students;
    private int classes;
    private byte[] counts;
    private boolean[] on;
    private int[] expiring;
    private long[] expiresAt;
    private boolean[] ring;
    private byte[] ringNext;
    private short[] ringSum;
    private short[] ringN;
    private boolean[] classOn;

    @Override
    public String name() {
        return "plain loop, int indexes";
    }

    @Override
    public void prepare(Stream stream) {
        int n = stream.events();
        student = new int[n];
        classOf = new int[n];
        at = new long[n];
        absent = stream.absent;
        classes = stream.classes;
        students = stream.classes * Stream.CLASS_SIZE;
        for (int session = 0; session < stream.sessions.size(); session++) {
            int classNumber = stream.classOf(session);
            for (int s = 0; s < Stream.CLASS_SIZE; s++) {
                int i = session * Stream.CLASS_SIZE + s;
                student[i] = classNumber * Stream.CLASS_SIZE + s;
                classOf[i] = classNumber;
                at[i] = stream.day(session);
            }
        }
    }

    @Override
    public Told run() {
        counts = new byte[students];
        on = new boolean[students];
        expiring = new int[1 << 22];
        expiresAt = new long[1 << 22];
        ring = new boolean[classes * LAST];
        ringNext = new byte[classes];
        ringSum = new short[classes];
        ringN = new short[classes];
        classOn = new boolean[classes];
        long studentsOn = 0;
        long studentsOff = 0;
        long classesOn = 0;
        long classesOff = 0;
        int first = 0;
        int last = 0;
        for (int i = 0; i < student.length; i++) {
            while (first < last && expiresAt[first] <= at[i]) {
                int who = expiring[first++];
                if (--counts[who] < 3 && on[who]) {
                    on[who] = false;
                    studentsOff++;
                }
            }
            if (absent[i]) {
                int who = student[i];
                expiring[last] = who;
                expiresAt[last++] = at[i] + WINDOW_MILLIS;
                if (++counts[who] >= 3 && !on[who]) {
                    on[who] = true;
                    studentsOn++;
                }
            }
            int c = classOf[i];
            int next = ringNext[c] & 0xff;
            if (ringN[c] == LAST) {
                ringSum[c] -= (short) (ring[c * LAST + next] ? 1 : 0);
            } else {
                ringN[c]++;
            }
            ring[c * LAST + next] = absent[i];
            ringSum[c] += (short) (absent[i] ? 1 : 0);
            ringNext[c] = (byte) ((next + 1) % LAST);
            boolean now = ringSum[c] * 10 > ringN[c];
            if (Stream.closes(i) && now != classOn[c]) {
                classOn[c] = now;
                classesOn += now ? 1 : 0;
                classesOff += now ? 0 : 1;
            }
        }
        return new Told(studentsOn, studentsOff, classesOn, classesOff);
    }

    @Override
    public void end() {
        student = null;
        classOf = null;
        at = null;
        counts = null;
        expiring = null;
        expiresAt = null;
        ring = null;
    }
}
