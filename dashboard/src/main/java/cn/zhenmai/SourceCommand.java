package cn.zhenmai;

import cn.zhenmai.intake.SourceStore;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Source systems and their keys. A key is printed once and kept only as a hash. */
@Command(name = "source", mixinStandardHelpOptions = true, description = "数据源及密钥／source systems and their keys")
final class SourceCommand {

    @Spec
    private CommandSpec spec;

    @Command(name = "add", mixinStandardHelpOptions = true, description = "新建数据源，打印一次性显示的密钥／add one; prints its key")
    int add(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--name", required = true, description = "名称／name") String name,
            @Option(
                            names = "--rank",
                            required = true,
                            description =
                                    "级别：读卡器 10，班长 20，教师 30，学工处 40；高者为准／rank: reader 10, class monitor 20, teacher 30, "
                                            + "student-affairs office 40; the higher one holds")
                    int rank,
            @Option(names = "--off-roster", description = "可报名单外学生／may send for students who are not on the roster")
                    boolean offRoster,
            @Option(
                            names = "--type",
                            split = ",",
                            description =
                                    "可发送的类型，逗号分隔，缺省为全部／types that it may send, by comma, all where none is named: "
                                            + "attendance, roll-call, leave-slip, lesson-check, learning-evaluation")
                    List<String> types) {
        try (CommandDatabase opened = CommandDatabase.open(Config.load(System.getenv()))) {
            SourceStore sources = new SourceStore(opened.database(), App.SYSTEM_CLOCK);
            spec.commandLine()
                    .getOut()
                    .println(sources.create(id, name, rank, offRoster, types == null ? null : Set.copyOf(types))
                            .await());
            return 0;
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
    }
}
