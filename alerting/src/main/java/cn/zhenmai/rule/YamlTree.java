package cn.zhenmai.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A rule file as a tree, and on which line of the text each part of it stands. */
public final class YamlTree {

    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private YamlTree() {}

    /** Throws {@link RuleProblems} with everything that is wrong. */
    public static <T> T read(String yaml, Function<Fields, T> reader) {
        YamlFields.File file = new YamlFields.File();
        T read = reader.apply(new YamlFields(read(yaml), "", file));
        if (!file.problems().isEmpty()) {
            throw new RuleProblems(file.problems());
        }
        return read;
    }

    /** Throws {@link RuleProblems} where it is no mapping in readable YAML. */
    static JsonNode read(String yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (tree.isObject()) {
                return tree;
            }
            throw refused("", "规则文件为空或不是一组字段／the rule file is empty or no mapping");
        } catch (JsonProcessingException unreadable) {
            JsonLocation at = unreadable.getLocation();
            String line = at == null ? "" : "line " + at.getLineNr();
            throw refused(line, "不是可读的 YAML／not readable as YAML: " + unreadable.getOriginalMessage());
        }
    }

    private static RuleProblems refused(String path, String message) {
        return new RuleProblems(List.of(new RuleProblem(path, message)));
    }

    /** The line, from 1, on which each path of the text begins; empty where it is not readable. */
    public static Map<String, Integer> lines(String yaml) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.getFactory().createParser(yaml)) {
            walk(parser, lines);
        } catch (JsonProcessingException unreadable) {
            return Map.of();
        } catch (IOException noFileIsRead) {
            throw new UncheckedIOException(noFileIsRead);
        }
        return lines;
    }

    private static void walk(JsonParser parser, Map<String, Integer> lines) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (!token.isStructEnd()) {
                String path = parser.getParsingContext()
                        .pathAsPointer()
                        .toString()
                        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                        .replace('/', '.')
                        .replaceFirst("^\\.", "");
                int line = parser.currentTokenLocation().getLineNr();
                lines.putIfAbsent(path, line);
            }
        }
    }
}
