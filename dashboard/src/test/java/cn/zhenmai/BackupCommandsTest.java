package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.observation.Status;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.TestHome;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** backup, restore and arm, as an operator uses them one after the other. */
class BackupCommandsTest {

    private static JournalFixture living;
    private static JdbcSettings source;

    @TempDir
    private Path folder;

    @BeforeAll
    static void live() {
        source = TestDatabase.migrated();
        living = new JournalFixture(source);
        assertThat(living.school(JournalFixture.school().registry()).sequence()).isPositive();
        assertThat(living.send(
                                JournalFixture.OFFICE,
                                JournalFixture.attendance("S11", "M1.20261012.1", Status.ABSENT, JournalFixture.MONDAY))
                        .stored())
                .isEqualTo(1);
    }

    @AfterAll
    static void end() {
        living.close();
    }

    private CommandRun source() {
        return CommandRun.on(source, folder);
    }

    private CommandRun empty() {
        return CommandRun.on(TestDatabase.migrated(), folder);
    }

    private String key(String digits) throws Exception {
        return Files.writeString(folder.resolve("key-" + digits), digits.repeat(32))
                .toString();
    }

    @Test
    void a_copy_is_taken_beside_the_running_service_checked_restored_and_armed() {
        Path file = folder.resolve("school.zhenmai");
        assertThat(source().exits(0, "backup", file))
                .contains("已备份／backed up")
                .contains("journal row " + living.journal.sequence())
                .contains("未加密／not encrypted");
        assertThat(empty().exits(0, "restore", "--verify-only", file)).contains("备份完好／the backup is whole");

        CommandRun copy = empty();
        assertThat(copy.exits(0, "restore", file)).contains("已恢复，未启用发信／restored, not armed");
        assertThat(copy.exits(1, "restore", file)).contains("目标库不是空的／the store is not empty");
        assertThat(copy.exits(0, "arm")).contains("已启用／armed");
        assertThat(copy.exits(0, "arm")).contains("本来就已启用／it was armed already");
        assertThat(source().exits(0, "arm")).as("what was never restored").contains("本来就已启用／it was armed already");
    }

    @Test
    void a_home_that_was_never_there_is_made_from_it() {
        Path file = folder.resolve("school.zhenmai");
        source().exits(0, "backup", file);
        try (TestHome home = TestHome.create()) {
            assertThat(CommandRun.at(home.path()).exits(0, "restore", file)).contains("已恢复，未启用发信／restored, not armed");
            assertThat(CommandRun.at(home.path()).exits(0, "arm")).contains("已启用／armed");
        }
    }

    @Test
    void under_a_key_it_opens_with_that_key_alone() throws Exception {
        Path file = folder.resolve("school.zhenmai");
        CommandRun sealed = source().with("ZHENMAI_BACKUP_KEY_FILE", key("ab"));
        assertThat(sealed.exits(0, "backup", file)).contains("已加密／encrypted");
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("attendance");
        assertThat(empty().exits(1, "restore", "--verify-only", file))
                .contains("备份已加密，需要 ZHENMAI_BACKUP_KEY_FILE／the backup is encrypted");
        assertThat(empty().with("ZHENMAI_BACKUP_KEY_FILE", key("cd")).exits(1, "restore", file))
                .contains("密钥不符或文件已损坏／the key is another one, or the file is damaged");
        assertThat(empty().with("ZHENMAI_BACKUP_KEY_FILE", key("ab")).exits(0, "restore", file))
                .contains("restored");
    }

    @Test
    void what_is_no_backup_or_not_there_changes_nothing_and_says_so() throws Exception {
        Path file = folder.resolve("school.zhenmai");
        source().exits(0, "backup", file);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() / 2);
        }
        CommandRun copy = empty();
        assertThat(copy.exits(1, "restore", file)).contains("无法恢复／cannot be restored");
        Path other = Files.writeString(folder.resolve("letter.txt"), "Dear school");
        assertThat(copy.exits(1, "restore", other)).contains("不是完整的备份文件／not a whole backup");
        assertThat(copy.exits(1, "restore", folder.resolve("none"))).contains("无法恢复／cannot be restored");
        assertThat(copy.exits(2, "restore")).contains("FILE");
        assertThat(copy.exits(2, "backup")).contains("FILE");
        assertThat(copy.exits(0, "arm")).as("nothing was restored").contains("it was armed already");
        CommandRun nowhere = CommandRun.at(folder.resolve("none"));
        assertThat(nowhere.exits(1, "restore", other)).contains("not a whole backup");
        assertThat(folder.resolve("none")).as("no home is made for it").doesNotExist();
    }

    @Test
    void where_it_can_not_be_written_and_a_key_that_is_none_are_told() throws Exception {
        assertThat(source().exits(1, "backup", folder.resolve("none/school.zhenmai")))
                .contains("备份无法写入／the backup cannot be written");
        assertThat(source().with("ZHENMAI_BACKUP_KEY_FILE", key("xy")).exits(2, "backup", folder.resolve("b")))
                .contains("密钥应为 64 位十六进制数／the key must be 64 hexadecimal digits");
        assertThat(folder.resolve("b")).doesNotExist();
    }
}
