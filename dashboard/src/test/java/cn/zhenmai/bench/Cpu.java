package cn.zhenmai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time of a process and its children, those that have ended too: a busy neighbour on the machine doesn't change it much.
 * NaN where the system has no {@code /proc}.
 */
final class Cpu {

    private static final double TICKS_PER_SECOND = 100;

    private Cpu() {}

    static double seconds(ProcessHandle process) {
        return seconds(process.pid(), 4)
                + process.children()
                        .mapToDouble(child -> seconds(child.pid(), 2))
                        .sum();
    }

    /** Children of this process that have ended. */
    static double endedChildrenSeconds() {
        long self = ProcessHandle.current().pid();
        return seconds(self, 4) - seconds(self, 2);
    }

    /** The first so many of user, system, ended children's user and system time: fields 14 to 17 of the process's line. */
    private static double seconds(long pid, int fields) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> afterName = Stream.of(
                            line.substring(line.lastIndexOf(')') + 2).split(" ", -1))
                    .toList();
            return afterName.subList(11, 11 + fields).stream()
                            .mapToLong(Long::parseLong)
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return Files.isDirectory(Path.of("/proc/self")) ? 0 : Double.NaN;
        }
    }
}
