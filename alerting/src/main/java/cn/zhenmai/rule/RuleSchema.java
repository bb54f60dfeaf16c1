package cn.zhenmai.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The JSON Schema of rule files, for editors: what {@link RuleReader} asks for, written down. */
public final class RuleSchema {

    private final SchemaWords words = new SchemaWords();
    private final ObjectNode schema;

    private RuleSchema(String title, Function<Fields, ?> reader) {
        Map<String, Supplier<ObjectNode>> definitions = new LinkedHashMap<>();
        SchemaFields top = new SchemaFields(new SchemaFields.Schema(definitions, words));
        if (reader.apply(top) == null) {
            throw new IllegalStateException("a reader answers with something harmless");
        }
        schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title);
        schema.setAll(top.node());
        ObjectNode named = schema.putObject("definitions");
        List.copyOf(definitions.keySet())
                .forEach(name -> named.set(name, definitions.get(name).get()));
    }

    static RuleSchema ofRules() {
        return new RuleSchema("诊脉规则文件／Zhenmai rule file", fields -> new RuleReader().file(fields, new HashMap<>()));
    }

    public static String json() {
        return ofRules().schema.toPrettyString();
    }

    /** Fields that no words are written for, and words for fields that there are not. */
    Set<String> mismatches() {
        return words.mismatches();
    }
}
