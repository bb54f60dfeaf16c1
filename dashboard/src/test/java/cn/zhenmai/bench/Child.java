package cn.zhenmai.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java process beside this one; what it prints goes into a file that is named when it fails. */
final class Child implements AutoCloseable {

    private static final long END_SECONDS = 60;

    private final Process process;
    private final BufferedReader lines;
    private final StringBuilder said = new StringBuilder();

    private Child(Process process) {
        this.process = process;
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static Child java(List<String> flags, Class<?> main, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return java(command, environment);
    }

    /** {@code arguments}: all of them behind the word java. */
    static Child java(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("ZHENMAI_"));
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line that matches; what comes later is read and dropped by a thread, so that the child never blocks on it. */
    Matcher await(Pattern wanted) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                Matcher found = wanted.matcher(line);
                if (found.find()) {
                    Thread drain = new Thread(this::drain, "output of " + process.pid());
                    drain.setDaemon(true);
                    drain.start();
                    return found;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("ended before it was ready:\n" + said);
    }

    private void drain() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("WARN") || line.contains("ERROR") || line.contains("Exception")) {
                    System.err.println("  service: " + line);
                }
            }
        } catch (IOException ended) {
            said.append(ended);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What stays after a full collection, in bytes. */
    long liveHeapBytes() {
        // The last line of the histogram: Total <instances> <bytes>.
        String total = jcmd("GC.class_histogram").lines().reduce("", (first, second) -> second);
        return new Scanner(total).skip("Total\\s+\\d+").nextLong();
    }

    String jcmd(String... command) {
        List<String> full = new ArrayList<>();
        full.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        full.add(Long.toString(pid()));
        full.addAll(List.of(command));
        try {
            Process jcmd = new ProcessBuilder(full).redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    static boolean isProgram(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> new File(folder, name).canExecute());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
