package cn.zhenmai.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A number in a cell, as the text that a person sees there: whole numbers without exponent, leading zeros by the format, dates as days. */
final class Numbers {

    /** Excel keeps 15 digits; behind them is only the noise of binary fractions. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]");
    private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
    private static final int DAYS_TO_1904 = 1462;
    /** 9999-12-31, Excel's last day. */
    private static final int LAST_DAY = 2_958_465;

    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);

    private Numbers() {}

    /** {@code format} is the cell's number format, null for general; {@code since1904} is the workbook's day 0. */
    static String text(String raw, String format, boolean since1904) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw);
        } catch (NumberFormatException notANumber) {
            return raw;
        }
        if (number.precision() - (long) number.scale() > 30 || number.scale() > 400) {
            return raw;
        }
        if (format != null && isDate(format) && number.signum() >= 0 && number.intValue() <= LAST_DAY) {
            return date(number, since1904);
        }
        BigDecimal rounded = number.scale() > 0 ? number.round(DIGITS).stripTrailingZeros() : number;
        String plain = rounded.toPlainString();
        boolean padded = format != null && ZEROS.matcher(format).matches() && rounded.signum() >= 0;
        return padded && rounded.scale() <= 0
                ? "0".repeat(Math.max(0, format.length() - plain.length())) + plain
                : plain;
    }

    /** A format with a year, month, day or hour in it, outside quotes. */
    private static boolean isDate(String format) {
        String bare = QUOTED.matcher(format).replaceAll("").toLowerCase(java.util.Locale.ROOT);
        return !bare.contains("general") && bare.matches("(?s).*[ymdhs].*") && !bare.contains("#");
    }

    private static String date(BigDecimal days, boolean since1904) {
        long whole = days.longValue();
        long seconds = days.subtract(BigDecimal.valueOf(whole))
                .multiply(SECONDS_OF_DAY)
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .longValue();
        LocalDateTime at = EPOCH.plusDays(whole + (since1904 ? DAYS_TO_1904 : 0))
                .atStartOfDay()
                .plusSeconds(seconds);
        return whole == 0 && !since1904 ? at.toLocalTime().toString() : written(at);
    }

    /** 2026-09-01T00:00:00.000 as XML tables write it; text that is no such time stays. */
    static String isoDateTime(String text) {
        try {
            return written(LocalDateTime.parse(text.strip()));
        } catch (java.time.DateTimeException notATime) {
            return text;
        }
    }

    private static String written(LocalDateTime at) {
        LocalTime time = at.toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        return time.equals(LocalTime.MIDNIGHT) ? at.toLocalDate().toString() : at.toLocalDate() + " " + time;
    }
}
