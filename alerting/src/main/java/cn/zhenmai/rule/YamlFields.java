package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fields of one mapping in a rule file; what is wrong goes to the shared list, and a harmless value is read instead. */
final class YamlFields {

    private final JsonNode node;
    private final String path;
    private final List<RuleProblem> problems;
    private final Set<String> asked = new HashSet<>();

    YamlFields(JsonNode node, String path, List<RuleProblem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (!node.isObject()) {
            problem("", "应为一组字段／expected a mapping");
        }
    }

    void problem(String field, String message) {
        String at = field.isEmpty() ? path : path.isEmpty() ? field : path + "." + field;
        problems.add(new RuleProblem(at, message));
    }

    private JsonNode find(String field) {
        asked.add(field);
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode get(String field) {
        JsonNode value = find(field);
        if (value == null) {
            problem(field, "必填／required");
        }
        return value;
    }

    boolean has(String field) {
        return find(field) != null;
    }

    String text(String field) {
        JsonNode value = get(field);
        if (value == null || !value.isValueNode() || value.asText().isBlank()) {
            if (value != null) {
                problem(field, "应为非空文字／expected a text that is not empty");
            }
            return "";
        }
        return value.asText();
    }

    int number(String field, int otherwise, int least) {
        JsonNode value = find(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isInt() || value.asInt() < least) {
            problem(field, "应为不小于 " + least + " 的整数／expected a whole number of at least " + least);
            return otherwise;
        }
        return value.asInt();
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode value = find(field);
        if (value != null && !value.isBoolean()) {
            problem(field, "应为 true 或 false／expected true or false");
        }
        return value == null ? otherwise : value.asBoolean(otherwise);
    }

    /** Null where it is absent and not required, or unreadable. */
    Threshold threshold(String field, boolean required) {
        JsonNode value = required ? get(field) : find(field);
        if (value == null) {
            return null;
        }
        try {
            Threshold threshold = Threshold.parse(value.asText());
            if (threshold.denominator() > 0) {
                return threshold;
            }
        } catch (NumberFormatException | ArithmeticException unreadable) {
            // told below
        }
        problem(field, "应为数或分数（如 0.85、1/3）／expected a number or a fraction (0.85, 1/3)");
        return null;
    }

    LocalDate date(String field) {
        JsonNode value = find(field);
        if (value == null) {
            return null;
        }
        try {
            return LocalDate.parse(value.asText());
        } catch (DateTimeException unreadable) {
            problem(field, "应为日期 yyyy-mm-dd／expected a date yyyy-mm-dd");
            return null;
        }
    }

    /** Constants are written in lower case with hyphens, or as they are. {@code otherwise} null = required. */
    <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise) {
        JsonNode value = otherwise == null ? get(field) : find(field);
        if (value == null) {
            return otherwise == null ? type.getEnumConstants()[0] : otherwise;
        }
        String name = value.asText().toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        problem(field, "没有这个取值：" + value.asText() + "／no such value");
        return type.getEnumConstants()[0];
    }

    YamlFields fields(String field) {
        JsonNode value = get(field);
        String at = path.isEmpty() ? field : path + "." + field;
        return value == null
                ? new YamlFields(JsonNodeFactory.instance.objectNode(), at, new ArrayList<>())
                : new YamlFields(value, at, problems);
    }

    List<YamlFields> list(String field, boolean required) {
        JsonNode value = required ? get(field) : find(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(field, "应为列表／expected a list");
            return List.of();
        }
        List<YamlFields> list = new ArrayList<>();
        String at = path.isEmpty() ? field : path + "." + field;
        for (int i = 0; i < value.size(); i++) {
            list.add(new YamlFields(value.get(i), at + "[" + i + "]", problems));
        }
        return list;
    }

    /** Every field that nobody has asked for is unknown: a misspelt switch must not be silently off. */
    void end() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                problem(name, "未知字段／unknown field");
            }
        }
    }
}
