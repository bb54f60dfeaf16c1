package cn.zhenmai;

import cn.zhenmai.alert.Alert;
import cn.zhenmai.backtest.BacktestResult;
import cn.zhenmai.backtest.Confusion;
import cn.zhenmai.backtest.RuleResult;
import cn.zhenmai.backtest.WouldBe;
import cn.zhenmai.school.School;
import cn.zhenmai.sheet.SheetFile;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A back-test's result for a terminal, and its alerts as CSV. */
final class BacktestText {

    private static final int SHOWN = 20;

    private final PrintWriter out;

    BacktestText(PrintWriter out) {
        this.out = out;
    }

    void print(BacktestResult result) {
        result.caveats().forEach(caveat -> out.println("! " + caveat.zh() + "／" + caveat.en()));
        result.rules().forEach(this::print);
        out.printf("%n预警／alerts: %d%n", result.alertCount());
        result.alerts().stream().limit(SHOWN).forEach(this::print);
        out.flush();
    }

    private void print(RuleResult rule) {
        out.printf(
                "%n%s (v%d): 触发／fired %d, 此前已有／standing before %d, 各级／by level %s%n",
                rule.rule(), rule.version(), rule.fired(), rule.standing(), rule.byLevel());
        Map<String, Map<LocalDate, Integer>> cards = new TreeMap<>();
        for (RuleResult.Cell cell : rule.cells()) {
            cards.computeIfAbsent(cell.counselor(), none -> new TreeMap<>()).put(cell.week(), cell.cards());
        }
        cards.forEach((counselor, weeks) ->
                out.println("  " + (counselor.isEmpty() ? "（空缺／vacant）" : counselor) + " 每周卡片／cards a week: " + weeks));
        if (rule.overall() != null) {
            rule.confusion().forEach(week -> print(week.week() + " 第" + week.teachingWeek() + "周", week.confusion()));
            print("合计／overall", rule.overall());
        }
    }

    private void print(String when, Confusion counted) {
        out.printf(
                "  %s: 应判／eligible %d, 触发／fired %d, 命中／hits %d, 发生／happened %d, precision %s, recall %s%n",
                when,
                counted.eligible(),
                counted.fired(),
                counted.hits(),
                counted.happened(),
                share(counted.precision()),
                share(counted.recall()));
    }

    private static String share(BigDecimal value) {
        return value == null ? "–" : value.toPlainString();
    }

    private void print(WouldBe one) {
        Alert alert = one.alert();
        out.printf(
                "  %s %s %s %s %s: %s [%s]%n",
                time(alert.openedAt()),
                alert.rule(),
                one.highest(),
                alert.subject().id(),
                one.endedAt() == null ? "" : "→ " + time(one.endedAt()) + " " + one.endReason(),
                alert.text(),
                alert.evidence().arithmetic());
    }

    private static String time(Instant at) {
        return at.atZone(School.ZONE)
                .toLocalDateTime()
                .withSecond(0)
                .withNano(0)
                .toString();
    }

    static byte[] csv(BacktestResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "rule",
                "version",
                "level",
                "subject",
                "student",
                "counselors",
                "opened_at",
                "ended_at",
                "end_reason",
                "text",
                "arithmetic",
                "observations"));
        for (WouldBe one : result.alerts()) {
            Alert alert = one.alert();
            rows.add(List.of(
                    alert.rule(),
                    Integer.toString(alert.ruleVersion()),
                    one.highest().name(),
                    alert.subject().id(),
                    Objects.requireNonNullElse(alert.student(), ""),
                    String.join(" ", one.counselors()),
                    time(alert.openedAt()),
                    one.endedAt() == null ? "" : time(one.endedAt()),
                    Objects.requireNonNullElse(one.endReason(), ""),
                    alert.text(),
                    alert.evidence().arithmetic(),
                    observations(alert)));
        }
        return SheetFile.writeCsv(rows);
    }

    private static String observations(Alert alert) {
        List<String> texts = new ArrayList<>();
        alert.evidence()
                .items()
                .forEach(item -> texts.add(String.join(
                        " ",
                        Objects.toString(item.heldOn(), ""),
                        Objects.toString(item.session(), Objects.toString(item.offering(), "")),
                        Objects.toString(item.status(), Objects.toString(item.text(), "")),
                        Objects.toString(item.source(), ""))));
        return String.join("; ", texts);
    }
}
