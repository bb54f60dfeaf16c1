package cn.zhenmai.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What has changed from one rule file to another, thing by thing and field by field; the order of things and comments don't count. */
public record RulesDiff(List<Changed> changed) {

    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /** {@code section} as in the file: rules, standards… {@code fields} empty unless CHANGED. */
    public record Changed(String section, String id, Kind kind, List<Field> fields) {}

    /** {@code path} as "levels[1].at"; null = not there. */
    public record Field(String path, String before, String after) {}

    /** Both texts must be readable as YAML. */
    public static RulesDiff between(String before, String after) {
        JsonNode old = YamlTree.read(before);
        JsonNode now = YamlTree.read(after);
        TreeSet<String> sections = new TreeSet<>();
        old.fieldNames().forEachRemaining(sections::add);
        now.fieldNames().forEachRemaining(sections::add);
        List<Changed> changed = new ArrayList<>();
        for (String section : sections) {
            compare(section, byId(old.path(section)), byId(now.path(section)), changed);
        }
        return new RulesDiff(List.copyOf(changed));
    }

    public boolean isEmpty() {
        return changed.isEmpty();
    }

    private static Map<String, JsonNode> byId(JsonNode section) {
        Map<String, JsonNode> things = new LinkedHashMap<>();
        for (JsonNode thing : section) {
            things.put(thing.path("id").asText(), thing);
        }
        return things;
    }

    private static void compare(
            String section, Map<String, JsonNode> old, Map<String, JsonNode> now, List<Changed> into) {
        now.forEach((id, thing) -> {
            JsonNode before = old.get(id);
            if (before == null) {
                into.add(new Changed(section, id, Kind.ADDED, List.of()));
            } else if (!before.equals(thing)) {
                List<Field> fields = new ArrayList<>();
                compare("", before, thing, fields);
                into.add(new Changed(section, id, Kind.CHANGED, List.copyOf(fields)));
            }
        });
        old.keySet().stream()
                .filter(id -> !now.containsKey(id))
                .forEach(id -> into.add(new Changed(section, id, Kind.REMOVED, List.of())));
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<Field> into) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            names(before).forEachRemaining(names::add);
            names(after).forEachRemaining(names::add);
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), into);
            }
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(path + "[" + i + "]", before.path(i), after.path(i), into);
            }
        } else {
            into.add(new Field(path, text(before), text(after)));
        }
    }

    private static Iterator<String> names(JsonNode of) {
        return of.fieldNames();
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? null : node.isValueNode() ? node.asText() : node.toString();
    }
}
