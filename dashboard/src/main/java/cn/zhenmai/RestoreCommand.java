package cn.zhenmai;

import cn.zhenmai.store.StartException;
import cn.zhenmai.store.backup.Backup;
import cn.zhenmai.store.backup.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A store from a backup. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "从备份恢复到空的目录或数据库；恢复的副本在 arm 之前不发邮件／fill an empty home or database from a backup; the copy sends no "
                        + "mail until `zhenmai arm`")
final class RestoreCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(names = "--verify-only", description = "只检查文件／check the file, touch no database")
    private boolean isVerifyOnly;

    @Override
    public Integer call() throws SQLException {
        Config config = main.config();
        try {
            Backup.Written written = isVerifyOnly ? Restore.verify(file, config.backupKey()) : restore(config);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: %s: %d tables, %d rows, journal row %d%n",
                            isVerifyOnly ? "备份完好／the backup is whole" : "已恢复，未启用发信／restored, not armed",
                            file,
                            written.tables(),
                            written.rows(),
                            written.sequence());
            return 0;
        } catch (IOException | IllegalStateException refused) {
            throw new StartException("无法恢复／cannot be restored: " + refused.getMessage(), refused);
        }
    }

    private Backup.Written restore(Config config) throws IOException, SQLException {
        // Before a home is made for it.
        Backup.Written unused = Restore.verify(file, config.backupKey());
        try (CommandDatabase opened = CommandDatabase.openAlone(config)) {
            return Restore.run(opened.database(), file, config.backupKey(), App.SYSTEM_CLOCK.instant());
        }
    }
}
