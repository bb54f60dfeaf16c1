package cn.zhenmai.rule;

import java.util.List;
import java.util.stream.Collectors;

/** A rule file that cannot be used, with everything that is wrong in it. */
public final class RuleProblems extends IllegalArgumentException {

    private final transient List<RuleProblem> problems;

    RuleProblems(List<RuleProblem> problems) {
        super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<RuleProblem> problems() {
        return problems;
    }
}
