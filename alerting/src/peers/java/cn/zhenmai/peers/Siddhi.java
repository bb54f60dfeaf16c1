package cn.zhenmai.peers;

import io.siddhi.core.SiddhiAppRuntime;
import io.siddhi.core.SiddhiManager;
import io.siddhi.core.event.Event;
import io.siddhi.core.stream.input.InputHandler;
import io.siddhi.core.stream.output.StreamCallback;
import java.util.HashSet;
import java.util.Set;

/** Siddhi: one app, two queries, on the caller's thread. */
final class Siddhi implements Contender {

    private static final String APP = """
            define stream Attendance (student string, classId string, absent int, at long, closes int);
            from Attendance[absent == 1]#window.externalTime(at, 7 days)
            select student, count() as n group by student insert all events into Students;
            partition with (classId of Attendance) begin
              from Attendance#window.length(200) select classId, closes, sum(absent) as absences, count() as n insert into Classes;
            end;
            """;

    private Object[][] events;
    private SiddhiManager manager;
    private SiddhiAppRuntime runtime;
    private final Set<String> students = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private final long[] told = new long[4];

    @Override
    public String name() {
        return "Siddhi 5.1";
    }

    @Override
    public void prepare(Stream stream) {
        events = Events.of(stream);
        manager = new SiddhiManager();
        runtime = manager.createSiddhiAppRuntime(APP);
        runtime.addCallback("Students", new StreamCallback() {
            @Override
            public void receive(Event[] now) {
                for (Event event : now) {
                    String student = (String) event.getData(0);
                    boolean on = (Long) event.getData(1) >= 3;
                    if (on ? students.add(student) : students.remove(student)) {
                        told[on ? 0 : 1]++;
                    }
                }
            }
        });
        runtime.addCallback("Classes", new StreamCallback() {
            @Override
            public void receive(Event[] now) {
                for (Event event : now) {
                    if ((Integer) event.getData(1) == 0) {
                        continue;
                    }
                    String classId = (String) event.getData(0);
                    boolean on = (Long) event.getData(2) * 10 > (Long) event.getData(3);
                    if (on ? classes.add(classId) : classes.remove(classId)) {
                        told[on ? 2 : 3]++;
                    }
                }
            }
        });
        runtime.start();
    }

    @Override
    public Told run() {
        InputHandler handler = runtime.getInputHandler("Attendance");
        try {
            for (Object[] event : events) {
                handler.send((Long) event[3], event);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        return new Told(told[0], told[1], told[2], told[3]);
    }

    @Override
    public void end() {
        runtime.shutdown();
        manager.shutdown();
        events = null;
    }
}
