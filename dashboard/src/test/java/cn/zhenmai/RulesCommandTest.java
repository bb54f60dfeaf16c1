package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.rule.PolicyPack;
import cn.zhenmai.rule.RuleSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int run(Object... arguments) {
        CommandLine line = Main.commandLine(Map.of());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        String[] words = new String[arguments.length + 1];
        words[0] = "rules";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        return line.execute(words);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void a_good_file_passes_and_a_bad_one_is_told_by_line_and_place() throws IOException {
        assertThat(run("check", file("good.yaml", RuleSet.standardYaml()))).isZero();
        Path bad = file("bad.yaml", RuleSet.standardYaml().replace("leave-counts: false", "leave-count: false"));
        assertThat(run("check", bad)).isEqualTo(1);
        assertThat(out.toString()).containsPattern("bad\\.yaml:\\d+ rules\\[\\d+]\\.measure\\.leave-count: 未知字段");
        assertThat(run("check", folder.resolve("none.yaml"))).isEqualTo(2);
    }

    @Test
    void two_files_are_compared_field_by_field() throws IOException {
        Path before = file("a.yaml", RuleSet.standardYaml());
        Path after = file("b.yaml", RuleSet.standardYaml().replace("level: YELLOW, at: 8", "level: YELLOW, at: 6"));
        assertThat(run("diff", before, after)).isEqualTo(1);
        assertThat(out.toString()).contains("CHANGED rules absent-periods").contains("levels[1].at: 8 → 6");
        assertThat(run("diff", before, before)).isZero();
    }

    @Test
    void cases_are_tried_and_what_does_not_hold_is_shown_from_both_sides() throws IOException {
        PolicyPack pack = PolicyPack.find("course-bar").orElseThrow();
        Path rules = file("rules.yaml", pack.yaml());
        Path cases = file("cases.yaml", pack.cases());
        assertThat(run("test", cases, "--rules", rules)).isZero();
        Path other = file(
                "above.yaml", PolicyPack.find("course-bar-above").orElseThrow().yaml());
        assertThat(run("test", cases, "--rules", other)).isEqualTo(1);
        assertThat(out.toString())
                .contains("✗ ")
                .contains("- 应有／expected  missed-share A01/DRAW RED")
                .contains("+ 实有／got       missed-share A01/DRAW ORANGE")
                .contains("2 例不符／not met");
    }

    @Test
    void the_schema_is_printed_for_editors() {
        assertThat(run("schema")).isZero();
        assertThat(out.toString()).contains("json-schema.org").contains("leave-counts");
    }
}
