package cn.zhenmai.rule;

/** What is wrong at one place of a rule file: {@code path} as "rules[2].levels[0].at", {@code message} Chinese then English. */
public record RuleProblem(String path, String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
