package cn.zhenmai;

import cn.zhenmai.school.Problem;
import cn.zhenmai.school.RegistryFiles;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.Entry;
import cn.zhenmai.store.Journal;
import cn.zhenmai.store.Receipt;
import cn.zhenmai.store.ServiceLock;
import cn.zhenmai.store.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The registry as a folder of CSV files: people, classes, calendar, timetable. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "登记册（CSV 目录）／the registry as a folder of CSV files")
final class RegistryCommand {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "检查文件，逐行列出问题，不写入／name every problem by file and row; writes nothing. Exit code 1 where there is"
                            + " one")
    int check(@Parameters(paramLabel = "DIR") Path folder) throws IOException {
        return tell(RegistryFiles.read(csvFiles(folder)).problems());
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "检查后整体写入；没有文件的表不变／check, then write all or nothing; a list without a file stays as it is")
    int importFolder(@Parameters(paramLabel = "DIR") Path folder) throws IOException {
        Map<String, byte[]> files = csvFiles(folder);
        Config config = main.config();
        if (config.jdbc().isEmpty() && EmbeddedPostgres.runningOn(config.home()).isPresent()) {
            throw new StartException("服务正在运行，请用页面或 POST /api/v1/registry 导入，或先停止服务"
                    + "／the service is running: import by POST /api/v1/registry, or stop it first");
        }
        try (CommandDatabase opened = CommandDatabase.open(config);
                ServiceLock lock = ServiceLock.take(opened.database());
                Journal journal = Journal.open(opened.database(), App.SYSTEM_CLOCK)) {
            return write(files, journal);
        } catch (SQLException e) {
            throw new StartException("数据库连接中断／the database connection broke: " + e.getMessage(), e);
        }
    }

    private int write(Map<String, byte[]> files, Journal journal) {
        RegistryFiles.Result read = RegistryFiles.read(files, journal.school().registry());
        int answer = tell(read.problems());
        if (answer == 0) {
            Receipt receipt = journal.submit(new Entry.RegistryEdit(before -> read.registry(), null))
                    .await();
            spec.commandLine().getOut().println("已写入，日志序号／written, journal row " + receipt.sequence());
        }
        return answer;
    }

    private int tell(List<Problem> problems) {
        PrintWriter out = spec.commandLine().getOut();
        problems.forEach(p -> out.println(line(p)));
        out.println(problems.isEmpty() ? "没有问题／no problems" : problems.size() + " 个问题／problems");
        return problems.isEmpty() ? 0 : 1;
    }

    private static String line(Problem problem) {
        return problem.file()
                + (problem.row() > 0 ? ":" + problem.row() : "")
                + (problem.field() == null ? "" : " " + problem.field())
                + " " + problem.message();
    }

    private Map<String, byte[]> csvFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "没有此目录／no such folder: " + folder);
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".csv")).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "目录中没有 .csv 文件／no .csv files in " + folder);
        }
        return files;
    }
}
