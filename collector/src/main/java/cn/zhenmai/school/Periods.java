package cn.zhenmai.school;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Consecutive periods of a day. Written {@code 1-2}, {@code 第1,2节}, {@code [01-02节]}, {@code 01-02-03-04}, {@code 0102}. */
public record Periods(int first, int count) {

    private static final int LAST = 30;
    private static final Pattern RUN = Pattern.compile("(\\d{1,2})(?:[-–~～—至](\\d{1,2}))?");
    private static final Pattern GLUED = Pattern.compile("(?:\\d\\d){2,6}");

    /** One for each run without a gap. Throws IllegalArgumentException with a message for people. */
    static List<Periods> parse(String text) {
        String bare = text.replaceAll("[\\s第节次小\\[\\]()（）]", "");
        TreeSet<Integer> periods = new TreeSet<>();
        if (GLUED.matcher(bare).matches()) {
            for (int i = 0; i < bare.length(); i += 2) {
                periods.add(Integer.parseInt(bare.substring(i, i + 2)));
            }
        } else {
            for (String part :
                    bare.replaceAll("(\\d+)[-–](\\d+)[-–](?=\\d)", "$1,$2,").split("[,，、;；]", -1)) {
                add(part, periods, text);
            }
        }
        if (periods.first() < 1 || periods.last() > LAST) {
            throw wrong(text);
        }
        return runs(periods);
    }

    private static void add(String part, TreeSet<Integer> periods, String text) {
        Matcher run = RUN.matcher(part);
        if (!run.matches()) {
            throw wrong(text);
        }
        int from = Integer.parseInt(run.group(1));
        int to = run.group(2) == null ? from : Integer.parseInt(run.group(2));
        if (to < from) {
            throw wrong(text);
        }
        for (int period = from; period <= to; period++) {
            periods.add(period);
        }
    }

    private static List<Periods> runs(TreeSet<Integer> periods) {
        List<Periods> runs = new ArrayList<>();
        int first = 0;
        int last = 0;
        for (int period : periods) {
            if (period != last + 1 || first == 0) {
                if (first > 0) {
                    runs.add(new Periods(first, last - first + 1));
                }
                first = period;
            }
            last = period;
        }
        runs.add(new Periods(first, last - first + 1));
        return List.copyOf(runs);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("节次应写作 1-2 或 第3,4节／periods are written 1-2 or 第3,4节: " + text);
    }
}
