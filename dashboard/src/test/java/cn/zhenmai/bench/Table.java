package cn.zhenmai.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured, line by line, with the floor and the goal. */
final class Table {

    private record Line(String what, String measured, String floor, String goal, String verdict) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Larger is better where the goal lies above the floor. */
    void add(String what, double measured, String unit, double floor, double goal) {
        boolean up = goal > floor;
        boolean isGoal = up ? measured >= goal : measured <= goal;
        boolean isFloor = up ? measured >= floor : measured <= floor;
        String verdict = isGoal ? "goal" : isFloor ? "floor" : "below the floor";
        add(new Line(what, number(measured) + unit, number(floor) + unit, number(goal) + unit, verdict));
    }

    void note(String text) {
        notes.add(text);
        System.out.println("  " + text);
    }

    private void add(Line line) {
        lines.add(line);
        System.out.printf(
                "  %s: %s (floor %s, goal %s) %s%n", line.what, line.measured, line.floor, line.goal, line.verdict);
    }

    static String number(double value) {
        String pattern = Math.abs(value) >= 1_000 ? "%,.0f" : Math.abs(value) >= 20 ? "%.0f" : "%.2f";
        return String.format(Locale.ROOT, pattern, value);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    void print(PrintStream out) {
        out.println();
        out.println("| what | measured | floor | goal | reached |");
        out.println("|---|---|---|---|---|");
        for (Line line : lines) {
            out.printf("| %s | %s | %s | %s | %s |%n", line.what, line.measured, line.floor, line.goal, line.verdict);
        }
        out.println();
        notes.forEach(note -> out.println("- " + note));
    }
}
