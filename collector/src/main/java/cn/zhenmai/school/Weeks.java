package cn.zhenmai.school;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Teaching weeks as schools write them: {@code 1-16}, {@code 1-15单}, {@code 2-16双}, {@code 1-4,7-8}. */
final class Weeks {

    private static final Pattern PART = Pattern.compile("第?(\\d{1,2})(?:[-–~～—](\\d{1,2}))?周?(?:[(（]?([单双])周?[)）]?)?");

    private Weeks() {}

    static Set<Integer> parse(String text) {
        TreeSet<Integer> weeks = new TreeSet<>();
        for (String part : text.split("[,，、;；]", -1)) {
            Matcher form = PART.matcher(part.replaceAll("\\s", ""));
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "周次应写作 1-16、1-15单、2-16双 或 1-4,7-8／weeks are written 1-16, 1-15单, 2-16双 or 1-4,7-8: " + text);
            }
            int from = Integer.parseInt(form.group(1));
            int to = form.group(2) == null ? from : Integer.parseInt(form.group(2));
            if (from < 1 || to < from) {
                throw new IllegalArgumentException("周次从 1 起，由小到大／weeks count up from 1: " + text);
            }
            for (int week = from; week <= to; week++) {
                boolean odd = week % 2 == 1;
                if (form.group(3) == null || form.group(3).equals("单") == odd) {
                    weeks.add(week);
                }
            }
        }
        return Collections.unmodifiableSortedSet(weeks);
    }

    /** One text for one set: runs first, then every second week, then single weeks. */
    static String format(Set<Integer> weeks) {
        List<Integer> sorted = weeks.stream().sorted().toList();
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < sorted.size()) {
            int first = sorted.get(at);
            int run = runLength(sorted, at, 1);
            int alternate = runLength(sorted, at, 2);
            if (run > 1) {
                parts.add(first + "-" + (first + run - 1));
                at += run;
            } else if (alternate > 2) {
                parts.add(first + "-" + (first + 2 * (alternate - 1)) + (first % 2 == 1 ? "单" : "双"));
                at += alternate;
            } else {
                parts.add(String.valueOf(first));
                at++;
            }
        }
        return String.join(",", parts);
    }

    private static int runLength(List<Integer> sorted, int at, int step) {
        int length = 1;
        while (at + length < sorted.size() && sorted.get(at + length) - sorted.get(at + length - 1) == step) {
            length++;
        }
        return length;
    }
}
