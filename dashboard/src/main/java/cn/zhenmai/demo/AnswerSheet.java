package cn.zhenmai.demo;

import cn.zhenmai.alert.Transition;
import cn.zhenmai.school.School;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The stories planted against the alerts raised, as of one moment of school time. */
record AnswerSheet(Instant asOf, List<Line> lines, Map<String, Integer> others) {

    record Line(Story story, Expectation expectation, Expectation.Outcome outcome, String seen) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(School.ZONE);

    static AnswerSheet judge(List<Story> stories, List<Transition> transitions, Instant now) {
        List<Line> lines = new ArrayList<>();
        for (Story story : stories) {
            for (Expectation expectation : story.expected()) {
                List<Transition> seen =
                        transitions.stream().filter(expectation::concerns).toList();
                lines.add(new Line(story, expectation, expectation.outcome(seen, now), say(seen)));
            }
        }
        Map<String, Integer> others = new TreeMap<>();
        for (Transition transition : transitions) {
            boolean planted =
                    stories.stream().flatMap(s -> s.expected().stream()).anyMatch(e -> e.concerns(transition));
            if (transition.kind() == Transition.Kind.OPENED && !planted) {
                others.merge(transition.alert().rule(), 1, Integer::sum);
            }
        }
        return new AnswerSheet(now, lines, others);
    }

    private static String say(List<Transition> seen) {
        List<String> said = new ArrayList<>();
        for (Transition each : seen) {
            if (each.kind() != Transition.Kind.AMENDED) {
                said.add(TIME.format(each.at()) + " " + each.kind() + " "
                        + each.alert().level());
            }
        }
        return said.size() <= 6
                ? String.join("; ", said)
                : String.join("; ", said.subList(said.size() - 6, said.size()));
    }

    long count(Expectation.Outcome outcome) {
        return lines.stream().filter(l -> l.outcome() == outcome).count();
    }

    boolean isComplete() {
        return count(Expectation.Outcome.FOUND) == lines.size();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("答案页／answer sheet  ").append(TIME.format(asOf)).append('\n');
        text.append("找到／found ").append(count(Expectation.Outcome.FOUND));
        text.append("  漏报／missed ").append(count(Expectation.Outcome.MISSED));
        text.append("  未到时／not due yet ")
                .append(count(Expectation.Outcome.OPEN))
                .append("\n\n");
        Story last = null;
        for (Line line : lines) {
            if (line.story() != last) {
                last = line.story();
                text.append("■ ")
                        .append(last.title())
                        .append("  ")
                        .append(last.about())
                        .append('\n');
                text.append("  ").append(last.what()).append('\n');
            }
            Expectation expected = line.expectation();
            text.append("    ").append(mark(line.outcome())).append(' ').append(expected.kind());
            text.append(' ').append(expected.rule());
            text.append(expected.level() == null ? "" : " ≥" + expected.level());
            text.append("  ").append(TIME.format(expected.from())).append(" – ").append(TIME.format(expected.by()));
            text.append("  | ").append(line.seen()).append('\n');
        }
        text.append("\n其他预警（未埋设）／also raised, by rule\n");
        others.forEach((rule, count) ->
                text.append("    ").append(rule).append("  ").append(count).append('\n'));
        return text.toString();
    }

    private static String mark(Expectation.Outcome outcome) {
        return switch (outcome) {
            case FOUND -> "✔";
            case MISSED -> "✘";
            case OPEN -> "…";
        };
    }
}
