package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.sheet.Limits;
import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.JdbcSettings;
import cn.zhenmai.store.JournalFixture;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.TestHome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    @TempDir
    private Path folder;

    private JdbcSettings jdbc;
    private CommandRun zhenmai;

    @BeforeEach
    void start() {
        jdbc = TestDatabase.migrated();
        try (JournalFixture fixture = new JournalFixture(jdbc)) {
            assertThat(fixture.school(JournalFixture.school().registry()).sequence())
                    .isPositive();
        }
        zhenmai = CommandRun.on(jdbc, folder);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines), Charset.forName("GB18030"));
    }

    private String value(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void a_table_is_tried_without_being_taken_and_then_taken() throws Exception {
        Path file = file("教师.csv", "职工号,姓名", "T7,周老师");
        String tried = zhenmai.exits(0, "import", file, "--target", "teacher", "--dry-run");
        assertThat(tried)
                .contains("TRIED")
                .contains("GB18030")
                .contains("added 1")
                .contains("没有问题／no problems");
        assertThat(value("select count(*) from registry_row where kind = 'teacher' and key = 'T7'"))
                .isEqualTo("0");

        assertThat(zhenmai.exits(0, "import", file, "--table", "teacher")).contains("DONE");
        assertThat(value("select count(*) from registry_row where kind = 'teacher' and key = 'T7'"))
                .isEqualTo("1");
    }

    @Test
    void observations_need_a_source_that_is_registered_and_may_send_them() throws Exception {
        Path file = file("考勤.csv", "学号,课次,怎样", "S11,M1.20261012.1,旷课");
        assertThat(zhenmai.exits(2, "import", file, "--stream", "attendance"))
                .contains("请选择已登记的来源／choose a registered source");
        zhenmai.exits(0, "source", "add", "office", "--name", "学生处", "--rank", "40", "--type", "leave-slip");
        assertThat(zhenmai.exits(2, "import", file, "--stream", "attendance", "--source", "office"))
                .contains("该来源不得发送此类型／this source may not send this type");
        zhenmai.exits(0, "source", "set", "office", "--name", "学生处", "--rank", "40", "--class", "软件2501");

        assertThat(zhenmai.exits(1, "import", file, "--stream", "attendance", "--source", "office"))
                .as("a header that nobody knows")
                .contains("考勤.csv:0 status 缺少列「状态」／missing column status")
                .contains("1 个问题／problems");
        String taken = zhenmai.exits(
                0, "import", file, "--stream", "attendance", "--source", "office", "--column", "怎样=status");
        assertThat(taken).contains("stored 1").contains("DONE");
        assertThat(value("select observed_status from attendance where student_id = 'S11'"))
                .isEqualTo("ABSENT");
    }

    @Test
    void all_or_nothing_unless_the_good_rows_are_asked_for() throws Exception {
        zhenmai.exits(0, "source", "add", "office", "--name", "学生处", "--rank", "40", "--class", "软件2501");
        Path file = file("考勤.csv", "学号,课次,状态", "S11,M1.20261012.1,旷课", "S12,M1.20261012.1,睡觉", "S21,M1.20261012.1,旷课");
        String refused = zhenmai.exits(1, "import", file, "--target", "attendance", "--source", "office");
        assertThat(refused)
                .contains("考勤.csv:3 status")
                .contains("考勤.csv:4 student 该来源不得报送此班级／this source may not send for this class");
        assertThat(value("select count(*) from attendance")).isEqualTo("0");

        String taken = zhenmai.exits(0, "import", file, "--target", "attendance", "--source", "office", "--row-wise");
        assertThat(taken).contains("stored 1").contains("rejected 2");
        assertThat(value("select string_agg(student_id, ',') from attendance where observed_status is not null"))
                .isEqualTo("S11");
    }

    @Test
    void wrong_usage_is_told_before_anything_is_opened() throws IOException {
        CommandRun nowhere = CommandRun.at(folder.resolve("none"));
        Path file = file("a.csv", "a");
        assertThat(nowhere.exits(2, "import", file, "--target", "nonsense"))
                .contains("没有这种目标／no such target: nonsense");
        assertThat(nowhere.exits(2, "import", file)).contains("--target");
        assertThat(nowhere.exits(2, "import", "--target", "teacher")).contains("FILE");
        assertThat(nowhere.exits(2, "import", folder.resolve("none.csv"), "--target", "teacher"))
                .contains("没有这个文件／no such file");
        assertThat(nowhere.exits(2, "import", file, "--target", "student-list", "--valid-from", "1. September"))
                .contains("--valid-from");
        assertThat(nowhere.exits(2, "import", file, "--target", "teacher", "--column", "姓名"))
                .contains("--column");
        Path large = folder.resolve("large.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(Limits.MOST_BYTES + 1);
        }
        assertThat(nowhere.exits(2, "import", large, "--target", "teacher"))
                .contains("文件超过 20 MB／the file is larger than 20 MB");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_file_that_nobody_can_read_is_said_to_be_one() throws Exception {
        Path file =
                Files.write(folder.resolve("旧.xls"), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0});
        assertThat(zhenmai.exits(1, "import", file, "--target", "teacher"))
                .contains("旧.xls:0")
                .contains("／");
    }

    @Test
    void beside_a_running_service_its_page_is_named() throws Exception {
        Path file = file("a.csv", "工号,姓名", "T7,周老师");
        try (TestHome home = TestHome.create();
                EmbeddedPostgres running = EmbeddedPostgres.start(home.path())) {
            assertThat(running.jdbc().url()).isNotEmpty();
            assertThat(CommandRun.at(home.path()).exits(1, "import", file, "--target", "teacher"))
                    .contains("服务正在运行")
                    .contains("the service is running: use its page or POST /api/v1/imports, or stop it first");
        }
    }
}
