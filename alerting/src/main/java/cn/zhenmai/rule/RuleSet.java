package cn.zhenmai.rule;

import cn.zhenmai.measure.ClassAbsent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rules in force, in the order in which they are judged. */
public record RuleSet(List<Rule> rules) {

    private static final String STANDARD = "/rules/standard.yaml";

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** Throws {@link RuleProblems} with everything that is wrong. */
    public static RuleSet parse(String yaml) {
        return new RuleReader(yaml).read();
    }

    /** The rules that ship with the product. */
    public static RuleSet standard() {
        return parse(standardYaml());
    }

    public static String standardYaml() {
        try (InputStream file = RuleSet.class.getResourceAsStream(STANDARD)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** What sets whole rolls aside, or null. */
    public ClassAbsent suspicion() {
        for (Rule rule : rules) {
            if (rule.measure() instanceof ClassAbsent classAbsent) {
                return classAbsent;
            }
        }
        return null;
    }
}
