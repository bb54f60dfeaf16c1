package cn.zhenmai.school;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Teaching weeks as schools and their systems write them: {@code 1-16}, {@code 1-15单}, {@code 1-4,7-8(周)}, {@code 第1-16周|单周},
 * {@code 4-6周,8-13周}, {@code 1-9,11-15(单周)}, and a digit a week: {@code 0111110…}.
 */
final class Weeks {

    private static final Pattern BLANKS = Pattern.compile("\\s");
    private static final Pattern BRACKETS = Pattern.compile("[(（\\[]+周[)）\\]]+$");
    private static final Pattern COMMAS = Pattern.compile("[,，、;；]");
    private static final Pattern PART = Pattern.compile("第?(\\d{1,2})(?:[-–~～—至](\\d{1,2}))?周?(?:[(（]?([单双])周?[)）]?)?");

    /** A parity behind the whole list, which then holds for each of its parts. */
    private static final Pattern OF_ALL = Pattern.compile("([第\\d,，、周–~～—至-]*\\d周?)(?:[(（]([单双])周[)）]|[|｜]([单双])周?)");

    private static final Pattern BITS = Pattern.compile("[01]{8,60}");
    /** Digits of a whole year's string, whose first one stands for no week. */
    private static final int YEAR_DIGITS = 53;

    private Weeks() {}

    static Set<Integer> parse(String text) {
        String bare = BRACKETS.matcher(BLANKS.matcher(text).replaceAll("")).replaceAll("周");
        if (BITS.matcher(bare).matches()) {
            return ofBits(bare);
        }
        Matcher ofAll = OF_ALL.matcher(bare);
        String parity = null;
        if (ofAll.matches()) {
            bare = ofAll.group(1);
            parity = ofAll.group(2) == null ? ofAll.group(3) : ofAll.group(2);
        }
        TreeSet<Integer> weeks = new TreeSet<>();
        for (String part : COMMAS.split(bare, -1)) {
            Matcher form = PART.matcher(part);
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
                if (fits(week, form.group(3)) && fits(week, parity)) {
                    weeks.add(week);
                }
            }
        }
        return Collections.unmodifiableSortedSet(weeks);
    }

    private static boolean fits(int week, String parity) {
        return parity == null || parity.equals("单") == (week % 2 == 1);
    }

    private static Set<Integer> ofBits(String bits) {
        TreeSet<Integer> weeks = new TreeSet<>();
        for (int i = 0; i < bits.length(); i++) {
            if (bits.charAt(i) == '1') {
                weeks.add(bits.length() == YEAR_DIGITS ? i : i + 1);
            }
        }
        if (weeks.remove(0) || weeks.isEmpty()) {
            throw new IllegalArgumentException("周次串中没有教学周／no teaching week in the string of digits: " + bits);
        }
        return Collections.unmodifiableSortedSet(weeks);
    }

    /** One text for one set: runs first, then every second week, then single weeks. */
    static String format(Set<Integer> weeks) {
        List<Integer> sorted = List.copyOf(new TreeSet<>(weeks));
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
