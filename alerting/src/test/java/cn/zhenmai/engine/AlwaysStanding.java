package cn.zhenmai.engine;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.rule.RuleSet;

/** Rules that stand as soon as there is anything to read, so that the numbers of a measure are read from their alerts, step by step. */
final class AlwaysStanding {

    private static final String RULE = """
              - id: %s
                name: {zh: 试, en: trial}
                measure: %s
                subject: %s
                levels: [{level: BLUE, at: -100000, name: {zh: 零, en: zero}}]
                title: {zh: "{value}", en: "{value}"}
                text: {zh: "{value}", en: "{value}"}
            """;

    private AlwaysStanding() {}

    /** One rule a line, {@code id | subject | measure}; a cumulative measure never stabilises within reach. */
    static RuleSet of(String lines) {
        return RuleSet.parse(yaml(lines));
    }

    static String yaml(String lines) {
        StringBuilder yaml = new StringBuilder("rules:\n");
        for (String line : lines.lines().filter(each -> !each.isBlank()).toList()) {
            String[] parts = line.split("\\|", 3);
            yaml.append(RULE.formatted(parts[0].strip(), parts[2].strip(), parts[1].strip()));
        }
        return yaml.toString();
    }

    /** The rule's number of the subject: "10/12", "3" for a count, "-0.25" for a difference; "–" where nothing stands. */
    static String number(EngineCase school, String rule, String subject) {
        for (Alert alert : school.open(rule)) {
            if (alert.subject().id().equals(subject)) {
                String numerator = alert.evidence().numerator().toPlainString();
                boolean isWhole = alert.evidence().denominator().intValue() <= 1;
                return isWhole
                        ? numerator
                        : numerator + "/" + alert.evidence().denominator().toPlainString();
            }
        }
        return "–";
    }
}
