package cn.zhenmai;

import cn.zhenmai.fixture.Fixture;
import cn.zhenmai.fixture.FixtureReader;
import cn.zhenmai.fixture.FixtureRun;
import cn.zhenmai.rule.RuleProblem;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSchema;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.rule.RulesDiff;
import cn.zhenmai.rule.YamlTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rule files on the command line: nothing here needs a running service. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "预警规则文件／warning rules as files")
final class RulesCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "检查规则文件，逐处列出问题／name every problem by place. Exit code 1 where there is one")
    int check(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) throws IOException {
        int problems = 0;
        for (Path file : files) {
            String yaml = text(file);
            try {
                int rules = RuleSet.parse(yaml).rules().size();
                out().println(file + ": " + rules + " 条规则，没有问题／rules, no problems");
            } catch (RuleProblems wrong) {
                problems += tell(file, yaml, wrong);
            }
        }
        return problems == 0 ? 0 : 1;
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "两个规则文件逐项比较／what has changed, field by field. Exit code 1 where they differ")
    int diff(@Parameters(paramLabel = "OLD") Path before, @Parameters(paramLabel = "NEW") Path after)
            throws IOException {
        try {
            RulesDiff diff = RulesDiff.between(text(before), text(after));
            for (RulesDiff.Changed changed : diff.changed()) {
                out().println(changed.kind() + " " + changed.section() + " " + changed.id());
                changed.fields()
                        .forEach(field -> out().println("  " + field.path() + ": " + told(field.before()) + " → "
                                + told(field.after())));
            }
            return diff.isEmpty() ? 0 : 1;
        } catch (RuleProblems wrong) {
            wrong.problems().forEach(problem -> out().println(problem));
            return 2;
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "按用例文件试规则：给定记录，到时应有哪些预警／cases in files: given these observations, expect these alerts."
                    + " Exit code 1 where a case fails")
    int test(
            @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files,
            @Option(
                            names = "--rules",
                            paramLabel = "FILE",
                            description = "规则文件，缺省为内置规则／the rules to try; default: the built-in ones")
                    Path rulesFile)
            throws IOException {
        int met = 0;
        int failed = 0;
        RuleSet rules;
        String rulesText = rulesFile == null ? RuleSet.standardYaml() : text(rulesFile);
        try {
            rules = RuleSet.parse(rulesText);
        } catch (RuleProblems wrong) {
            return tell(rulesFile, rulesText, wrong) > 0 ? 2 : 0;
        }
        for (Path file : files) {
            String yaml = text(file);
            try {
                for (Fixture fixture : FixtureReader.read(yaml)) {
                    boolean isMet = tell(file, FixtureRun.of(fixture, rules));
                    met += isMet ? 1 : 0;
                    failed += isMet ? 0 : 1;
                }
            } catch (RuleProblems wrong) {
                failed += tell(file, yaml, wrong);
            }
        }
        out().println(met + " 例通过／met, " + failed + " 例不符／not met");
        return failed == 0 ? 0 : 1;
    }

    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = "规则文件的 JSON Schema，供编辑器补全／the JSON Schema of rule files, for editors")
    int schema() {
        out().println(RuleSchema.json());
        return 0;
    }

    private boolean tell(Path file, FixtureRun run) {
        if (run.isMet()) {
            return true;
        }
        out().println("✗ " + file + ": " + run.fixture().name());
        run.missing().forEach(line -> out().println("  - 应有／expected  " + line));
        run.unexpected().forEach(line -> out().println("  + 实有／got       " + line));
        return false;
    }

    private int tell(Path file, String yaml, RuleProblems wrong) {
        Map<String, Integer> lines = YamlTree.lines(yaml);
        for (RuleProblem problem : wrong.problems()) {
            Integer line = lines.get(problem.path());
            out().println(file + (line == null ? "" : ":" + line) + " " + problem);
        }
        return wrong.problems().size();
    }

    private static String told(String value) {
        return value == null ? "（无／none）" : value;
    }

    private String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "没有此文件／no such file: " + file);
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException notUtf8) {
            throw new ParameterException(spec.commandLine(), "不是 UTF-8 文本／not UTF-8: " + file);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
