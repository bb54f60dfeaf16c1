package cn.zhenmai.rule;

import cn.zhenmai.measure.Threshold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a rule file strictly: every problem with its place, nothing guessed. Standards and schedules are named once and used by rules. */
final class RuleReader {

    private static final Set<String> OF_THE_RULE_ALONE = Set.of("id", "overrides", "scope");

    private final Map<String, Schedule> schedules = new HashMap<>();

    RuleReader() {}

    static RuleSet read(String yaml) {
        YamlFields.File file = new YamlFields.File();
        RuleSet rules = new RuleReader().file(new YamlFields(YamlTree.read(yaml), "", file), file.standards());
        if (!file.problems().isEmpty()) {
            throw new RuleProblems(file.problems());
        }
        return rules;
    }

    RuleSet file(Fields top, Map<String, Threshold> standards) {
        Set<String> ids = new HashSet<>();
        Origin origin = top.optional("pack")
                .map(PolicyPack::header)
                .map(PolicyPack::origin)
                .orElse(Origin.UNKNOWN);
        RuleForm form = new RuleForm(schedules, origin);
        for (Fields fields : top.list("standards")) {
            standard(fields, standards);
        }
        for (Fields fields : top.list("schedules")) {
            String id = unique(fields, ids);
            Fields name = fields.fields("name");
            schedules.put(id, ScopeReader.schedule(fields, names(name)));
            fields.end();
        }
        List<Rule> rules = new ArrayList<>();
        ids.clear();
        for (Fields fields : top.list("rules", 0)) {
            rules(fields, unique(fields, ids), form, rules);
        }
        top.end();
        return new RuleSet(rules);
    }

    private static String unique(Fields fields, Set<String> ids) {
        String id = fields.text("id");
        if (!id.isEmpty() && !id.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            fields.problem("id", "只能用字母、数字和 . _ -／letters, digits and . _ - only");
        }
        if (!ids.add(id)) {
            fields.problem("id", "重复：" + id + "／used twice");
        }
        return id;
    }

    private static String names(Fields name) {
        String zh = name.text("zh");
        String both = zh + "／" + name.text("en");
        name.end();
        return both;
    }

    private static void standard(Fields fields, Map<String, Threshold> standards) {
        String id = fields.text("id");
        String name = names(fields.fields("name"));
        Threshold value = fields.threshold("value", true);
        String source = fields.optionalText("source");
        if (value != null && standards.put(id, value) != null) {
            fields.problem("id", "重复：" + id + "／used twice: " + name + (source == null ? "" : " " + source));
        }
        fields.end();
    }

    /** The rule for the whole school, and one for each override; where an override holds, the wider ones do not. */
    private static void rules(Fields fields, String id, RuleForm form, List<Rule> into) {
        boolean isUsed = isUsed(fields);
        Scope everyone = ScopeReader.scope(fields.optional("scope").orElse(null));
        List<Rule> overriding = new ArrayList<>();
        List<Scope> taken = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields override : fields.list("overrides")) {
            String suffix = unique(override, ids);
            Scope scope = ScopeReader.scope(override.fields("scope")).within(everyone);
            Fields merged = override.over(fields, OF_THE_RULE_ALONE);
            boolean isUsedHere = isUsed(merged);
            Rule rule = form.read(merged, id + "@" + suffix, scope);
            merged.end();
            taken.add(scope);
            if (isUsedHere) {
                overriding.add(rule);
            }
        }
        Rule rule = form.read(fields, id, everyone.except(taken));
        fields.end();
        if (isUsed) {
            into.add(rule);
        }
        overriding.forEach(one -> into.add(one.with(one.scope().except(narrower(one.scope(), taken)))));
    }

    /** Of two that are as narrow the first goes first: a session of both is judged once. */
    private static List<Scope> narrower(Scope than, List<Scope> all) {
        List<Scope> before = all.subList(0, all.indexOf(than));
        return all.stream()
                .filter(other -> other.isNarrowerThan(than) || !than.isNarrowerThan(other) && before.contains(other))
                .toList();
    }

    private static boolean isUsed(Fields fields) {
        return fields.constant("mode", Mode.class, Mode.LIVE) != Mode.PAUSED;
    }
}
