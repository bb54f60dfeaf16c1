package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Notes what a reader asks for as JSON Schema (draft 7, which editors know). Every form of a choice is walked through once. */
final class SchemaFields implements Fields {

    /** What the mappings of one schema share. */
    record Schema(Map<String, Supplier<ObjectNode>> definitions, SchemaWords words) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NUMBER_OR_FRACTION =
            "^\\s*[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?\\s*$|^\\s*[+-]?\\d+\\s*/\\s*\\+?0*[1-9]\\d*\\s*$";

    private final Schema schema;
    private final Map<String, Supplier<ObjectNode>> properties = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final List<List<SchemaFields>> choices = new ArrayList<>();
    private String definition;
    /** The mapping that these fields are written in, or null. */
    private final SchemaFields patched;

    SchemaFields(Schema schema) {
        this(schema, null);
    }

    private SchemaFields(Schema schema, SchemaFields patched) {
        this.schema = schema;
        this.patched = patched;
    }

    /** The schema of this mapping; all asking must be over. */
    ObjectNode node() {
        if (definition != null) {
            return JSON.objectNode().put("$ref", "#/definitions/" + definition);
        }
        return choices.isEmpty() ? object(properties, required) : anyOf();
    }

    private ObjectNode anyOf() {
        ObjectNode node = JSON.objectNode();
        ArrayNode forms = node.putArray("anyOf");
        for (SchemaFields form : choices.get(0)) {
            Map<String, Supplier<ObjectNode>> all = new LinkedHashMap<>(form.properties);
            properties.forEach(all::putIfAbsent);
            Set<String> needed = new LinkedHashSet<>(form.required);
            needed.addAll(required);
            forms.add(object(all, needed));
        }
        return node;
    }

    private ObjectNode object(Map<String, Supplier<ObjectNode>> fields, Set<String> needed) {
        ObjectNode node = JSON.objectNode().put("type", "object");
        ObjectNode all = node.putObject("properties");
        fields.forEach((name, field) -> all.set(name, described(name, field.get())));
        if (!needed.isEmpty()) {
            ArrayNode names = node.putArray("required");
            needed.forEach(names::add);
        }
        return node.put("additionalProperties", false);
    }

    private ObjectNode described(String name, ObjectNode field) {
        String word = schema.words().of(name);
        if (field.has("$ref")) {
            ObjectNode wrapped = JSON.objectNode().put("description", word);
            wrapped.putArray("allOf").add(field);
            return wrapped;
        }
        return field.put("description", word);
    }

    private void note(String field, boolean isRequired, Supplier<ObjectNode> schemaOf) {
        properties.put(field, schemaOf);
        if (isRequired) {
            required.add(field);
        }
    }

    private static ObjectNode textNode() {
        ObjectNode node = JSON.objectNode();
        node.putArray("type").add("string").add("number");
        return node.put("pattern", "\\S");
    }

    private static ObjectNode whole(int least, int most) {
        ObjectNode node = JSON.objectNode().put("type", "integer").put("minimum", least);
        return node.put("maximum", most);
    }

    private static <E extends Enum<E>> ObjectNode oneOf(Class<E> type) {
        ObjectNode node = JSON.objectNode();
        ArrayNode names = node.putArray("enum");
        Set<String> written = new LinkedHashSet<>();
        for (E constant : type.getEnumConstants()) {
            written.add(YamlFields.written(constant));
        }
        for (E constant : type.getEnumConstants()) {
            written.add(constant.name());
        }
        written.forEach(names::add);
        return node;
    }

    private static ObjectNode arrayOf(ObjectNode items) {
        ObjectNode node = JSON.objectNode().put("type", "array");
        node.set("items", items);
        return node;
    }

    @Override
    public void problem(String field, String message) {
        // There is no file to be wrong.
    }

    @Override
    public String text(String field) {
        note(field, true, SchemaFields::textNode);
        return "";
    }

    @Override
    public String optionalText(String field) {
        note(field, false, SchemaFields::textNode);
        return null;
    }

    @Override
    public int number(String field, int otherwise, int least) {
        note(field, false, () -> whole(least, Integer.MAX_VALUE).put("default", otherwise));
        return otherwise;
    }

    @Override
    public boolean flag(String field, boolean otherwise) {
        note(field, false, () -> JSON.objectNode().put("type", "boolean").put("default", otherwise));
        return otherwise;
    }

    @Override
    public Threshold threshold(String field, boolean isRequired) {
        note(field, isRequired, () -> {
            ObjectNode node = JSON.objectNode();
            ArrayNode forms = node.putArray("anyOf");
            forms.addObject().put("type", "number");
            forms.addObject().put("type", "string").put("pattern", NUMBER_OR_FRACTION);
            ObjectNode named = forms.addObject().put("type", "object").put("additionalProperties", false);
            named.putObject("properties").set("standard", described("standard", textNode()));
            named.putArray("required").add("standard");
            return node;
        });
        return null;
    }

    @Override
    public LocalDate date(String field) {
        note(
                field,
                false,
                () -> JSON.objectNode()
                        .put("type", "string")
                        .put("format", "date")
                        .put("pattern", "^\\d{4}-\\d{2}-\\d{2}$"));
        return null;
    }

    @Override
    public Duration duration(String field, Duration otherwise) {
        note(field, false, () -> JSON.objectNode().put("type", "string").put("pattern", "^\\d{1,4}[mhd]$"));
        return otherwise;
    }

    @Override
    public <E extends Enum<E>> E constant(String field, Class<E> type, E otherwise) {
        note(
                field,
                otherwise == null,
                () -> otherwise == null ? oneOf(type) : oneOf(type).put("default", YamlFields.written(otherwise)));
        return otherwise == null ? type.getEnumConstants()[0] : otherwise;
    }

    @Override
    public Set<String> texts(String field) {
        note(field, false, () -> arrayOf(textNode()));
        return Set.of();
    }

    @Override
    public <E extends Enum<E>> Set<E> constants(String field, Class<E> type) {
        note(field, false, () -> arrayOf(oneOf(type)));
        return Set.of();
    }

    @Override
    public Set<Integer> numbers(String field, int least, int most) {
        note(field, false, () -> arrayOf(whole(least, most)));
        return Set.of();
    }

    @Override
    public Fields fields(String field) {
        SchemaFields inner = new SchemaFields(schema);
        note(field, true, inner::node);
        return inner;
    }

    @Override
    public Optional<Fields> optional(String field) {
        SchemaFields inner = new SchemaFields(schema);
        note(field, false, inner::node);
        return Optional.of(inner);
    }

    @Override
    public List<Fields> list(String field) {
        return list(field, false, 0);
    }

    @Override
    public List<Fields> list(String field, int least) {
        return list(field, true, least);
    }

    private List<Fields> list(String field, boolean isRequired, int least) {
        SchemaFields item = new SchemaFields(schema);
        note(field, isRequired, () -> arrayOf(item.node()).put("minItems", least));
        return List.of(item);
    }

    @Override
    public <T> T choose(String field, Map<String, Function<Fields, T>> forms) {
        return walk(
                forms,
                (form, name) -> form.note(field, true, () -> JSON.objectNode().put("const", name)));
    }

    @Override
    public <T> T oneOf(Map<String, Function<Fields, T>> forms) {
        return walk(forms, (form, name) -> form.required.add(name));
    }

    private interface Telling {
        void apart(SchemaFields form, String name);
    }

    /** Answers with what one of the forms is read as. */
    private <T> T walk(Map<String, Function<Fields, T>> forms, Telling telling) {
        if (!choices.isEmpty()) {
            throw new IllegalStateException("two choices in one mapping");
        }
        List<SchemaFields> walked = new ArrayList<>();
        T any = null;
        for (Map.Entry<String, Function<Fields, T>> each : new TreeMap<>(forms).entrySet()) {
            SchemaFields form = new SchemaFields(schema);
            telling.apart(form, each.getKey());
            T read = each.getValue().apply(form);
            any = any == null ? read : any;
            walked.add(form);
        }
        choices.add(walked);
        return any;
    }

    @Override
    public <T> T as(String name, Function<Fields, T> read) {
        definition = name;
        if (schema.definitions().containsKey(name)) {
            return null;
        }
        SchemaFields defined = new SchemaFields(schema);
        schema.definitions().put(name, defined::node);
        return read.apply(defined);
    }

    /** What an override may say is what the rule may say, and nothing of it is required. */
    @Override
    public Fields over(Fields other, Set<String> without) {
        return new SchemaFields(schema, this);
    }

    @Override
    public void end() {
        if (patched != null) {
            properties.forEach(patched.properties::putIfAbsent);
        }
    }
}
