package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.JdbcSettings;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** The command line with settings of its own: exit codes, and everything that a run said on either stream. */
final class CommandRun {

    private final Map<String, String> environment = new HashMap<>();

    private CommandRun() {}

    /** On a database; its password lies in a file of the folder. */
    static CommandRun on(JdbcSettings jdbc, Path folder) {
        try {
            Path password = Files.writeString(folder.resolve("password"), jdbc.password());
            return new CommandRun()
                    .with("ZHENMAI_JDBC_URL", jdbc.url())
                    .with("ZHENMAI_JDBC_USER", jdbc.user())
                    .with("ZHENMAI_JDBC_PASSWORD_FILE", password.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the embedded database of a home. */
    static CommandRun at(Path home) {
        return new CommandRun().with("ZHENMAI_HOME", home.toString());
    }

    /** The same with one setting more. */
    CommandRun with(String setting, String value) {
        CommandRun more = new CommandRun();
        more.environment.putAll(environment);
        more.environment.put(setting, value);
        return more;
    }

    /** Runs it, expects the exit code, and gives back what was said. No run may show a stack trace. */
    @CanIgnoreReturnValue
    String exits(int code, Object... words) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine line = Main.commandLine(environment);
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        int exit = line.setOut(writer).setErr(writer).execute(arguments);
        assertThat(said.toString()).doesNotContain("\tat ");
        assertThat(exit).as(said.toString()).isEqualTo(code);
        return said.toString();
    }
}
