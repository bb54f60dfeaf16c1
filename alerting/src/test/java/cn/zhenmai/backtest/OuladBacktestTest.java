package cn.zhenmai.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.OuladFiles;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.History;
import cn.zhenmai.store.JournalFixture;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Three early warnings on a real school's data (OULAD, October 2013): every submission is told on its day, and the back-test over the
 * stored history gives exactly the counts that a plain computation over the files gives.
 */
class OuladBacktestTest {

    private static final LocalDate DAY_ZERO = OuladFiles.DAY_ZERO;
    private static final LocalDate REGISTERED = DAY_ZERO.minusDays(300);

    private static final String RULE = """
            rules:
              - id: overdue
                version: 1
                name: {zh: 逾期未交, en: Overdue}
                measure: {kind: overdue-checks, first: %d, grace-days: %d}
                subject: enrolment
                levels:
                  - {level: YELLOW, at: %d, name: {zh: 未交, en: not in}}
                title: {zh: "{value} 次未交", en: "{value} not in"}
                text: {zh: "{value} 次逾期未交", en: "{value} overdue and not in"}
            """;

    /** Module → its checks' due days in order. */
    private final Map<String, List<LocalDate>> dueDays = new HashMap<>();

    private List<String[]> enrolled;

    @Test
    void the_counts_are_exactly_those_of_the_files() throws Exception {
        OuladFiles files = OuladFiles.read();
        List<String[]> assessments = files.assessments();
        assessments.stream()
                .filter(row -> row[3].equals("TMA"))
                .sorted(Comparator.comparingInt((String[] row) -> Integer.parseInt(row[4]))
                        .thenComparing(row -> row[2]))
                .forEach(row -> dueDays.computeIfAbsent(row[0], none -> new ArrayList<>())
                        .add(OuladFiles.day(row[4])));
        enrolled = files.enrolled();
        try (JournalFixture it = new JournalFixture()) {
            it.now.set(noon(REGISTERED));
            assertThat(it.school(registry(files)).sequence()).isEqualTo(1);
            tell(it, files.scores(), assessments);
            assertThat(run(it, 1, 0, 1))
                    .isEqualTo(new Confusion(679, 994 - 679, 1_993 - 679, 6_468 - 994 - 1_993 + 679));
            assertThat(run(it, 1, 7, 1))
                    .isEqualTo(new Confusion(508, 631 - 508, 1_993 - 508, 6_468 - 631 - 1_993 + 508));
            assertThat(run(it, 2, 0, 2))
                    .isEqualTo(new Confusion(410, 437 - 410, 1_993 - 410, 6_468 - 437 - 1_993 + 410));
        }
    }

    /** A warning where {@code missing} of the first {@code checks} are not in, {@code graceDays} after the last one's due day. */
    private Confusion run(JournalFixture it, int checks, int graceDays, int missing) throws SQLException {
        StringBuilder truth = new StringBuilder("student,offering,outcome,decided_on\n");
        for (String[] row : enrolled) {
            LocalDate decided = dueDays.get(row[0]).get(checks - 1).plusDays(graceDays);
            truth.append(String.join(
                            ",",
                            row[2],
                            OuladFiles.offering(row[0]),
                            row[3].equals("Fail") ? "1" : "0",
                            decided.toString()))
                    .append('\n');
        }
        Outcomes.Result read = Outcomes.read("outcomes.csv", truth.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(read.problems()).isEmpty();
        RuleSet rule = RuleSet.parse(RULE.formatted(checks, graceDays, missing));
        BacktestResult result = BacktestRun.run(
                new History(it.database),
                Question.of(rule, Optional.empty(), start(DAY_ZERO), start(DAY_ZERO.plusDays(240)), read.outcomes()),
                share -> {},
                () -> false);
        Confusion counted = result.rules().get(0).overall();
        System.out.printf(
                "oulad first %d, +%d days: %d eligible, %d fired, %d of them failed, precision %s, recall %s%n",
                checks,
                graceDays,
                counted.eligible(),
                counted.fired(),
                counted.hits(),
                counted.precision(),
                counted.recall());
        assertThat(result.alerts().get(0).alert().evidence().items()).hasSize(missing);
        return counted;
    }

    private static void tell(JournalFixture it, List<String[]> scores, List<String[]> assessments) {
        Map<String, String[]> byId = new HashMap<>();
        assessments.forEach(row -> byId.put(row[2], row));
        TreeMap<Integer, List<LessonCheck>> byDay = new TreeMap<>();
        for (String[] row : scores) {
            byDay.computeIfAbsent(Integer.valueOf(row[2]), none -> new ArrayList<>())
                    .add(check(row, byId.get(row[0])));
        }
        byDay.forEach((day, checks) -> {
            it.now.set(noon(DAY_ZERO.plusDays(day)));
            assertThat(it.submit(JournalFixture.facts(JournalFixture.TEACHER, checks))
                            .received())
                    .isEqualTo(checks.size());
        });
    }

    /** The score is told with the submission, as the files have it; the rules here do not read it. */
    private static LessonCheck check(String[] row, String[] assessment) {
        Instant at = noon(OuladFiles.day(row[2]));
        boolean scored = row.length > 4 && !row[4].isEmpty();
        return new LessonCheck(
                row[1],
                null,
                OuladFiles.offering(assessment[0]),
                Integer.parseInt(row[0]),
                LessonCheck.State.TAKEN,
                scored ? new BigDecimal(row[4]) : null,
                scored ? BigDecimal.valueOf(100) : null,
                OuladFiles.day(assessment[4]),
                at,
                List.of(),
                at);
    }

    private static Registry registry(OuladFiles files) {
        Map<String, LocalDate> left = new HashMap<>();
        for (String[] row : files.registrations()) {
            if (row.length > 4 && !row[4].isEmpty()) {
                left.put(row[0] + " " + row[2], OuladFiles.day(row[4]));
            }
        }
        return files.school(row -> new Span(null, left.get(row[0] + " " + row[2])))
                .registry();
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(School.ZONE).toInstant();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(School.ZONE).toInstant();
    }
}
