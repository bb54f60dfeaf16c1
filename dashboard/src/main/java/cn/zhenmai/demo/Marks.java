package cn.zhenmai.demo;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.LearningEvaluation;
import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.school.Registry.Month;
import cn.zhenmai.school.Registry.Offering;
import cn.zhenmai.school.RosterEntry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Session;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lesson checks in the last minutes of some lessons, and the teachers' monthly evaluation of learning. */
final class Marks {

    private static final double CHECKED_SESSIONS = 0.125;
    private static final double EVALUATED_OFFERINGS = 0.8;
    private static final int MAX = 100;
    private static final int PASS = 60;
    private static final List<String> ITEMS = List.of("学习态度", "课堂参与", "作业完成", "知识掌握", "动手能力");

    private final Behaviour behaviour;
    private final Script script;
    private final long seed;

    Marks(Behaviour behaviour, Script script, long seed) {
        this.behaviour = behaviour;
        this.script = script;
        this.seed = seed;
    }

    List<Message> checksOf(Session session, School school) {
        if (session.kind() != Session.Kind.LESSON || school.nameOf(session).startsWith("体育")) {
            return List.of();
        }
        Dice dice = Dice.of(seed, "check", session.id());
        Double share = script.check(session.id()).orElse(null);
        boolean byChance = !script.hasOwnMarks(session.offering()) && dice.chance(CHECKED_SESSIONS);
        if (share == null && !byChance) {
            return List.of();
        }
        Instant at = session.endsAt().minus(Duration.ofMinutes(dice.between(2, 9)));
        List<String> students = school.roster(session).stream()
                .filter(RosterEntry::expected)
                .map(RosterEntry::student)
                .toList();
        long there = students.stream()
                .filter(s -> behaviour.attended(session, s).isThere())
                .count();
        double difficulty = 3 * Dice.of(seed, "difficulty", session.offering()).bell();
        List<Observation> rows = new ArrayList<>();
        int passed = 0;
        for (String student : students) {
            boolean taken = behaviour.attended(session, student).isThere();
            int score = 0;
            if (taken && share != null) {
                boolean pass = passed < Math.round(share * there);
                passed += pass ? 1 : 0;
                score = pass ? dice.between(PASS, 96) : dice.between(35, PASS);
            } else if (taken) {
                double drawn = 79 + difficulty + 8 * behaviour.ability(student) + 6 * dice.bell();
                score = (int) Math.max(5, Math.min(MAX, Math.round(drawn)));
            }
            rows.add(check(student, session, taken, score, at));
        }
        return List.of(new Message(at, Origin.TEACHING, rows));
    }

    private static LessonCheck check(String student, Session session, boolean taken, int score, Instant at) {
        BigDecimal first = BigDecimal.valueOf(score / 2);
        BigDecimal second = BigDecimal.valueOf(score - score / 2);
        BigDecimal half = BigDecimal.valueOf(MAX / 2);
        return new LessonCheck(
                student,
                session.id(),
                session.offering(),
                1,
                taken ? LessonCheck.State.TAKEN : LessonCheck.State.ABSENT,
                taken ? BigDecimal.valueOf(score) : null,
                taken ? BigDecimal.valueOf(MAX) : null,
                null,
                null,
                taken
                        ? List.of(
                                new LessonCheck.Point("基本概念", first, half),
                                new LessonCheck.Point("应用与计算", second, half))
                        : List.of(),
                at);
    }

    /** In the first three days after the month's last teaching week. */
    List<Message> evaluationsOn(LocalDate day, School school) {
        List<Message> messages = new ArrayList<>();
        for (Month month : DemoCalendar.months()) {
            LocalDate after = DemoCalendar.day(month.toWeek() + 1, 1);
            int late = (int) (day.toEpochDay() - after.toEpochDay());
            if (late >= 0 && late < 3) {
                evaluations(month.label(), late, day, school, messages);
            }
        }
        return messages;
    }

    private void evaluations(String month, int late, LocalDate day, School school, List<Message> messages) {
        for (Offering offering : school.registry().offerings()) {
            Dice dice = Dice.of(seed, "evaluation", offering.id(), month);
            boolean today = dice.chance(EVALUATED_OFFERINGS) && dice.between(0, 3) == late;
            boolean practice = offering.course().startsWith(Catalogue.PRACTICE_OFFICE.replace("-", ""));
            if (today && !practice && !script.hasOwnMarks(offering.id())) {
                Instant at = Script.at(day, 15, 5).plus(Duration.ofMinutes(dice.between(0, 150)));
                double mean = 4.25 + 0.18 * dice.bell();
                messages.add(evaluation(offering, month, mean, dice, at));
            }
        }
    }

    static Message evaluation(Offering offering, String month, double mean, Dice dice, Instant at) {
        Map<String, BigDecimal> items = new LinkedHashMap<>();
        for (String item : ITEMS) {
            long tenths = Math.round(10 * Math.max(1, Math.min(5, mean + 0.2 * dice.bell())));
            items.put(item, BigDecimal.valueOf(tenths, 1));
        }
        return new Message(
                at,
                Origin.TEACHING,
                List.of(new LearningEvaluation(
                        offering.teachers().get(0), offering.id(), month, null, null, items, at)));
    }
}
