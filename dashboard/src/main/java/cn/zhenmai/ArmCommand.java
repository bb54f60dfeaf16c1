package cn.zhenmai;

import cn.zhenmai.store.backup.Arming;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Lets a restored copy act on the world. */
@Command(
        name = "arm",
        mixinStandardHelpOptions = true,
        description = "启用恢复的副本：从此发送邮件／say that a restored copy is the one that counts: from now on it sends mail")
final class ArmCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        try (CommandDatabase opened = CommandDatabase.open(main.config())) {
            boolean isNew = Arming.arm(opened.database());
            spec.commandLine().getOut().println(isNew ? "已启用／armed" : "本来就已启用／it was armed already");
            return 0;
        }
    }
}
