package cn.zhenmai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {

    private static TestHome binaries;
    private final TestHome home = TestHome.create();

    @BeforeAll
    static void sharePrograms() {
        binaries = TestHome.create();
    }

    @AfterAll
    static void removePrograms() {
        binaries.close();
    }

    @AfterEach
    void removeHome() {
        home.close();
    }

    @Test
    void it_is_durable_private_and_checked() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(query(postgres.jdbc(), "SHOW " + setting))
                        .as(setting)
                        .isEqualTo("on");
            }
            assertThat(query(postgres.jdbc(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(postgres.jdbc(), "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(postgres.jdbc(), "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(permissions("postgres/password")).isEqualTo("rw-------");
            assertThat(permissions("postgres/data")).isEqualTo("rwx------");
            JdbcSettings wrong =
                    new JdbcSettings(postgres.jdbc().url(), postgres.jdbc().user(), "guess");
            assertThatThrownBy(() -> query(wrong, "SELECT 1")).hasMessageContaining("password");
            assertThat(postgres.jdbc().toString())
                    .doesNotContain(postgres.jdbc().password());
        }
    }

    @Test
    void it_keeps_its_data_and_ends_when_closed() throws Exception {
        long first;
        try (EmbeddedPostgres postgres = start()) {
            first = postgres.pid();
            execute(postgres.jdbc(), "CREATE TABLE kept AS SELECT 7 AS n");
        }
        assertThat(ProcessHandle.of(first)).isEmpty();
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.jdbc(), "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void a_second_start_on_the_same_home_is_refused_and_does_no_harm() throws Exception {
        try (EmbeddedPostgres postgres = start()) {
            String itself = Long.toString(ProcessHandle.current().pid());
            assertThatThrownBy(this::start).isInstanceOf(StartException.class).hasMessageContaining(itself);
            try (Child other = Child.start(home, binaries)) {
                assertThat(other.line()).startsWith("refused").contains(itself);
            }
            assertThat(query(postgres.jdbc(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void a_command_beside_the_service_finds_its_server() throws Exception {
        assertThat(EmbeddedPostgres.runningOn(home.path())).isEmpty();
        try (Child service = Child.start(home, binaries)) {
            assertThat(service.line()).isNotEmpty();
            JdbcSettings running = EmbeddedPostgres.runningOn(home.path()).orElseThrow();
            assertThat(query(running, "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void a_killed_postmaster_is_started_again_and_the_pool_recovers() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres postgres = start();
                Database database = Database.open(vertx, postgres.jdbc(), 2)) {
            execute(postgres.jdbc(), "CREATE TABLE kept AS SELECT 7 AS n");
            ProcessHandle killed = ProcessHandle.of(postgres.pid()).orElseThrow();
            assertThat(killed.destroyForcibly()).isTrue();
            killed.onExit().get(10, TimeUnit.SECONDS);
            assertThat(untilItAnswers(database, "SELECT n FROM kept")).isEqualTo("7");
            assertThat(postgres.pid()).isNotEqualTo(killed.pid());
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void the_terminals_interrupt_does_not_reach_it() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/setsid"))).isTrue();
        try (EmbeddedPostgres postgres = start()) {
            String stat = Files.readString(Path.of("/proc/" + postgres.pid() + "/stat"));
            String group = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4)[2];
            assertThat(group).isEqualTo(Long.toString(postgres.pid()));
        }
    }

    @Test
    void a_killed_jvm_leaves_no_orphan_and_what_it_committed() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/setpriv"))).isTrue();
        try (Child child = Child.start(home, binaries)) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(child.line())).orElseThrow();
            child.kill();
            server.onExit().get(30, TimeUnit.SECONDS);
        }
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.jdbc(), "SELECT n FROM kept")).isEqualTo("7");
        }
    }

    @Test
    void a_start_right_after_a_kill_waits_for_the_old_server_to_go() throws Exception {
        try (Child child = Child.start(home, binaries)) {
            assertThat(child.line()).isNotEmpty();
            child.kill();
            try (EmbeddedPostgres postgres = start()) {
                assertThat(query(postgres.jdbc(), "SELECT n FROM kept")).isEqualTo("7");
            }
        }
    }

    @Test
    void an_interrupted_initdb_is_begun_again() throws Exception {
        Files.createDirectories(home.path().resolve("postgres/initdb-123/base"));
        try (EmbeddedPostgres postgres = start()) {
            assertThat(query(postgres.jdbc(), "SELECT 1")).isEqualTo("1");
        }
        assertThat(home.path().resolve("postgres/initdb-123")).doesNotExist();
    }

    @Test
    void data_of_another_major_version_is_refused_at_once() throws Exception {
        start().close();
        Files.writeString(home.path().resolve("postgres/data/PG_VERSION"), "14\n");
        assertThatThrownBy(this::start).isInstanceOf(StartException.class).hasMessageContaining("PostgreSQL 14");
    }

    @Test
    void a_server_that_cannot_run_stops_the_start_at_once_with_its_own_words() throws Exception {
        start().close();
        Files.writeString(home.path().resolve("postgres/data/postgresql.auto.conf"), "nonsense = 'yes'\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartException.class)
                .hasMessageContaining("FATAL")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void a_home_that_the_servers_user_cannot_enter_is_refused_with_one_line() throws Exception {
        assumeThat(ServerUser.isRoot()).isTrue();
        Files.setPosixFilePermissions(home.path(), PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(this::start).isInstanceOf(StartException.class).hasMessageContaining("ZHENMAI_HOME");
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(home.path(), binaries.path());
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.path().resolve(file)));
    }

    private static String untilItAnswers(Database database, String sql) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                return database.inTransaction(c -> query(c, sql));
            } catch (SQLException e) {
                assertThat(System.nanoTime()).as("still: %s", e.getMessage()).isLessThan(deadline);
            }
        }
    }

    private static void execute(JdbcSettings jdbc, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(JdbcSettings jdbc, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbc.url(), jdbc.user(), jdbc.password())) {
            return query(connection, sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    /** Another JVM that starts the server, commits a row, says the server's process id and waits to be killed. */
    private record Child(Process process, BufferedReader output) implements AutoCloseable {

        private static final String SAID = "> ";

        static Child start(TestHome home, TestHome binaries) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            home.path().toString(),
                            binaries.path().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        public static void main(String[] args) throws Exception {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]));
                execute(postgres.jdbc(), "CREATE TABLE kept AS SELECT 7 AS n");
                System.out.println(SAID + postgres.pid());
                System.in.read();
            } catch (StartException e) {
                System.out.println(SAID + "refused: " + e.getMessage());
            }
        }

        /** What it said, without what its logger said. */
        String line() throws IOException {
            String line = output.readLine();
            while (line != null && !line.startsWith(SAID)) {
                line = output.readLine();
            }
            return line == null ? "" : line.substring(SAID.length());
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            kill();
        }
    }
}
