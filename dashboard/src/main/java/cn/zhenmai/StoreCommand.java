package cn.zhenmai;

import cn.zhenmai.store.Database;
import cn.zhenmai.store.StartException;
import cn.zhenmai.store.dialect.Dialect;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** How the store lies on its server. */
@Command(name = "store", mixinStandardHelpOptions = true, description = "数据存储／how the store lies on its server")
final class StoreCommand {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "方言、版本、许可功能／dialect, version and what the licence allows")
    int show() throws SQLException {
        try (CommandDatabase opened = CommandDatabase.open(main.config());
                Connection connection = opened.database().connect()) {
            out().println(opened.database().dialect(connection).line());
            return 0;
        }
    }

    @Command(
            name = "to-timescale",
            mixinStandardHelpOptions = true,
            description = "把普通存储整体迁入 TimescaleDB 超表；须先停止服务／move a plain store into hypertables, all of it or nothing; "
                    + "stop the service first. Needs room for a second copy while it runs")
    int toTimescale() throws SQLException {
        try (CommandDatabase opened = CommandDatabase.openAlone(main.config())) {
            out().println(move(opened.database()).line());
            return 0;
        } catch (IllegalStateException refused) {
            throw new StartException(refused.getMessage());
        }
    }

    private static Dialect move(Database database) throws SQLException {
        Dialect moved = database.moveToTimescale();
        database.analyze();
        return moved;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
