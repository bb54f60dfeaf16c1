package cn.zhenmai;

import cn.zhenmai.access.Accounts;
import cn.zhenmai.access.Identity;
import cn.zhenmai.access.Role;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Accounts of people and of wall screens. Secrets are printed once and kept nowhere. */
@Command(name = "account", mixinStandardHelpOptions = true, description = "账号／accounts of people and of wall screens")
final class AccountCommand {

    @ParentCommand
    private Main main;

    /** What an account may be; SOURCE and WALL are not people. */
    private static final Set<Role> NOT_PEOPLE = EnumSet.of(Role.SOURCE, Role.WALL);

    @Spec
    private CommandSpec spec;

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "新建账号，打印一次性显示的密码／add one; prints its password")
    int add(
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Option(names = "--name", required = true, description = "姓名／person's name") String name,
            @Option(
                            names = "--role",
                            required = true,
                            split = ",",
                            description = "角色，逗号分隔／roles, by comma: ${COMPLETION-CANDIDATES}")
                    List<Role> roles,
            @Option(
                            names = "--teacher",
                            description =
                                    "登记册中的教工号，班长为学号／the person's teacher id in the registry; of a MONITOR the student"
                                            + " id")
                    String teacher) {
        if (roles.stream().anyMatch(NOT_PEOPLE::contains)) {
            throw wrong("WALL 用 account wall，SOURCE 用 source add／for WALL use account wall, for SOURCE source add");
        }
        if (roles.contains(Role.MONITOR) && (roles.size() > 1 || teacher == null)) {
            throw wrong("MONITOR 须单独使用并给出学号／MONITOR stands alone and needs --teacher <student id>");
        }
        return run(accounts -> accounts.create(new Identity(account, name, teacher, Set.copyOf(roles)))
                .await());
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "重设密码，结束其登录／set a new random password and end the account's sessions")
    int password(@Parameters(paramLabel = "ACCOUNT") String account) {
        return run(accounts -> accounts.resetPassword(account).await());
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "停用账号／disable an account and end its sessions")
    int disable(@Parameters(paramLabel = "ACCOUNT") String account) {
        return run(accounts -> {
            accounts.disable(account).await();
            return "已停用／disabled: " + account;
        });
    }

    @Command(
            name = "wall",
            mixinStandardHelpOptions = true,
            description = "登记大屏，打印一次性地址／register a wall screen; prints the address to open on it, once")
    int wall(@Parameters(paramLabel = "DEVICE") String device) {
        String url = main.config().address();
        return run(accounts ->
                url + "/wall#token=" + accounts.createWallDevice(device).await());
    }

    private interface Act {
        String on(Accounts accounts);
    }

    private int run(Act act) {
        PrintWriter out = spec.commandLine().getOut();
        try (CommandDatabase opened = CommandDatabase.open(main.config())) {
            out.println(act.on(new Accounts(opened.database(), App.SYSTEM_CLOCK)));
            return 0;
        } catch (IllegalStateException | NoSuchElementException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
