package cn.zhenmai.school;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of one occasion: its offering (or group), the date it was <em>first</em> planned on, and its first period. It survives
 * re-import, moves and make-ups, so it is a natural key. Written {@code CK101-01.20261012.3}.
 */
public record SessionId(String owner, LocalDate plannedOn, int firstPeriod) implements Comparable<SessionId> {

    private static final Pattern FORM = Pattern.compile("(.+)\\.(\\d{8})\\.(\\d{1,2})");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /** Empty when the text is not a session's name. */
    public static Optional<SessionId> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(form.group(2), DAY);
            return Optional.of(new SessionId(form.group(1), day, Integer.parseInt(form.group(3))));
        } catch (java.time.DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** For names that this program wrote itself. */
    public static SessionId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a session: " + text));
    }

    @Override
    public int compareTo(SessionId other) {
        int byDay = plannedOn.compareTo(other.plannedOn);
        int byPeriod = byDay != 0 ? byDay : Integer.compare(firstPeriod, other.firstPeriod);
        return byPeriod != 0 ? byPeriod : owner.compareTo(other.owner);
    }

    @Override
    public String toString() {
        return owner + "." + plannedOn.format(DAY) + "." + firstPeriod;
    }
}
