package cn.zhenmai.fault;

import cn.zhenmai.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as a process of its own, with no setting but those that are given. */
public final class ServiceProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready on http://[^:]+:(\\d+)");

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder said = new StringBuilder();

    private ServiceProcess(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Any command of the service; does not wait for anything. */
    public static ServiceProcess run(List<String> jvm, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Duser.timezone=America/New_York");
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ZHENMAI_"));
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start());
    }

    /** The port that it listens on; blocks until it is ready. An AssertionError with what it said where it ends before. */
    public int awaitReady() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                drain();
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new AssertionError("ended before it was ready:\n" + said);
    }

    /** What it says later is read, or its pipe would fill and hold it up. */
    private void drain() {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "service-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Everything that it says until it ends. */
    public List<String> lines() {
        return output.lines().toList();
    }

    public Process process() {
        return process;
    }

    /** SIGKILL, as kill -9 does it. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
