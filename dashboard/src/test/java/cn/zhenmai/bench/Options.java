package cn.zhenmai.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/**
 * What is measured, and for how long: {@code -Dbench.size=quick} passes through the whole table in minutes, {@code full} takes the
 * times and amounts that the goals are stated for; {@code -Dbench.rows=batches,singles} picks rows of the table, and
 * {@code -Dbench.options=round.seconds=30,students=3000} changes one number or the other.
 *
 * @param roundSeconds of one round of one side; sides take turns
 * @param heapFacts attendance facts in the store when the heap is measured
 * @param historyRows attendance facts in the sums that the history queries are asked of
 * @param historyFacts of these, the last ones that are in the store themselves
 * @param historyHome folder in which that store is kept for further runs; empty = made anew and thrown away
 * @param jvm further flags of the Java that runs the service, spaces between them, in the place of those that the README gives
 * @param profile of the service, for Java's Flight Recorder; empty = none
 * @param rules file of the rules that the engine judges by; empty = the standard ones
 * @param rows names of the table's rows to measure; empty = all
 */
record Options(
        boolean full,
        int rounds,
        int roundSeconds,
        int warmSeconds,
        int soakSeconds,
        int latencySeconds,
        int overloadSeconds,
        int students,
        int heapFacts,
        long historyRows,
        long historyFacts,
        String historyHome,
        int batchConnections,
        int singleConnections,
        String heap,
        String jvm,
        String profile,
        String rules,
        Set<String> rows) {

    private static final String TWO_CORES = "-XX:+UseParallelGC -XX:NewRatio=7 -XX:MetaspaceSize=128m";

    static Options read() {
        boolean full = "full".equals(System.getProperty("bench.size"));
        Map<String, String> given = list("bench.options").stream()
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        ToIntBiFunction<String, Integer> number =
                (name, standard) -> Integer.parseInt(given.getOrDefault(name, standard.toString()));
        return new Options(
                full,
                number.applyAsInt("rounds", full ? 5 : 3),
                number.applyAsInt("round.seconds", full ? 60 : 6),
                number.applyAsInt("warm.seconds", full ? 30 : 8),
                number.applyAsInt("soak.seconds", full ? 300 : 15),
                number.applyAsInt("latency.seconds", full ? 60 : 10),
                number.applyAsInt("overload.seconds", full ? 120 : 10),
                number.applyAsInt("students", 15_000),
                number.applyAsInt("heap.facts", full ? 9_000_000 : 300_000),
                number.applyAsInt("history.rows", full ? 100_000_000 : 1_000_000),
                number.applyAsInt("history.facts", 30_000_000),
                given.getOrDefault("history.home", ""),
                number.applyAsInt("batch.connections", 16),
                number.applyAsInt("single.connections", 128),
                given.getOrDefault("heap", "2g"),
                given.getOrDefault("jvm", TWO_CORES),
                given.getOrDefault("profile", ""),
                given.getOrDefault("rules", ""),
                list("bench.rows"));
    }

    /** Of the Java that runs the service. */
    List<String> serviceFlags() {
        List<String> flags = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
        flags.addAll(words(jvm, " "));
        if (!profile.isEmpty()) {
            flags.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + profile);
        }
        return flags;
    }

    private static Set<String> list(String property) {
        return Set.copyOf(words(System.getProperty(property, ""), ","));
    }

    private static List<String> words(String text, String between) {
        return Arrays.stream(text.split(between))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    boolean wants(String row) {
        return rows.isEmpty() || rows.contains(row);
    }
}
