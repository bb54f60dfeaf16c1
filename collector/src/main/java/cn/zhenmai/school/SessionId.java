package cn.zhenmai.school;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The name of one occasion: its offering (or group), the date it was <em>first</em> planned on, and its first period. It survives
 * re-import, moves and make-ups, so it is a natural key. Written {@code CK101-01.20261012.3}.
 *
 * <p>No record, because its text and its hash are asked for with every row of a roll and are kept.
 */
public final class SessionId implements Comparable<SessionId> {

    private static final int DAY_DIGITS = 8;
    private static final int MOST_PERIOD_DIGITS = 2;

    private final String owner;
    private final LocalDate plannedOn;
    private final int firstPeriod;
    private final int hash;
    /** Written when first asked for; the same from any thread. */
    private String text;

    public SessionId(String owner, LocalDate plannedOn, int firstPeriod) {
        this.owner = Objects.requireNonNull(owner);
        this.plannedOn = Objects.requireNonNull(plannedOn);
        this.firstPeriod = firstPeriod;
        hash = (owner.hashCode() * 31 + plannedOn.hashCode()) * 31 + firstPeriod;
    }

    public String owner() {
        return owner;
    }

    public LocalDate plannedOn() {
        return plannedOn;
    }

    public int firstPeriod() {
        return firstPeriod;
    }

    /** Empty when the text is not a session's name. */
    public static Optional<SessionId> parse(String text) {
        int periodAt = text.lastIndexOf('.') + 1;
        int periodDigits = text.length() - periodAt;
        int dayAt = periodAt - 1 - DAY_DIGITS;
        if (periodDigits < 1 || periodDigits > MOST_PERIOD_DIGITS || dayAt < 2 || text.charAt(dayAt - 1) != '.') {
            return Optional.empty();
        }
        int period = number(text, periodAt, text.length());
        int day = number(text, dayAt, dayAt + DAY_DIGITS);
        if (period < 0 || day < 0) {
            return Optional.empty();
        }
        try {
            LocalDate plannedOn = LocalDate.of(day / 10_000, day / 100 % 100, day % 100);
            return Optional.of(new SessionId(text.substring(0, dayAt - 1), plannedOn, period));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** Of ASCII digits alone, else -1. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
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
    public boolean equals(Object other) {
        return this == other
                || other instanceof SessionId that
                        && hash == that.hash
                        && firstPeriod == that.firstPeriod
                        && plannedOn.equals(that.plannedOn)
                        && owner.equals(that.owner);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        if (text == null) {
            int day = plannedOn.getYear() * 10_000 + plannedOn.getMonthValue() * 100 + plannedOn.getDayOfMonth();
            String digits = Integer.toString(day);
            text = owner + "." + "0".repeat(Math.max(0, DAY_DIGITS - digits.length())) + digits + "." + firstPeriod;
        }
        return text;
    }
}
