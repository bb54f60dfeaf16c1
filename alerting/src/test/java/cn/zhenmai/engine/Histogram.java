package cn.zhenmai.engine;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** Bytes on the heap by class, of what is reachable. */
final class Histogram {

    private static final int MOST_LINES = 45;

    private Histogram() {}

    static Map<String, Long> bytes() {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : text().split("\n")) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length >= 4 && cells[0].endsWith(":")) {
                bytes.merge(cells[3], Long.valueOf(cells[2]), Long::sum);
            }
        }
        return bytes;
    }

    /** What there is more of than before, most first. */
    static void print(Map<String, Long> before) {
        Map<String, Long> now = bytes();
        now.replaceAll((name, bytes) -> bytes - before.getOrDefault(name, 0L));
        now.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_LINES)
                .forEach(each -> System.out.printf("%12.2f MB  %s%n", each.getValue() / 1e6, each.getKey()));
    }

    private static String text() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
