package cn.zhenmai;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhenmai.store.EmbeddedPostgres;
import cn.zhenmai.store.TestDatabase;
import cn.zhenmai.store.TestHome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {

    @TempDir
    private Path folder;

    @Test
    void how_the_store_lies_is_said_in_one_line() {
        String line = CommandRun.on(TestDatabase.migrated(), folder).exits(0, "store", "show");
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line).contains("PostgreSQL ");
    }

    @Test
    void a_server_without_timescale_says_what_it_lacks_and_keeps_its_store() {
        CommandRun zhenmai = CommandRun.on(TestDatabase.migrated(), folder);
        String before = zhenmai.exits(0, "store", "show");
        assertThat(zhenmai.exits(1, "store", "to-timescale"))
                .contains("服务器未预加载 TimescaleDB")
                .contains("shared_preload_libraries");
        assertThat(zhenmai.exits(0, "store", "show")).isEqualTo(before);
    }

    @Test
    void a_store_is_shown_beside_a_running_service_and_not_moved() throws Exception {
        try (TestHome home = TestHome.create();
                EmbeddedPostgres running = EmbeddedPostgres.start(home.path())) {
            assertThat(running.jdbc().url()).isNotEmpty();
            CommandRun zhenmai = CommandRun.at(home.path());
            assertThat(zhenmai.exits(0, "store", "show")).contains("PostgreSQL ");
            assertThat(zhenmai.exits(1, "store", "to-timescale"))
                    .contains("服务正在运行，请先停止／the service is running: stop it first");
        }
    }

    @Test
    void a_setting_that_is_wrong_is_named_with_its_variable() throws Exception {
        CommandRun zhenmai = CommandRun.on(TestDatabase.migrated(), folder);
        assertThat(zhenmai.with("ZHENMAI_JDBC_URL", "mysql://x").exits(2, "store", "show"))
                .contains("ZHENMAI_JDBC_URL")
                .contains("应以 jdbc:postgresql: 开头／must begin with jdbc:postgresql:");
        Path wrong = Files.writeString(folder.resolve("wrong"), "not it");
        assertThat(zhenmai.with("ZHENMAI_JDBC_PASSWORD_FILE", wrong.toString()).exits(1, "store", "show"))
                .contains("／");
        assertThat(zhenmai.exits(2, "store", "sideways")).contains("sideways");
    }
}
