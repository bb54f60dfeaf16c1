package cn.zhenmai.rule;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What an editor shows beside each field of a rule file: Chinese, then English. */
final class SchemaWords {

    private static final String FILE = "/rules/fields.properties";

    private final Properties words = new Properties();
    private final Set<String> asked = new TreeSet<>();

    SchemaWords() {
        try (Reader file = new InputStreamReader(SchemaWords.class.getResourceAsStream(FILE), StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException brokenJar) {
            throw new UncheckedIOException(brokenJar);
        }
    }

    String of(String field) {
        asked.add(field);
        return words.getProperty(field, field);
    }

    /** Fields without words, and words without a field. */
    Set<String> mismatches() {
        Set<String> odd = new TreeSet<>(words.stringPropertyNames());
        odd.removeAll(asked);
        asked.stream().filter(field -> !words.containsKey(field)).forEach(odd::add);
        return odd;
    }
}
