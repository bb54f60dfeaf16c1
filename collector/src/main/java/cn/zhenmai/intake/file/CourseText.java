package cn.zhenmai.intake.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A course as systems write it in one cell: {@code [1161119004]体育（4）}, {@code 体育（4）[1161119004]}, or its name alone. */
record CourseText(String code, String name) {

    private static final Pattern CODE_FIRST = Pattern.compile("[\\[【(（]([A-Za-z0-9.-]{3,30})[\\]】)）]\\s*(.+)");
    private static final Pattern CODE_LAST = Pattern.compile("(.+?)\\s*[\\[【]([A-Za-z0-9.-]{3,30})[\\]】]");

    static CourseText of(String cell) {
        String text = cell.replaceAll("\\s+", " ").strip();
        Matcher first = CODE_FIRST.matcher(text);
        if (first.matches()) {
            return new CourseText(first.group(1), first.group(2));
        }
        Matcher last = CODE_LAST.matcher(text);
        return last.matches() ? new CourseText(last.group(2), last.group(1)) : new CourseText(null, text);
    }
}
