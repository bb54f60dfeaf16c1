package cn.zhenmai.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhenmai.observation.Observation.LessonCheck;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.EnrolmentKind;
import cn.zhenmai.school.Registry;
import cn.zhenmai.school.RegistryBuilder;
import cn.zhenmai.school.School;
import cn.zhenmai.school.Span;
import cn.zhenmai.store.History;
import cn.zhenmai.store.JournalFixture;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Three early warnings on a real school's data (OULAD, October 2013): every submission is told on its day, and the back-test over the
 * stored history gives exactly the counts that a plain computation over the files gives.
 */
class OuladBacktestTest {

    private static final LocalDate DAY_ZERO = LocalDate.of(2013, 10, 5);
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
        Path folder = folder();
        assumeTrue(folder != null, "no folder shared/data/oulad-2013J beside the project: nothing to try");
        List<String[]> assessments = rows(folder, "assessments.csv");
        assessments.stream()
                .filter(row -> row[3].equals("TMA"))
                .sorted(Comparator.comparingInt((String[] row) -> Integer.parseInt(row[4]))
                        .thenComparing(row -> row[2]))
                .forEach(row -> dueDays.computeIfAbsent(row[0], none -> new ArrayList<>())
                        .add(day(row[4])));
        enrolled = rows(folder, "studentInfo.csv");
        try (JournalFixture it = new JournalFixture()) {
            it.now.set(noon(REGISTERED));
            assertThat(it.school(registry(rows(folder, "studentRegistration.csv")))
                            .sequence())
                    .isEqualTo(1);
            tell(it, rows(folder, "studentAssessment.csv"), assessments);
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
                            ",", row[2], row[0] + "-2013J", row[3].equals("Fail") ? "1" : "0", decided.toString()))
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
        Instant at = noon(day(row[2]));
        boolean scored = row.length > 4 && !row[4].isEmpty();
        return new LessonCheck(
                row[1],
                null,
                assessment[0] + "-2013J",
                Integer.parseInt(row[0]),
                LessonCheck.State.TAKEN,
                scored ? new BigDecimal(row[4]) : null,
                scored ? BigDecimal.valueOf(100) : null,
                day(assessment[4]),
                at,
                List.of(),
                at);
    }

    private Registry registry(List<String[]> registrations) {
        Map<String, LocalDate> left = new HashMap<>();
        for (String[] row : registrations) {
            if (row.length > 4 && !row[4].isEmpty()) {
                left.put(row[0] + " " + row[2], day(row[4]));
            }
        }
        RegistryBuilder school = new RegistryBuilder();
        school.colleges.add(new Registry.College("OU", "Open University"));
        school.offices.add(new Registry.Office("OU-T", "Teaching", "OU"));
        school.term("2013J", 0, LocalDate.of(2013, 9, 30), 40);
        Set<String> students = new HashSet<>();
        Set<String> modules = new HashSet<>();
        for (String[] row : enrolled) {
            if (modules.add(row[0])) {
                school.courses.add(new Registry.Course(row[0], row[0], "OU-T"));
                school.offering(row[0] + "-2013J", row[0], "2013J", Set.of());
            }
            if (students.add(row[2])) {
                school.students.add(new Registry.Student(row[2], row[2], null));
            }
            Span span = new Span(null, left.get(row[0] + " " + row[2]));
            school.enrolments.add(
                    new Registry.EnrolmentException(row[2], row[0] + "-2013J", EnrolmentKind.NORMAL, null, span));
        }
        return school.registry();
    }

    private static LocalDate day(String offset) {
        return DAY_ZERO.plusDays(Long.parseLong(offset));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(School.ZONE).toInstant();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(School.ZONE).toInstant();
    }

    private static List<String[]> rows(Path folder, String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    /** Beside the project, wherever the tests run from. */
    private static Path folder() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared/data/oulad-2013J");
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        return null;
    }
}
