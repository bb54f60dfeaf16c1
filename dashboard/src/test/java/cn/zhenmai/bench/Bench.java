package cn.zhenmai.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code mvn -Pbench -pl collector -amd}: every row of the table, or those named by {@code -Dbench.rows}. */
final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(out);
        Options options = Options.read();
        Table table = new Table();
        Runtime machine = Runtime.getRuntime();
        out.printf("%s%n%d processors%n", options, machine.availableProcessors());
        try (Server server = new Server();
                Load load = new Load()) {
            if (options.wants("batches")) {
                out.println("batches");
                Batches.measure(options, load, server, table);
            }
            if (options.wants("singles")) {
                out.println("singles");
                Singles.measure(options, load, server, table);
            }
            if (options.wants("live")) {
                out.println("live");
                Live.measure(options, load, server, table);
            }
            if (options.wants("webhooks")) {
                out.println("webhooks");
                Webhooks.measure(options, load, server, table);
            }
            if (options.wants("overload")) {
                out.println("overload");
                Overload.measure(options, load, server, table);
            }
            if (options.wants("heap")) {
                out.println("heap");
                Heap.measure(options, load, server, table);
            }
            if (options.wants("ready")) {
                out.println("ready");
                Ready.embedded(options, load, table);
            }
            if (options.wants("history")) {
                out.println("history");
                History.measure(options, load, table);
            }
        }
        table.print(out);
    }
}
