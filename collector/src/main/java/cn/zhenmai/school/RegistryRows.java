package cn.zhenmai.school;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The registry as stored rows: kind and natural key → one flat JSON object of texts by column name, empty ones absent. The same
 * registry always gives the same texts, so two states are compared by them.
 */
public final class RegistryRows {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Map<String, RowKind<?>> BY_NAME =
            RowKinds.ALL.stream().collect(Collectors.toMap(RowKind::kind, kind -> kind));

    private RegistryRows() {}

    public record Key(String kind, String key) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : key.compareTo(other.key);
        }
    }

    /** What an edit does: new rows, rows with other content under the same key, rows that are no longer there. */
    public record Diff(SortedMap<Key, String> added, SortedMap<Key, String> changed, SortedSet<Key> ended) {
        public boolean isEmpty() {
            return added.isEmpty() && changed.isEmpty() && ended.isEmpty();
        }
    }

    /** Throws IllegalArgumentException for a registry that can't be stored: a required value missing, a key twice. */
    public static SortedMap<Key, String> toRows(Registry registry) {
        SortedMap<Key, String> rows = new TreeMap<>();
        RowKinds.ALL.forEach(kind -> write(kind, registry, rows));
        return Collections.unmodifiableSortedMap(rows);
    }

    /** Strict: an unknown kind or field, a missing or unreadable value, or a key that isn't the row's own is an error. */
    public static Registry fromRows(Map<Key, String> rows) {
        Map<String, List<Object>> lists = new HashMap<>();
        CellReader cells = new CellReader();
        new TreeMap<>(rows).forEach((key, text) -> {
            RowKind<?> kind = BY_NAME.get(key.kind());
            if (kind == null) {
                throw new IllegalArgumentException("unknown kind of registry row: " + key);
            }
            lists.computeIfAbsent(key.kind(), none -> new ArrayList<>()).add(read(kind, key, text, cells));
        });
        return RowKinds.registry(lists);
    }

    public static Diff diff(Registry before, Registry after) {
        return diff(toRows(before), toRows(after));
    }

    public static Diff diff(SortedMap<Key, String> before, SortedMap<Key, String> after) {
        SortedMap<Key, String> added = new TreeMap<>();
        SortedMap<Key, String> changed = new TreeMap<>();
        after.forEach((key, text) -> {
            String old = before.get(key);
            if (old == null) {
                added.put(key, text);
            } else if (!old.equals(text)) {
                changed.put(key, text);
            }
        });
        SortedSet<Key> ended = new TreeSet<>(before.keySet());
        ended.removeAll(after.keySet());
        return new Diff(added, changed, ended);
    }

    private static <T> void write(RowKind<T> kind, Registry registry, SortedMap<Key, String> rows) {
        for (T row : kind.rows().apply(registry)) {
            Key key = new Key(kind.kind(), kind.key(row));
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            for (RowKind.Column<T, ?> column : kind.columns()) {
                String text = column.canonical(row);
                if (text != null) {
                    json.put(column.name(), text);
                } else if (column.required()) {
                    throw new IllegalArgumentException("registry row " + key + " without " + column.name());
                }
            }
            if (rows.put(key, json.toString()) != null) {
                throw new IllegalArgumentException("two registry rows " + key);
            }
        }
    }

    private static <T> T read(RowKind<T> kind, Key key, String text, CellReader cells) {
        T row = kind.parse(fields(kind, key, text), cells, (column, message) -> {
            throw new IllegalArgumentException("registry row " + key + ", " + column.name() + ": " + message);
        });
        if (!kind.key(row).equals(key.key())) {
            throw new IllegalArgumentException("registry row " + key + " holds " + kind.key(row));
        }
        return row;
    }

    private static Map<String, String> fields(RowKind<?> kind, Key key, String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
            while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING || !kind.hasColumn(field)) {
                    throw new IllegalArgumentException("registry row " + key + ": unknown field " + field);
                }
                fields.put(field, json.getText());
            }
            if (!isObject || json.nextToken() != null) {
                throw new IllegalArgumentException("registry row " + key + ": not one object");
            }
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException(
                    "registry row " + key + ": " + unreadable.getOriginalMessage(), unreadable);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return fields;
    }
}
