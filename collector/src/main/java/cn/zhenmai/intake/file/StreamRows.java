package cn.zhenmai.intake.file;

import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.ObservationFields;
import cn.zhenmai.observation.ObservationJson;
import cn.zhenmai.school.School;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows of a file as observations, by the same fields and the same checks as those that come by HTTP. */
final class StreamRows {

    /** Before a header that is an item of an evaluation or a knowledge point of a check. */
    static final String ITEM = "item:";

    private static final Set<String> TIMES = Set.of("recordedAt", "from", "to", "submittedAt");
    private static final Set<String> DAYS = Set.of("date", "dueOn", "closesOn");
    private static final Set<String> NUMBERS = Set.of(
            "firstPeriod",
            "missedPeriods",
            "minutesLate",
            "check",
            "score",
            "max",
            "value",
            "credits",
            "invited",
            "answered",
            "mean");

    /** By field, then by the word that files use. English words stand as they are. */
    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "status",
            words("出勤 PRESENT 到 PRESENT 正常 PRESENT √ PRESENT 迟到 LATE 早退 EARLY 旷课 ABSENT 缺勤 ABSENT 缺课 ABSENT × ABSENT"
                    + " 病假 SICK 事假 PERSONAL 公假 OFFICIAL 免听 EXEMPT 未点名 UNKNOWN"),
            "mode",
            words("例外 exceptions 缺勤名单 exceptions 全员 full 全部 full 读卡 reader 刷卡 reader"),
            "kind",
            words("病假 SICK 事假 PERSONAL 公假 OFFICIAL"),
            "state",
            words(
                    "已提交 SUBMITTED 审批中 SUBMITTED 待审批 SUBMITTED 已批准 APPROVED 已通过 APPROVED 通过 APPROVED 已撤回 WITHDRAWN"
                            + " 已驳回 WITHDRAWN 已撤销 WITHDRAWN 已销假 RETURNED 参加 TAKEN 缺考 ABSENT 缺交 ABSENT 免考 EXEMPT 免测 EXEMPT 补考 MAKEUP 补测 MAKEUP"),
            "outcome",
            words("及格 PASSED 合格 PASSED 通过 PASSED 是 PASSED 不及格 FAILED 不合格 FAILED 未通过 FAILED 否 FAILED"));

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-M-d[['T'][ ]H:mm[:ss]]")
            .toFormatter();

    private final Target target;
    private final Names names;
    private final String recordedAt;

    /** {@code recordedAt}: of rows that don't say when they were recorded. */
    StreamRows(Target target, Names names, Instant recordedAt) {
        this.target = target;
        this.names = names;
        this.recordedAt = recordedAt.toString();
    }

    private static Map<String, String> words(String pairs) {
        String[] words = pairs.split(" ");
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            map.put(words[i], words[i + 1]);
        }
        return map;
    }

    /** Throws {@link InvalidFieldException} with the first thing that is wrong. */
    Observation observation(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, BigDecimal> items = new TreeMap<>();
        List<Observation.LessonCheck.Point> points = new ArrayList<>();
        texts.forEach((field, text) -> {
            if (!field.startsWith(ITEM)) {
                values.put(field, value(field, text));
            } else if (target.isOpen()) {
                items.put(field.substring(ITEM.length()), number(field.substring(ITEM.length()), text));
            } else {
                points.add(point(field.substring(ITEM.length()), text));
            }
        });
        values.put("type", target.id());
        values.putIfAbsent("recordedAt", recordedAt);
        if (target.isOpen()) {
            values.put("items", items);
        } else if (!points.isEmpty()) {
            values.put("points", points);
        }
        if (target.id().equals("roll-call")) {
            values.putIfAbsent("mode", "exceptions");
        } else if (target.id().equals("lesson-check")) {
            values.putIfAbsent("state", "TAKEN");
        }
        return ObservationJson.observation(ObservationFields.of(values));
    }

    private Object value(String field, String text) {
        if (TIMES.contains(field)) {
            return time(field, text);
        } else if (DAYS.contains(field)) {
            return parse(field, text).toLocalDate().toString();
        } else if (NUMBERS.contains(field)) {
            return number(field, field.equals("firstPeriod") ? firstOf(text) : text);
        } else if (WORDS.containsKey(field)) {
            return WORDS.get(field).getOrDefault(text, text);
        } else if (field.equals("class")) {
            String id = names.findClass(text);
            return id == null ? text : id;
        } else if (field.equals("teacher") || field.equals("recorder")) {
            return teacher(field, text);
        }
        return text;
    }

    private String teacher(String field, String text) {
        try {
            return names.teacher(text);
        } catch (IllegalArgumentException unknown) {
            if (field.equals("recorder")) {
                return text;
            }
            throw new InvalidFieldException(field, unknown.getMessage());
        }
    }

    /** 第3-4节 begins with 3. */
    private static String firstOf(String text) {
        return text.replaceFirst("^第?0?(\\d{1,2})(?:[-–,，、].*|节.*)?$", "$1");
    }

    private static BigDecimal number(String field, String text) {
        try {
            if (text.length() <= 20) {
                return ObservationFields.plain(new BigDecimal(text));
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new InvalidFieldException(field, "须为数／must be a number");
    }

    /** 7/10 of a header "知识点 循环". */
    private static Observation.LessonCheck.Point point(String header, String text) {
        String[] parts = text.split("/", -1);
        String name = header.replaceFirst("^知识点[\\s:：]*", "");
        if (parts.length != 2) {
            throw new InvalidFieldException("points", "知识点应写作 得分/满分，如 7/10／a point is written score/max, as 7/10");
        }
        return new Observation.LessonCheck.Point(
                name, number("points.score", parts[0].strip()), number("points.max", parts[1].strip()));
    }

    /** Without an offset it is the school's own time; a day alone as an end is its end. */
    private static String time(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toString();
        } catch (DateTimeException local) {
            LocalDateTime at = parse(field, text);
            boolean isDay = !text.contains(":");
            LocalDateTime said = isDay && field.equals("to") ? at.plusDays(1) : at;
            return said.atZone(School.ZONE).toOffsetDateTime().toString();
        }
    }

    private static LocalDateTime parse(String field, String text) {
        String plain = text.strip()
                .replaceFirst("^(\\d{4})年(\\d{1,2})月(\\d{1,2})日", "$1-$2-$3")
                .replaceFirst("^(\\d{4})[/.](\\d{1,2})[/.]", "$1-$2-")
                .replaceFirst("^(\\d{4})(\\d{2})(\\d{2})(?!\\d)", "$1-$2-$3");
        try {
            return (LocalDateTime) DAY.parseBest(
                    plain, LocalDateTime::from, at -> LocalDate.from(at).atStartOfDay());
        } catch (DateTimeException notATime) {
            throw new InvalidFieldException(field, "时间应写作 2026-09-01 08:00／times are written 2026-09-01 08:00");
        }
    }
}
