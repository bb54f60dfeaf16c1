package cn.zhenmai.observation;

import cn.zhenmai.school.SessionId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of one row by name, taken one by one by name and type; what is left over was unknown. */
public final class ObservationFields {

    private static final int LONGEST_TEXT = 200;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final Map<String, Object> values = new LinkedHashMap<>();
    private InvalidFieldException problem;

    ObservationFields() {}

    /** Of values that were read elsewhere: texts, {@link BigDecimal}s, items by name and lists of points. */
    public static ObservationFields of(Map<String, Object> values) {
        ObservationFields fields = new ObservationFields();
        fields.values.putAll(values);
        return fields;
    }

    /** As it was read; null is none at all. */
    void put(String field, Object value) {
        if (value != null && values.put(field, value) != null) {
            note(field, "字段重复／field given twice");
        }
    }

    /** A field that what encloses the object says; the object itself may say the same, never otherwise. */
    public void enclosed(String field, String value) {
        Object own = values.put(field, value);
        if (own != null && !own.equals(value)) {
            note(field, "与外层不一致／not what the envelope says");
        }
    }

    /** The value of a field that the object leaves out. */
    public void otherwise(String field, String value) {
        values.putIfAbsent(field, value);
    }

    /** What is wrong with the row, told by {@link #finish}; the first that is found. */
    void note(String field, String message) {
        if (problem == null) {
            problem = new InvalidFieldException(field, message);
        }
    }

    /** The one spelling of a number (7.0 and 7 are the same payload). */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    /** The row's type, which stays to be taken. */
    public String type() {
        if (values.get("type") instanceof String type) {
            return type;
        }
        throw new InvalidFieldException("type", has("type") ? "类型不对／wrong type" : "缺少字段／missing field");
    }

    /** What the sender calls this row, or null; it is no part of the observation. */
    public String clientId() {
        return optionalText("clientId");
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    /** Throws what was found while reading, or the first field that nobody asked for. */
    void finish() {
        if (problem != null) {
            throw problem;
        }
        for (String unknown : values.keySet()) {
            throw new InvalidFieldException(isClean(unknown) ? unknown : "", "未知字段／unknown field");
        }
    }

    private <T> T take(String field, Class<T> type) {
        if (problem != null) {
            throw problem;
        }
        Object value = values.remove(field);
        if (value != null && !type.isInstance(value)) {
            throw new InvalidFieldException(field, "类型不对／wrong type");
        }
        return type.cast(value);
    }

    private static <T> T required(String field, T value) {
        if (value == null) {
            throw new InvalidFieldException(field, "缺少字段／missing field");
        }
        return value;
    }

    String text(String field) {
        return required(field, optionalText(field));
    }

    String optionalText(String field) {
        String text = take(field, String.class);
        if (text != null && text.isBlank()) {
            throw new InvalidFieldException(field, "不能为空／must not be empty");
        }
        if (text != null && !isClean(text)) {
            throw new InvalidFieldException(field, "过长或含控制字符／too long, or control characters in it");
        }
        return text;
    }

    /** No control characters and no half surrogates: the store's text type refuses both. */
    static boolean isClean(String text) {
        if (text.length() > LONGEST_TEXT) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    Instant instant(String field) {
        return required(field, optionalInstant(field));
    }

    /** To the microsecond, which is what the store keeps: what comes back must equal what came in. */
    Instant optionalInstant(String field) {
        String text = optionalText(field);
        if (text == null) {
            return null;
        }
        try {
            Instant at = IsoTime.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw new InvalidFieldException(field, "时间超出范围／time out of range");
            }
            return at;
        } catch (DateTimeException notATime) {
            throw new InvalidFieldException(field, "须为带时区的时间／must be a time with its offset");
        }
    }

    LocalDate date(String field) {
        String text = text(field);
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 2000 || date.getYear() > 2100) {
                throw new InvalidFieldException(field, "日期超出范围／date out of range");
            }
            return date;
        } catch (DateTimeException notADate) {
            throw new InvalidFieldException(field, "须为日期／must be a date");
        }
    }

    int integer(String field, int least, int most) {
        return required(field, optionalInteger(field, least, most));
    }

    Integer optionalInteger(String field, int least, int most) {
        BigDecimal number = optionalDecimal(field, least, most);
        if (number != null && number.scale() > 0) {
            throw new InvalidFieldException(field, "须为整数／must be a whole number");
        }
        return number == null ? null : number.intValueExact();
    }

    BigDecimal decimal(String field, int least, int most) {
        return required(field, optionalDecimal(field, least, most));
    }

    BigDecimal optionalDecimal(String field, int least, int most) {
        BigDecimal number = take(field, BigDecimal.class);
        if (number != null && !isWithin(number, least, most)) {
            throw new InvalidFieldException(field, "数值超出范围／number out of range");
        }
        return number;
    }

    /** Four decimals are enough for any mark, and a bound for what is kept. */
    private static boolean isWithin(BigDecimal number, int least, int most) {
        return number.scale() <= 4
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        String text = text(field);
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException other) {
            throw new InvalidFieldException(field, "取值不对／not one of the values");
        }
    }

    Map<String, BigDecimal> items(String field) {
        @SuppressWarnings("unchecked")
        Map<String, BigDecimal> items = required(field, take(field, Map.class));
        if (items.isEmpty()) {
            throw new InvalidFieldException(field, "不能为空／must not be empty");
        }
        if (!items.values().stream().allMatch(score -> isWithin(score, 1, 5))) {
            throw new InvalidFieldException(field, "评分须在 1 到 5 之间／scores must be from 1 to 5");
        }
        return items;
    }

    List<Observation.LessonCheck.Point> points(String field) {
        @SuppressWarnings("unchecked")
        List<Observation.LessonCheck.Point> points = take(field, List.class);
        return points == null ? List.of() : points;
    }

    /** A session by its id, or by offering (or group), date and first period; null when none of them is there. */
    SessionId optionalSession() {
        if (has("session")) {
            String text = text("session");
            return SessionId.parse(text)
                    .orElseThrow(() -> new InvalidFieldException("session", "不是课次编号／not the id of a session"));
        }
        if (!has("date") && !has("firstPeriod")) {
            return null;
        }
        String owner = has("group") ? text("group") : text("offering");
        return new SessionId(owner, date("date"), integer("firstPeriod", 0, 99));
    }

    SessionId session() {
        return required("session", optionalSession());
    }
}
