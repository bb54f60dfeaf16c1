package cn.zhenmai.observation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads a time with its offset. Every row of every request has one, and the usual forms ({@code 2026-10-12T08:10:00+08:00}, with Z, with
 * a fraction) are read by their digits; whatever else {@link OffsetDateTime} understands, it reads.
 */
final class IsoTime {

    private static final int SECONDS_END = 19;
    private static final int MOST_FRACTION_DIGITS = 9;

    private IsoTime() {}

    /** {@link DateTimeException} where the text is no time with an offset. */
    static Instant parse(String text) {
        Instant usual = usual(text);
        return usual != null ? usual : OffsetDateTime.parse(text).toInstant();
    }

    /** Null where the text has another form, or no digit where one belongs. */
    private static Instant usual(String text) {
        boolean hasForm = text.length() > SECONDS_END
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!hasForm) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        boolean isTime = year > 0 && month > 0 && day > 0 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
        if (!isTime || second < 0 || second > 59) {
            return null;
        }
        int offsetAt = fractionEnd(text);
        long nanos = offsetAt == SECONDS_END ? 0 : nanos(text, offsetAt);
        long offset = offsetSeconds(text, offsetAt);
        if (nanos < 0 || offset == Long.MIN_VALUE) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanos);
    }

    /** Where the offset begins. */
    private static int fractionEnd(String text) {
        int at = SECONDS_END;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
                at++;
            }
        }
        return at;
    }

    /** -1 where the fraction is none. */
    private static long nanos(String text, int end) {
        int digits = end - SECONDS_END - 1;
        if (digits < 1 || digits > MOST_FRACTION_DIGITS) {
            return -1;
        }
        long nanos = number(text, SECONDS_END + 1, end);
        for (int i = digits; i < MOST_FRACTION_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** {@link Long#MIN_VALUE} where it is neither Z nor hours and minutes. */
    private static long offsetSeconds(String text, int at) {
        int length = text.length() - at;
        if (length == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        boolean hasForm =
                length == 6 && (text.charAt(at) == '+' || text.charAt(at) == '-') && text.charAt(at + 3) == ':';
        int hours = hasForm ? number(text, at + 1, at + 3) : -1;
        int minutes = hasForm ? number(text, at + 4, at + 6) : -1;
        // Eighteen hours are the most that there is; the exception and its words are the library's.
        if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
            return Long.MIN_VALUE;
        }
        long seconds = hours * 3_600L + minutes * 60L;
        return text.charAt(at) == '-' ? -seconds : seconds;
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
}
