package cn.zhenmai.view;

import cn.zhenmai.rule.Level;
import cn.zhenmai.rule.Notice;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleProblem;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.rule.RulesDiff;
import cn.zhenmai.rule.YamlTree;
import cn.zhenmai.store.RulesStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the page of rules shows: the edition in force, earlier ones, and what is wrong with a draft. */
public final class RulesView {

    private RulesView() {}

    /** @param id the journal row that brought it; {@code by} an account, file or standard; null where it was not yet kept */
    public record Edition(String id, Instant at, String by, String note) {

        static Edition of(RulesStore.Edition stored) {
            return new Edition(Long.toString(stored.sequence()), stored.knownAt(), stored.by(), stored.note());
        }
    }

    /** {@code problems} of a text that an earlier version took and this one can't read; then {@code rules} is empty. */
    public record Text(Edition edition, LocalDate today, String yaml, List<Row> rules, List<Wrong> problems) {}

    public record Row(
            String id,
            int version,
            String nameZh,
            String nameEn,
            String subject,
            List<Step> levels,
            List<Notice> notices,
            LocalDate from,
            LocalDate until,
            boolean shadow,
            boolean positive) {}

    public record Step(Level level, BigDecimal at, String nameZh, String nameEn) {}

    /** An edition and what it changed against the one before it. */
    public record Told(Edition edition, List<RulesDiff.Changed> changed) {}

    public record Page(List<Told> items, String next) {}

    /** @param line of the text, from 1; null where the place has none, such as a field that is missing */
    public record Wrong(String path, Integer line, String message) {}

    /** @param edition null where nothing was written: a dry run, problems, or no change */
    public record Outcome(List<Wrong> problems, List<RulesDiff.Changed> changed, String edition) {}

    public static Text text(RulesStore.Edition stored, LocalDate today) {
        List<Row> rows = List.of();
        List<Wrong> problems = List.of();
        try {
            rows = RuleSet.parse(stored.yaml()).rules().stream()
                    .map(RulesView::row)
                    .toList();
        } catch (RuleProblems unusable) {
            problems = wrong(unusable, stored.yaml());
        }
        return new Text(Edition.of(stored), today, stored.yaml(), rows, problems);
    }

    private static Row row(Rule rule) {
        return new Row(
                rule.id(),
                rule.version(),
                rule.nameZh(),
                rule.nameEn(),
                rule.measure().subject().name(),
                rule.steps().stream()
                        .map(step -> new Step(step.level(), step.at().value(), step.nameZh(), step.nameEn()))
                        .toList(),
                rule.notices(),
                rule.from(),
                rule.until(),
                rule.shadow(),
                rule.positive());
    }

    /** {@code editions} newest first, one more than {@code limit} where there are more: it is what the last shown one is compared with. */
    public static Page page(List<RulesStore.Edition> editions, int limit) {
        List<Told> items = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, editions.size()); i++) {
            String before = i + 1 < editions.size() ? editions.get(i + 1).yaml() : "rules: []";
            RulesStore.Edition edition = editions.get(i);
            items.add(new Told(
                    Edition.of(edition),
                    RulesDiff.between(before, edition.yaml()).changed()));
        }
        boolean more = editions.size() > limit;
        return new Page(items, more ? Long.toString(editions.get(limit).sequence()) : null);
    }

    public static List<Wrong> wrong(RuleProblems problems, String yaml) {
        Map<String, Integer> lines = YamlTree.lines(yaml);
        return problems.problems().stream()
                .map(problem -> new Wrong(problem.path(), line(problem, lines), problem.message()))
                .toList();
    }

    /** The line of the place itself, else of what it stands in. */
    private static Integer line(RuleProblem problem, Map<String, Integer> lines) {
        if (problem.path().startsWith("line ")) {
            return Integer.valueOf(problem.path().substring(5));
        }
        for (String path = problem.path();
                !path.isEmpty();
                path = path.replaceFirst("(\\.|^)[^.\\[]*$|\\[\\d+]$", "")) {
            if (lines.containsKey(path)) {
                return lines.get(path);
            }
        }
        return null;
    }
}
