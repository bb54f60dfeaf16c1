package cn.zhenmai.peers;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventBean;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPDeployment;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import java.util.HashSet;
import java.util.Set;

/** Esper: compiled EPL over object-array events, time told by the events. */
final class Esper implements Contender {

    private static final String EPL = """
            @name('students') select student, count(*) as n from Attendance(absent = 1)#ext_timed(at, 7 days) group by student;
            @name('classes') select classId, closes, sum(absent) as absences, count(*) as n from Attendance#groupwin(classId)#length(200) group by classId;
            """;

    private Object[][] events;
    private EPRuntime runtime;
    private final Set<String> students = new HashSet<>();
    private final Set<String> classes = new HashSet<>();
    private final long[] told = new long[4];

    @Override
    public String name() {
        return "Esper 8.9";
    }

    @Override
    public void prepare(Stream stream) {
        events = Events.of(stream);
        Configuration configuration = new Configuration();
        configuration
                .getCommon()
                .addEventType(
                        "Attendance",
                        new String[] {"student", "classId", "absent", "at", "closes"},
                        new Object[] {String.class, String.class, int.class, long.class, int.class});
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        runtime = EPRuntimeProvider.getRuntime("peers", configuration);
        runtime.initialize();
        try {
            EPCompiled compiled = EPCompilerProvider.getCompiler().compile(EPL, new CompilerArguments(configuration));
            EPDeployment deployed = runtime.getDeploymentService().deploy(compiled);
            runtime.getDeploymentService()
                    .getStatement(deployed.getDeploymentId(), "students")
                    .addListener((now, before, statement, of) -> students(now));
            runtime.getDeploymentService()
                    .getStatement(deployed.getDeploymentId(), "classes")
                    .addListener((now, before, statement, of) -> classes(now));
        } catch (EPCompileException | EPDeployException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private void students(EventBean[] now) {
        if (now == null) {
            return;
        }
        for (EventBean one : now) {
            String student = (String) one.get("student");
            boolean on = (Long) one.get("n") >= 3;
            if (on ? students.add(student) : students.remove(student)) {
                told[on ? 0 : 1]++;
            }
        }
    }

    private void classes(EventBean[] now) {
        if (now == null) {
            return;
        }
        for (EventBean one : now) {
            if ((Integer) one.get("closes") == 0) {
                continue;
            }
            String classId = (String) one.get("classId");
            boolean on = (Integer) one.get("absences") * 10 > (Long) one.get("n");
            if (on ? classes.add(classId) : classes.remove(classId)) {
                told[on ? 2 : 3]++;
            }
        }
    }

    @Override
    public Told run() {
        EPEventService service = runtime.getEventService();
        for (Object[] event : events) {
            service.sendEventObjectArray(event, "Attendance");
        }
        return new Told(told[0], told[1], told[2], told[3]);
    }

    @Override
    public void end() {
        runtime.destroy();
        events = null;
    }
}
