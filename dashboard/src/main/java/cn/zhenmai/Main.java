package cn.zhenmai;

import cn.zhenmai.store.StartException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line. Exit codes: 0 done, 1 it cannot run or the answer is no, 2 wrong usage or configuration. */
@Command(
        name = "zhenmai",
        mixinStandardHelpOptions = true,
        description = "诊脉／takes the school's pulse",
        subcommands = {
            ServeCommand.class,
            AccountCommand.class,
            SourceCommand.class,
            RegistryCommand.class,
            ImportCommand.class,
            RulesCommand.class,
            BacktestCommand.class,
            StoreCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ArmCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private final Map<String, String> environment;

    private Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Throws {@link ConfigException} on the first value that is missing or wrong. */
    Config config() {
        return Config.load(environment);
    }

    public static void main(String[] arguments) {
        // Terminals and log collectors read UTF-8, whatever the host's locale is.
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    /** {@code environment}: where the settings are read from. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine line = new CommandLine(new Main(environment));
        line.getCommandSpec()
                .usageMessage()
                .footerHeading("%n设置／settings (environment, or in a YAML file):%n")
                .footer(Setting.help().replace("%", "%%"));
        return line.setUsageHelpWidth(130).setExecutionExceptionHandler(Main::explain);
    }

    /** What the operator can mend is one line; a bug keeps its stack. */
    private static int explain(Exception problem, CommandLine line, ParseResult parsed) {
        if (problem instanceof ConfigException) {
            line.getErr().println(problem.getMessage());
            return 2;
        }
        if (problem instanceof StartException) {
            line.getErr().println(problem.getMessage());
            return 1;
        }
        problem.printStackTrace(line.getErr());
        return 1;
    }
}
