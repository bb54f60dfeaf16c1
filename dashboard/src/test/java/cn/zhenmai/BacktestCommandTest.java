package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Observation;
import cn.zhenmai.observation.Observation.RollCall;
import cn.zhenmai.observation.Status;
import cn.zhenmai.rule.PolicyPack;
import cn.zhenmai.school.School;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zhenmai backtest} over a stored history of two weeks. */
class BacktestCommandTest {

    @TempDir
    private Path folder;

    private final JdbcSettings jdbc = TestDatabase.migrated();

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(School.ZONE).toInstant();
    }

    /** S11 is absent in all four lessons, S12 in those of the second week; the first of each is two periods. */
    private void live() {
        try (JournalFixture it = new JournalFixture(jdbc)) {
            it.now.set(at("2026-08-31T00:00"));
            it.school(JournalFixture.school().registry());
            lesson(it, "M1.20260831.1", "2026-08-31T08:10", "S11");
            lesson(it, "M1.20260901.3", "2026-09-01T10:10", "S11");
            lesson(it, "M1.20260907.1", "2026-09-07T08:10", "S11", "S12");
            lesson(it, "M1.20260908.3", "2026-09-08T10:10", "S11", "S12");
        }
    }

    private static void lesson(JournalFixture it, String session, String time, String... absent) {
        it.now.set(at(time));
        List<Observation> told = new ArrayList<>();
        for (String student : absent) {
            told.add(JournalFixture.attendance(student, session, Status.ABSENT, at(time)));
        }
        told.add(JournalFixture.roll(session, "软件2501", RollCall.Mode.EXCEPTIONS, at(time)));
        assertThat(it.send(JournalFixture.TEACHER, told.toArray(new Observation[0]))
                        .stored())
                .isEqualTo(told.size());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path ladder() throws IOException {
        return file(
                "rules.yaml", PolicyPack.find("warning-ladder").orElseThrow().yaml());
    }

    private String backtest(int code, Path rules, String... more) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("backtest", rules.toString(), "--from", "2026-08-31", "--to", "2026-09-14"));
        words.addAll(List.of(more));
        return CommandRun.on(jdbc, folder).exits(code, words.toArray(new String[0]));
    }

    @Test
    void with_the_truth_it_tells_precision_recall_and_confusion_by_week_of_decision() throws IOException {
        live();
        Path truth = file("truth.csv", "student,outcome\nS11,1\nS12,0\nS13,1\nS21,0\n");
        Path alerts = folder.resolve("alerts.csv");
        String said = backtest(0, ladder(), "--truth", truth.toString(), "--alerts", alerts.toString());
        assertThat(said)
                .contains("absent-periods (v1): 触发／fired 2, 此前已有／standing before 0")
                .contains(
                        "2026-08-31 第1周: 应判／eligible 4, 触发／fired 1, 命中／hits 1, 发生／happened 2, precision 1.000, recall 0.500")
                .contains(
                        "2026-09-07 第2周: 应判／eligible 4, 触发／fired 2, 命中／hits 1, 发生／happened 2, precision 0.500, recall 0.500")
                .contains("合计／overall: 应判／eligible 4, 触发／fired 2")
                .contains("2026-09-01T10:10 absent-periods YELLOW S11 : 旷课 4 学时")
                .contains("2026-09-08T10:10 absent-periods BLUE S12 : 旷课 4 学时");
        List<String> rows = Files.readAllLines(alerts);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).contains("S11", "2026-09-01T10:10", "M1.20260831.1 ABSENT teacher:T1");
        assertThat(rows.get(2)).contains("S12", "2026-09-08T10:10");
    }

    @Test
    void a_wrong_line_of_the_truth_is_told_by_row_and_nothing_is_run() throws IOException {
        Path truth = file("truth.csv", "student,outcome\nS11,perhaps\n");
        assertThat(backtest(1, ladder(), "--truth", truth.toString())).contains("truth.csv:2 outcome");
    }

    @Test
    void wrong_usage_is_said_in_one_line() throws IOException {
        Path empty = file("empty.yaml", "rules: []\n");
        Path bad = file("bad.yaml", "rules:\n  - id: x\n");
        for (String[] words : new String[][] {
            {"backtest", ladder().toString(), "--from", "2026-09-14", "--to", "2026-09-14"},
            {"backtest", ladder().toString(), "--from", "soon", "--to", "2026-09-14"},
            {"backtest", empty.toString(), "--from", "2026-08-31", "--to", "2026-09-14"},
            {"backtest", bad.toString(), "--from", "2026-08-31", "--to", "2026-09-14"},
            {"backtest", folder.resolve("none.yaml").toString(), "--from", "2026-08-31", "--to", "2026-09-14"},
        }) {
            assertThat(CommandRun.on(jdbc, folder).exits(2, words)).isNotBlank();
        }
    }
}
