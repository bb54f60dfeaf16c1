package cn.zhenmai.rule;

import cn.zhenmai.measure.ClassAbsent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        return RuleReader.read(yaml);
    }

    /**
     * Whether the text may follow the one in force; throws {@link RuleProblems} if not. The version of a rule that reads otherwise than
     * before must be another, so that id and version together always mean the same.
     */
    public static void checkEdit(String inForce, String yaml) {
        RuleSet edited = parse(yaml);
        List<RuleProblem> problems = new ArrayList<>();
        if (edited.rules.isEmpty()) {
            problems.add(new RuleProblem("rules", "至少一条规则／at least one rule"));
        }
        RuleSet before = readable(inForce);
        for (int i = 0; i < edited.rules.size(); i++) {
            Rule rule = edited.rules.get(i);
            boolean isMisleading = before.rule(rule.id())
                    .filter(old -> old.version() == rule.version() && !old.equals(rule))
                    .isPresent();
            if (isMisleading) {
                problems.add(new RuleProblem(
                        "rules[" + i + "].version",
                        "规则 " + rule.id() + " 已改，版本号须升高／the rule was changed: raise its version"));
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleProblems(problems);
        }
    }

    private static RuleSet readable(String yaml) {
        try {
            return parse(yaml);
        } catch (RuleProblems ofAnEarlierVersion) {
            return new RuleSet(List.of());
        }
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

    /** The same rules, those in shadow mode too as if they were live: what a trial asks for. */
    public RuleSet asLive() {
        return new RuleSet(rules.stream()
                .map(rule -> rule.shadow() ? rule.as(rule.id(), rule.steps()) : rule)
                .toList());
    }

    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** What sets whole rolls aside, or null. */
    public ClassAbsent suspicion() {
        for (Rule rule : rules) {
            if (!rule.shadow() && rule.measure() instanceof ClassAbsent classAbsent) {
                return classAbsent;
            }
        }
        return null;
    }
}
