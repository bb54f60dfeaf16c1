package cn.zhenmai;

import cn.zhenmai.backtest.BacktestResult;
import cn.zhenmai.backtest.BacktestRun;
import cn.zhenmai.backtest.Outcomes;
import cn.zhenmai.backtest.Question;
import cn.zhenmai.rule.RuleProblems;
import cn.zhenmai.rule.RuleSet;
import cn.zhenmai.school.Problem;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import cn.zhenmai.store.History;
import cn.zhenmai.store.RulesStore;
import cn.zhenmai.store.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Rules tried on the installation's history; beside a running service too, because it only reads. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "在历史数据上试运行规则，不通知任何人／try rules on history; nobody is notified")
final class BacktestCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RULES", description = "规则文件（YAML）／rule file")
    private Path rules;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DAY",
            description = "起始日（含）／first school day that counts, yyyy-mm-dd")
    private LocalDate from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DAY",
            description = "结束日（不含）／first day that does not count any more")
    private LocalDate to;

    @Option(
            names = "--truth",
            paramLabel = "CSV",
            description =
                    "结果文件：student[,offering],outcome[,decided_on]／what became of people: precision, recall, confusion")
    private Path truth;

    @Option(
            names = "--alerts",
            paramLabel = "CSV",
            description = "把预警及证据写入此文件／write the would-be alerts with their evidence")
    private Path alerts;

    @Override
    public Integer call() throws IOException {
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--to 须晚于 --from／--to must be after --from");
        }
        RuleSet tried = readRules();
        Optional<Outcomes> outcomes = readTruth();
        if (outcomes.isEmpty()) {
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        try (CommandDatabase opened = CommandDatabase.open(main.config())) {
            BacktestResult result = run(opened.database(), tried, outcomes.get());
            new BacktestText(out).print(result);
            if (alerts != null) {
                Files.write(alerts, BacktestText.csv(result));
                out.println("预警已写入／alerts written: " + alerts);
            }
            return 0;
        } catch (SQLException e) {
            throw new StartException("数据库连接中断／the database connection broke: " + e.getMessage(), e);
        }
    }

    private BacktestResult run(Database database, RuleSet tried, Outcomes outcomes) throws SQLException {
        Optional<RuleSet> inForce = database.inTransaction(c -> RulesStore.find(c, Long.MAX_VALUE))
                .map(edition -> RuleSet.parse(edition.yaml()));
        Question question = Question.of(
                tried,
                inForce,
                from.atStartOfDay(School.ZONE).toInstant(),
                to.atStartOfDay(School.ZONE).toInstant(),
                outcomes);
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        BacktestResult result = BacktestRun.run(new History(database), question, bar::show, () -> false);
        bar.end(result.changes());
        return result;
    }

    private RuleSet readRules() throws IOException {
        if (!Files.isReadable(rules)) {
            throw new ParameterException(spec.commandLine(), "文件无法读取／cannot be read: " + rules);
        }
        RuleSet read;
        try {
            read = RuleSet.parse(Files.readString(rules)).asLive();
        } catch (RuleProblems e) {
            throw new ParameterException(spec.commandLine(), rules + ": " + e.getMessage());
        }
        if (read.rules().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "没有规则／holds no rules: " + rules);
        }
        return read;
    }

    /** Empty where it is wrong; every problem is told. */
    private Optional<Outcomes> readTruth() throws IOException {
        if (truth == null) {
            return Optional.of(Outcomes.NONE);
        }
        if (!Files.isReadable(truth)) {
            throw new ParameterException(spec.commandLine(), "文件无法读取／cannot be read: " + truth);
        }
        Outcomes.Result read = Outcomes.read(truth.getFileName().toString(), Files.readAllBytes(truth));
        for (Problem problem : read.problems()) {
            spec.commandLine()
                    .getErr()
                    .println(problem.file() + ":" + problem.row() + " " + problem.field() + " " + problem.message());
        }
        return read.problems().isEmpty() ? Optional.of(read.outcomes()) : Optional.empty();
    }
}
