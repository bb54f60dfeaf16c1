package cn.zhenmai;

import cn.zhenmai.store.StartException;
import cn.zhenmai.store.backup.Backup;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A copy of the whole store in one file. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "备份到一个文件，服务可以继续运行；设了 ZHENMAI_BACKUP_KEY_FILE 则加密／copy the whole store into one file while the service "
                        + "goes on; encrypted where ZHENMAI_BACKUP_KEY_FILE is set")
final class BackupCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Override
    public Integer call() throws SQLException {
        Config config = main.config();
        try (CommandDatabase opened = CommandDatabase.open(config)) {
            Backup.Written written =
                    Backup.write(opened.database(), file, config.backupKey(), App.SYSTEM_CLOCK.instant());
            spec.commandLine()
                    .getOut()
                    .printf(
                            "已备份／backed up: %s: %d tables, %d rows, journal row %d, %s%n",
                            file,
                            written.tables(),
                            written.rows(),
                            written.sequence(),
                            config.backupKey().isPresent() ? "已加密／encrypted" : "未加密／not encrypted");
            return 0;
        } catch (IOException e) {
            throw new StartException("备份无法写入／the backup cannot be written: " + e.getMessage(), e);
        }
    }
}
