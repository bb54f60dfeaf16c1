package cn.zhenmai;

import cn.zhenmai.intake.SourceKeyStore;
import cn.zhenmai.intake.SourceSettings;
import cn.zhenmai.intake.SourceStore;
import cn.zhenmai.observation.InvalidFieldException;
import cn.zhenmai.school.School;
import cn.zhenmai.store.Database;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Source systems and their keys. A key is printed once and kept only as a hash. */
@Command(name = "source", mixinStandardHelpOptions = true, description = "数据源及密钥／source systems and their keys")
final class SourceCommand {

    @ParentCommand
    private Main main;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(School.ZONE);

    @Spec
    private CommandSpec spec;

    /** What add and set say of a source. */
    static final class Told {
        @Option(names = "--name", required = true, description = "名称／name")
        String name;

        @Option(
                names = "--rank",
                required = true,
                description = "级别：读卡器 10，班长 20，教师 30，学工处 40；高者为准／rank: reader 10, class monitor 20, teacher 30, "
                        + "student-affairs office 40; the higher one holds")
        int rank;

        @Option(names = "--off-roster", description = "可报名单外学生／may send for students who are not on the roster")
        boolean offRoster;

        @Option(names = "--owner", description = "负责人账号／account of who answers for it")
        String owner;

        @Option(
                names = "--cadence",
                description = "上课时段应至少每多少分钟来一次／minutes within which it is expected in school hours")
        Integer cadenceMinutes;

        @Option(names = "--rows-per-second", description = "限速，缺省 5000／rate limit, 5000 where it isn't said")
        int rowsPerSecond = SourceSettings.DEFAULT_ROWS_PER_SECOND;

        @Option(
                names = "--type",
                split = ",",
                description = "可发送的类型，逗号分隔，缺省为全部／types that it may send, by comma, all where none is named: "
                        + "attendance, roll-call, leave-slip, lesson-check, learning-evaluation, teaching-evaluation, "
                        + "reported-value, course-result, teacher-attendance, ballot-summary")
        List<String> types;

        @Option(
                names = "--class",
                split = ",",
                description = "可报班级，缺省为全部／classes that it may send for, all where none is named")
        List<String> classes;

        @Option(names = "--signed", description = "须签名（HMAC）／its requests are signed, the key itself is not sent")
        boolean signed;

        SourceSettings settings(String id, boolean revoked) {
            return new SourceSettings(
                            id,
                            name,
                            rank,
                            offRoster,
                            owner,
                            cadenceMinutes,
                            rowsPerSecond,
                            types == null ? null : Set.copyOf(types),
                            classes == null ? null : Set.copyOf(classes),
                            signed,
                            revoked)
                    .checked();
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "新建数据源，打印一次性显示的密钥／add one; prints its key")
    int add(
            @Parameters(paramLabel = "ID") String id,
            @Mixin Told told,
            @Option(names = "--key-until", description = "密钥失效日／first day on which the key no longer holds")
                    LocalDate until) {
        return run((sources, database) -> sources.add(told.settings(id, false), end(until))
                .await()
                .orElseThrow(() -> new NoSuchElementException("已有同名来源／there is a source of that id: " + id)));
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = "修改数据源；未写的选项恢复缺省／change one; options that aren't given get their defaults")
    int set(
            @Parameters(paramLabel = "ID") String id,
            @Mixin Told told,
            @Option(names = "--revoked", description = "停用／nothing more is taken from it") boolean revoked) {
        return run((sources, database) -> {
            if (!sources.change(told.settings(id, revoked)).await()) {
                throw unknown(id);
            }
            return "已修改／changed: " + id;
        });
    }

    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "再发一把密钥（至多两把有效）／one more key, at most two live; prints it")
    int key(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--until", description = "失效日／first day on which it no longer holds") LocalDate until) {
        return run((sources, database) -> {
            if (database.transact(c -> SourceStore.find(c, id)).await().isEmpty()) {
                throw unknown(id);
            }
            return sources.addKey(id, end(until))
                    .await()
                    .orElseThrow(() ->
                            new NoSuchElementException("已有两个有效密钥，请先停用一个／two keys live already, revoke one first"));
        });
    }

    @Command(name = "revoke-key", mixinStandardHelpOptions = true, description = "停用一把密钥／end a key")
    int revokeKey(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "NUMBER", description = "见 source list／as source list shows it") int number) {
        return run((sources, database) -> {
            if (!sources.revokeKey(id, number).await()) {
                throw new NoSuchElementException("没有这把有效密钥／no such live key");
            }
            return "已停用／revoked: " + id + " " + number;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "列出数据源及密钥／the sources and their keys")
    int list() {
        return run((sources, database) -> {
            StringBuilder text = new StringBuilder();
            for (SourceStore.Listed one :
                    database.transact(c -> SourceStore.list(c, null)).await()) {
                text.append(line(one.settings()));
                one.keys().forEach(key -> text.append(line(key)));
            }
            return text.toString().stripTrailing();
        });
    }

    private static String line(SourceSettings of) {
        return "%s\t%s\trank %d\towner %s\tevery %s min\t%d rows/s%s%s%n"
                .formatted(
                        of.id(),
                        of.name(),
                        of.rank(),
                        of.owner() == null ? "-" : of.owner(),
                        of.cadenceMinutes() == null ? "-" : of.cadenceMinutes(),
                        of.rowsPerSecond(),
                        of.signed() ? "\tsigned" : "",
                        of.revoked() ? "\trevoked" : "");
    }

    private static String line(SourceKeyStore.Shown key) {
        String state = key.revokedAt() != null
                ? "revoked " + MINUTE.format(key.revokedAt())
                : key.expiresAt() != null ? "until " + MINUTE.format(key.expiresAt()) : "live";
        String used = key.lastUsedAt() == null ? "never used" : "used " + MINUTE.format(key.lastUsedAt());
        return "  key %d\t%s\t%s%n".formatted(key.number(), state, used);
    }

    private static NoSuchElementException unknown(String id) {
        return new NoSuchElementException("没有这个来源／no such source: " + id);
    }

    private static Instant end(LocalDate day) {
        return day == null ? null : day.atStartOfDay(School.ZONE).toInstant();
    }

    private interface Act {
        String on(SourceStore sources, Database database);
    }

    private int run(Act act) {
        PrintWriter out = spec.commandLine().getOut();
        try (CommandDatabase opened = CommandDatabase.open(main.config())) {
            out.println(act.on(new SourceStore(opened.database(), App.SYSTEM_CLOCK), opened.database()));
            return 0;
        } catch (InvalidFieldException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.field() + ": " + wrong.getMessage());
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
    }
}
