package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The fields of one mapping in a rule file; what is wrong goes to the file's list of problems. */
final class YamlFields implements Fields {

    /** What the mappings of one file share: its problems, and the numbers that its standards give a name. */
    record File(List<RuleProblem> problems, Map<String, Threshold> standards) {
        File() {
            this(new ArrayList<>(), new HashMap<>());
        }
    }

    private final JsonNode node;
    private final String path;
    private final File file;
    private final Set<String> asked = new HashSet<>();
    /** Its form is not known, so neither is which fields it may have. */
    private boolean isUnknown;

    YamlFields(JsonNode node, String path, File file) {
        this.node = node;
        this.path = path;
        this.file = file;
        if (!node.isObject()) {
            problem("", "应为一组字段／expected a mapping");
        }
    }

    private String at(String field) {
        return field.isEmpty() ? path : path.isEmpty() ? field : path + "." + field;
    }

    @Override
    public void problem(String field, String message) {
        file.problems().add(new RuleProblem(at(field), message));
    }

    private JsonNode find(String field) {
        asked.add(field);
        JsonNode value = node.get(field);
        if (value != null && value.isNull()) {
            problem(field, "空值：请填写或删去此字段／empty: give it a value or leave the field out");
        }
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode get(String field) {
        JsonNode value = find(field);
        if (value == null && !node.has(field)) {
            problem(field, "必填／required");
        }
        return value;
    }

    @Override
    public String text(String field) {
        JsonNode value = get(field);
        return value == null ? "" : text(field, value);
    }

    @Override
    public String optionalText(String field) {
        JsonNode value = find(field);
        return value == null ? null : text(field, value);
    }

    private String text(String field, JsonNode value) {
        if (value.isNumber() || (value.isTextual() && !value.asText().isBlank())) {
            return value.asText();
        }
        problem(field, "应为非空文字／expected a text that is not empty");
        return "";
    }

    @Override
    public int number(String field, int otherwise, int least) {
        JsonNode value = find(field);
        return value == null ? otherwise : number(field, value, otherwise, least, Integer.MAX_VALUE);
    }

    private int number(String field, JsonNode value, int otherwise, int least, int most) {
        if (value.isInt() && value.asInt() >= least && value.asInt() <= most) {
            return value.asInt();
        }
        String bounds = most == Integer.MAX_VALUE
                ? "不小于 " + least + " 的整数／expected a whole number of at least " + least
                : least + "–" + most + " 的整数／expected a whole number of " + least + "–" + most;
        problem(field, "应为" + (most == Integer.MAX_VALUE ? "" : " ") + bounds);
        return otherwise;
    }

    @Override
    public boolean flag(String field, boolean otherwise) {
        JsonNode value = find(field);
        if (value != null && !value.isBoolean()) {
            problem(field, "应为 true 或 false／expected true or false");
        }
        return value == null ? otherwise : value.asBoolean(otherwise);
    }

    @Override
    public Threshold threshold(String field, boolean required) {
        JsonNode value = required ? get(field) : find(field);
        if (value == null) {
            return null;
        }
        if (value.isObject()) {
            YamlFields reference = new YamlFields(value, at(field), file);
            String id = reference.text("standard");
            reference.end();
            Threshold standard = file.standards().get(id);
            if (standard == null && !id.isEmpty()) {
                problem(field + ".standard", "没有此标准：" + id + "／no such standard");
            }
            return standard;
        }
        try {
            Threshold threshold = Threshold.parse(value.asText());
            if (threshold.denominator() > 0 && !value.isBoolean()) {
                return threshold;
            }
        } catch (NumberFormatException | ArithmeticException unreadable) {
            // told below
        }
        problem(field, "应为数或分数（如 0.85、1/3）／expected a number or a fraction (0.85, 1/3)");
        return null;
    }

    @Override
    public LocalDate date(String field) {
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

    @Override
    public Duration duration(String field, Duration otherwise) {
        JsonNode value = find(field);
        if (value == null) {
            return otherwise;
        }
        String text = value.asText();
        if (!value.isTextual() || !text.matches("\\d{1,4}[mhd]")) {
            problem(field, "应为时长，如 45m、12h、3d／expected a duration such as 45m, 12h, 3d");
            return otherwise;
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    @Override
    public <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise) {
        JsonNode value = otherwise == null ? get(field) : find(field);
        E first = type.getEnumConstants()[0];
        return value == null ? otherwise == null ? first : otherwise : constant(field, value, type);
    }

    private <E extends Enum<E>> E constant(String field, JsonNode value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (value.isTextual()
                    && (value.asText().equals(constant.name()) || value.asText().equals(written(constant)))) {
                return constant;
            }
        }
        problem(
                field,
                "没有这个取值：" + value.asText() + "／no such value; one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(YamlFields::written)
                                        .toList()));
        return type.getEnumConstants()[0];
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> Set<T> set(String field, Function<JsonNode, T> read) {
        Set<T> set = new LinkedHashSet<>();
        JsonNode value = find(field);
        if (value != null && !value.isArray()) {
            problem(field, "应为列表／expected a list");
        } else if (value != null) {
            value.forEach(each -> set.add(read.apply(each)));
        }
        return set;
    }

    @Override
    public Set<String> texts(String field) {
        return set(field, each -> text(field, each));
    }

    @Override
    public <E extends Enum<E>> Set<E> constants(String field, Class<E> type) {
        return set(field, each -> constant(field, each, type));
    }

    @Override
    public Set<Integer> numbers(String field, int least, int most) {
        return set(field, each -> number(field, each, least, least, most));
    }

    @Override
    public Fields fields(String field) {
        JsonNode value = get(field);
        return value == null
                ? new YamlFields(JsonNodeFactory.instance.objectNode(), at(field), new File())
                : new YamlFields(value, at(field), file);
    }

    @Override
    public Optional<Fields> optional(String field) {
        return Optional.ofNullable(find(field)).map(value -> new YamlFields(value, at(field), file));
    }

    @Override
    public List<Fields> list(String field) {
        return list(field, find(field), 0);
    }

    @Override
    public List<Fields> list(String field, int least) {
        return list(field, get(field), least);
    }

    private List<Fields> list(String field, JsonNode value, int least) {
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            problem(field, "应为列表／expected a list");
            return List.of();
        }
        if (value.size() < least) {
            problem(field, "至少 " + least + " 项／at least " + least);
        }
        List<Fields> list = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            list.add(new YamlFields(value.get(i), at(field) + "[" + i + "]", file));
        }
        return list;
    }

    @Override
    public <T> T choose(String field, Map<String, Function<Fields, T>> forms) {
        String form = text(field);
        Function<Fields, T> read = forms.get(form);
        if (read != null) {
            return read.apply(this);
        }
        isUnknown = true;
        if (!form.isEmpty()) {
            problem(field, "没有这个取值：" + form + "／no such value; one of " + String.join(", ", forms.keySet()));
        }
        return null;
    }

    @Override
    public <T> T oneOf(Map<String, Function<Fields, T>> forms) {
        List<String> told = forms.keySet().stream().filter(node::has).toList();
        if (told.size() == 1) {
            return forms.get(told.get(0)).apply(this);
        }
        isUnknown = true;
        String names = String.join(", ", forms.keySet());
        problem("", "须且只须有其中一项：" + names + "／exactly one of " + names);
        return null;
    }

    @Override
    public <T> T as(String definition, Function<Fields, T> read) {
        return read.apply(this);
    }

    @Override
    public Fields over(Fields other, Set<String> without) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (JsonNode part : List.of(((YamlFields) other).node, node)) {
            part.fields().forEachRemaining(field -> {
                if (part == node || !without.contains(field.getKey())) {
                    merged.set(field.getKey(), field.getValue());
                }
            });
        }
        YamlFields over = new YamlFields(merged, path, file);
        over.asked.addAll(asked);
        return over;
    }

    @Override
    public void end() {
        if (isUnknown) {
            return;
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                problem(name, "未知字段／unknown field");
            }
        }
    }
}
