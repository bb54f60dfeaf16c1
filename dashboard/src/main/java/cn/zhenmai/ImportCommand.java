package cn.zhenmai;

import cn.zhenmai.intake.file.Import;
import cn.zhenmai.intake.file.Imports;
import cn.zhenmai.intake.file.Report;
import cn.zhenmai.intake.file.Settings;
import cn.zhenmai.intake.file.Target;
import cn.zhenmai.intake.file.Targets;
import cn.zhenmai.sheet.Limits;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.ServiceLock;
import cn.zhenmai.store.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One file into the registry or the observations, as the page does it, while the service is stopped. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "导入一个文件：CSV、.xlsx 或系统导出的 .xls（HTML／XML）／import one file; exit code 1 where nothing was taken")
final class ImportCommand implements java.util.concurrent.Callable<Integer> {

    @ParentCommand
    private Main main;

    private static final long POLL_NANOS = 100_000_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "文件／the file")
    private Path file;

    @Option(
            names = {"--table", "--stream", "--target"},
            required = true,
            paramLabel = "TARGET",
            description = "目标：student-list、timetable，观测类型或登记表的英文名／student-list, timetable, a type of observations, or a"
                    + " table")
    private String target;

    @Option(
            names = "--source",
            description = "观测的来源编号；登记表则为列对照的名称／source of observations; else the name of the column mapping")
    private String source;

    @Option(
            names = "--column",
            paramLabel = "HEADER=COLUMN",
            description = "列对照，可重复，COLUMN 留空为忽略／maps a header; repeatable")
    private Map<String, String> columns;

    @Option(names = "--row-wise", description = "有问题的行略过，其余写入／take the good rows; else all or nothing")
    private boolean rowWise;

    @Option(names = "--whole", description = "表中文件没有的行终止／rows of the table that the file doesn't have end")
    private boolean whole;

    @Option(names = "--history", description = "历史数据，不发通知／history: notifies nobody")
    private boolean history;

    @Option(names = "--term", description = "课表的学期，缺省为当前／term of a timetable")
    private String term;

    @Option(names = "--valid-from", description = "学生名单生效日，缺省今天／day from which a list of students holds")
    private LocalDate validFrom;

    @Option(names = "--dry-run", description = "只试，不写入／only try")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Target known = Targets.find(target)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "没有这种目标／no such target: " + target));
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "没有这个文件／no such file: " + file);
        }
        if (Files.size(file) > Limits.MOST_BYTES) {
            throw new ParameterException(spec.commandLine(), "文件超过 20 MB／the file is larger than 20 MB");
        }
        byte[] content = Files.readAllBytes(file);
        Settings settings = new Settings(known.id(), source, columns, rowWise, whole, history, term, validFrom);
        Config config = main.config();
        if (config.jdbc().isEmpty() && EmbeddedPostgres.runningOn(config.home()).isPresent()) {
            throw new StartException("服务正在运行，请用页面「导入」或 POST /api/v1/imports，或先停止服务"
                    + "／the service is running: use its page or POST /api/v1/imports, or stop it first");
        }
        try (CommandDatabase opened = CommandDatabase.open(config);
                ServiceLock lock = ServiceLock.take(opened.database());
                Journal journal = Journal.open(opened.database(), App.SYSTEM_CLOCK);
                Imports imports = new Imports(opened.database(), journal, App.SYSTEM_CLOCK, App.SYSTEM_CLOCK).start()) {
            return run(imports, content, settings);
        } catch (SQLException e) {
            throw new StartException("数据库连接中断／the database connection broke: " + e.getMessage(), e);
        }
    }

    private int run(Imports imports, byte[] content, Settings settings) {
        try {
            Import tried = imports.bring(file.getFileName().toString(), content, settings, "command line")
                    .await();
            tell(tried);
            boolean hopeless =
                    tried.report().goodRows() == 0 || !rowWise && tried.report().problemCount() > 0;
            if (dryRun || hopeless) {
                return tried.report().problemCount() == 0 ? 0 : 1;
            }
            Import now = imports.apply(tried.id()).await();
            while (now.state() == Import.State.RUNNING) {
                LockSupport.parkNanos(POLL_NANOS);
                now = imports.find(now.id()).await().orElseThrow();
            }
            tell(now);
            return now.state() == Import.State.DONE ? 0 : 1;
        } catch (Imports.NotNowException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
    }

    private void tell(Import one) {
        PrintWriter out = spec.commandLine().getOut();
        Report report = one.report();
        out.println("导入 " + one.id() + " " + one.state() + "：" + report.format()
                + (report.encoding() == null ? "" : " " + report.encoding()) + "，表头第 " + report.headerRow() + " 行，"
                + report.rows() + " 行，可导入 " + report.goodRows() + "／rows, good rows");
        report.counts().forEach((what, count) -> out.println("  " + what + " " + count));
        report.problems()
                .forEach(problem -> out.println(file.getFileName() + ":" + problem.row() + " "
                        + (problem.field() == null ? "" : problem.field() + " ") + problem.message()));
        out.println(report.problemCount() == 0 ? "没有问题／no problems" : report.problemCount() + " 个问题／problems");
        out.flush();
    }
}
