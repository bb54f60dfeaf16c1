package cn.zhenmai;

import cn.zhenmai.school.Problem;
import cn.zhenmai.school.RegistryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The registry as a folder of CSV files: people, classes, calendar, timetable. */
@Command(
        name = "registry",
        mixinStandardHelpOptions = true,
        description = "登记册（CSV 目录）／the registry as a folder of CSV files")
final class RegistryCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "检查文件，逐行列出问题，不写入／name every problem by file and row; writes nothing. Exit code 1 where there is one")
    int check(@Parameters(paramLabel = "DIR") Path folder) throws IOException {
        return tell(RegistryFiles.read(csvFiles(folder)).problems());
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

    private static Map<String, byte[]> csvFiles(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".csv")).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
