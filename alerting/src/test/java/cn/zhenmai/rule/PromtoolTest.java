package cn.zhenmai.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhenmai.measure.Direction;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.measure.MissedInARow;
import cn.zhenmai.measure.NoRollCall;
import cn.zhenmai.measure.Reading;
import cn.zhenmai.measure.Threshold;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conditions in time against Prometheus itself: on random series, an alert stands at exactly the minutes at which {@code promtool test
 * rules} says that it fires. Skipped, saying so, where there is no promtool on the path (Debian's package prometheus has it; from
 * 2.42 on it knows keep_firing_for).
 */
class PromtoolTest {

    private static final Instant START = Instant.EPOCH;
    private static final int MINUTES = 80;
    private static final int SERIES = 40;
    private static final Measure A = new MissedInARow();
    private static final Measure B = new NoRollCall();
    private static final Condition HIGH_A = bound(A);
    private static final Condition HIGH_B = bound(B);

    /** What is the same in PromQL and here. */
    private record Rule(String alert, String expression, Condition condition, Lasting lasting) {

        String yaml() {
            return "  - {alert: %s, expr: '%s', for: %dm, keep_firing_for: %dm}%n"
                    .formatted(
                            alert,
                            expression,
                            lasting.holdFor().toMinutes(),
                            lasting.keepFor().toMinutes());
        }

        boolean firesAt(int minute, Map<Measure, Reading> readings) {
            return Course.of(new Condition.Lasts(condition, lasting), readings::get)
                    .holdsAt(START.plus(Duration.ofMinutes(minute)));
        }
    }

    private static Condition bound(Measure of) {
        return new Condition.Bound(of, Direction.AT_LEAST, Threshold.parse("3"), null, 0);
    }

    private static List<Rule> rules(Random random) {
        Map<String, Condition> expressions = Map.of(
                "a >= 3", HIGH_A,
                "a >= 3 and b >= 3", new Condition.All(List.of(HIGH_A, HIGH_B)),
                "a >= 3 or b >= 3", new Condition.Any(List.of(HIGH_A, HIGH_B)),
                "a >= 3 unless b >= 3", new Condition.All(List.of(HIGH_A, new Condition.Not(HIGH_B))));
        List<Rule> rules = new ArrayList<>();
        for (String expression : expressions.keySet().stream().sorted().toList()) {
            for (int i = 0; i < 6; i++) {
                Lasting lasting = new Lasting(
                        Duration.ofMinutes(i == 0 ? 0 : random.nextInt(8)),
                        Duration.ofMinutes(i < 2 ? 0 : random.nextInt(8)));
                rules.add(new Rule("R" + rules.size(), expression, expressions.get(expression), lasting));
            }
        }
        return rules;
    }

    /** A value each minute; it stays for a while, so that holding has a meaning. */
    private static int[] series(Random random) {
        int[] values = new int[MINUTES];
        int stays = 1 + random.nextInt(6);
        for (int minute = 0; minute < MINUTES; minute++) {
            boolean changes = minute == 0 || random.nextInt(stays) == 0;
            values[minute] = changes ? random.nextInt(6) : values[minute - 1];
        }
        return values;
    }

    private static Reading reading(int[] values) {
        List<Reading.Point> points = new ArrayList<>();
        for (int minute = 0; minute < values.length; minute++) {
            points.add(new Reading.Point(values[minute], 1, 1, START.plus(Duration.ofMinutes(minute))));
        }
        return new Reading(points, null, null, null, null);
    }

    private static String text(int[] values) {
        return IntStream.of(values).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    @Test
    void an_alert_stands_at_the_minutes_at_which_prometheus_says_so(@TempDir Path folder) throws Exception {
        String promtool = promtool();
        assumeTrue(
                promtool != null, "no promtool on the path: for and keep_firing_for are not compared with Prometheus");
        long seed = Long.getLong("zhenmai.seed", 1);
        Random random = new Random(seed);
        List<Rule> rules = rules(random);
        Files.writeString(
                folder.resolve("rules.yaml"),
                "groups:%n- name: g%n  interval: 1m%n  rules:%n".formatted()
                        + rules.stream().map(Rule::yaml).collect(Collectors.joining()));
        StringBuilder tests =
                new StringBuilder("rule_files: [rules.yaml]%nevaluation_interval: 1m%ntests:%n".formatted());
        int firing = 0;
        for (int i = 0; i < SERIES; i++) {
            int[] a = series(random);
            int[] b = series(random);
            tests.append("- interval: 1m%n  input_series:%n".formatted())
                    .append("  - {series: a, values: '%s'}%n  - {series: b, values: '%s'}%n"
                            .formatted(text(a), text(b)))
                    .append("  alert_rule_test:%n".formatted());
            Map<Measure, Reading> readings = Map.of(A, reading(a), B, reading(b));
            for (Rule rule : rules) {
                for (int minute = 0; minute < MINUTES; minute++) {
                    boolean fires = rule.firesAt(minute, readings);
                    firing += fires ? 1 : 0;
                    tests.append("  - {eval_time: %dm, alertname: %s, exp_alerts: [%s]}%n"
                            .formatted(minute, rule.alert(), fires ? "{exp_labels: {}}" : ""));
                }
            }
        }
        Files.writeString(folder.resolve("tests.yaml"), tests);
        String told = run(promtool, folder);
        System.out.printf("promtool: %d series, %d rules, %d minutes with an alert%n", SERIES, rules.size(), firing);
        assertThat(told).as("seed %d", seed).contains("SUCCESS").doesNotContain("FAILED");
        assertThat(firing).isGreaterThan(SERIES * rules.size());
    }

    private static String run(String promtool, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(promtool, "test", "rules", "tests.yaml")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int answer = process.waitFor();
        return told.substring(0, Math.min(told.length(), 2_000)) + (answer == 0 ? "" : "FAILED " + answer);
    }

    private static String promtool() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            File file = new File(folder, "promtool");
            if (file.canExecute()) {
                return file.getPath();
            }
        }
        return null;
    }
}
