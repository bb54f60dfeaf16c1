package cn.zhenmai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.alert.Explanation;
import cn.zhenmai.fixture.Fixture;
import cn.zhenmai.fixture.FixtureReader;
import cn.zhenmai.fixture.FixtureRun;
import cn.zhenmai.measure.Measure;
import cn.zhenmai.rule.PolicyPack;
import cn.zhenmai.rule.Rule;
import cn.zhenmai.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one sentence that can be read to whom an alert is about, of every rule that ships, out of the tables of cases. */
class SentencesTest {

    /** A rule's alert, one for each of its levels. */
    private record Told(Rule rule, Alert alert) {
        Explanation explanation() {
            return alert.evidence().explanation();
        }
    }

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static String resource(String name) {
        try (InputStream file = RuleSet.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Told> all() {
        Map<String, Told> told = new TreeMap<>();
        for (String cases : List.of("standard", "standard-units")) {
            collect("standard", RuleSet.standard(), resource("/rules/" + cases + ".cases.yaml"), told);
        }
        for (PolicyPack pack : PolicyPack.all()) {
            collect(pack.id(), pack.rules(), pack.cases(), told);
        }
        return told;
    }

    private static void collect(String file, RuleSet rules, String cases, Map<String, Told> into) {
        for (Fixture fixture : FixtureReader.read(cases)) {
            for (Alert alert : FixtureRun.alerts(fixture, rules)) {
                Rule rule = rules.rule(alert.rule()).orElseThrow();
                if (fixture.rules().contains(rule.id())) {
                    into.putIfAbsent(file + " " + rule.id() + " " + alert.level(), new Told(rule, alert));
                }
            }
        }
    }

    @Test
    void each_can_be_read_out_in_both_languages() {
        Map<String, Told> all = all();
        List<String> wrong = new ArrayList<>();
        all.forEach((name, told) -> {
            String zh = told.explanation().sentence();
            String en = told.explanation().sentenceEn();
            problems(told, zh, en).forEach(problem -> wrong.add(name + ": " + problem + "\n  " + zh + "\n  " + en));
            if (Boolean.getBoolean("zhenmai.show")) {
                System.out.println(name + "\n  " + told.alert().title() + "\n  " + zh + "\n  " + en + "\n  "
                        + told.alert().evidence().arithmetic() + "\n  "
                        + told.alert().evidence().arithmeticEn());
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(all.values().stream().map(told -> told.rule().id()).distinct())
                .as("the standard rules are all there")
                .containsAll(RuleSet.standard().rules().stream().map(Rule::id).toList());
    }

    private static List<String> problems(Told told, String zh, String en) {
        List<String> problems = new ArrayList<>();
        Stream.of(zh, en).forEach(sentence -> {
            for (String left : List.of("{", "}", "[", "]", "null", "  ", "。。", "..", "? .", " .", "，，", "–")) {
                if (sentence.contains(left) && !left.equals("–")) {
                    problems.add("has " + left);
                }
            }
        });
        String id = told.alert().subject().id();
        boolean isName = Stream.of("CLASS", "OFFERING")
                .anyMatch(told.alert().subject().kind().name()::equals);
        if (!isName && (zh.contains(id) || en.contains(id) && !id.equals("school"))) {
            problems.add("names its subject by id " + id);
        }
        if (!zh.endsWith("。") || !en.endsWith(".")) {
            problems.add("does not end as a sentence does");
        }
        if (HAN.matcher(en).find()) {
            problems.add("Chinese in the English one");
        }
        if (!HAN.matcher(zh).find() || zh.length() < 15 || zh.length() > 160 || en.length() < 30 || en.length() > 330) {
            problems.add("too short or too long");
        }
        if (!told.rule().positive() && (!zh.contains("这是提醒，不是处分") || !en.contains("not a sanction"))) {
            problems.add("does not say that it is no sanction");
        }
        Measure measure = told.rule().measure();
        if (measure.form() == Measure.Form.RATE && !zh.matches("(?s).*(%|个百分点|人).*")) {
            problems.add("a rate without its unit");
        }
        if (measure.form() == Measure.Form.COUNT && !zh.matches("(?s).*(学时|次|天|分|个|项).*")) {
            problems.add("a count without its unit");
        }
        return problems;
    }
}
